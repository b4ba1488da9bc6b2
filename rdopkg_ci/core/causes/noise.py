"""Lines that look like an error and are none."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

from rdopkg_ci.core.causes import clean, regexes
from rdopkg_ci.core.causes.hit import AFTER, Hit
from rdopkg_ci.core.causes.kind import STRONG
from rdopkg_ci.core.causes.literals import Literals

# From here on the form of a line says what it is, whatever words are in it: those of a name make it
# no noise.
PROVEN = STRONG
# What a warning costs, and from which weight on it is an error all the same.
MILDER, GRAVE = 25, 90
# A literal that each such line holds, cheap to look for, and how it looks; both in lower case.
_HARMLESS = (
    ('0 error', r'\b0 errors?\b'),
    ('0 fail', r'\b0 (?:failures?|failed)\b'),
    ('no error', r'\bno errors?\b'),
    ('no fail', r'\bno failures?\b'),
    ('without ', r'without (?:errors?|failures)\b'),
    ('if ', r'\bif .*\b(?:error|fail)'),
    *(
        (
            f'{end}0',
            r'\b(?:errors?|failures?|failed|fatal)[=:]\s*0\b(?!.*\b(?:errors?|failures?|failed)[=:]\s*[1-9])',
        )
        for end in '=: '
    ),
    ('ignor', r'\bignor(?:ed|ing)\b|please ignore|will be ignored'),
    ('retried', r'will be retried'),
    ('retrying', r'\bretrying\b'),
    ('retry', r'\b(?:will|to|do) retry\b|\bretry (?:in|after|#?\d)\b'),
    ('|| ', r'\|\| (?:true|:)'),
    ('--fail', r'--fail\b'),
    ('error_', r'error_(?:log|page|prone)'),
    ('error-', r'error-(?:log|page|prone)'),
    ('error', r'(?<!and )-w(?:no-)?error'),
    ('deprecat', r'\bdeprecat'),
    ('ok', r'\bok$|\.\.\. ?ok'),
    ('...', r'\.\.\. ?(?:passed|success|skip)'),
    ('pass', r'\bpass(?:ed)?\b'),
    ('expected ', r'expected (?:error|failure)'),
    ('xfail', r'xfail'),
    ('ing', r'^(?:copying|creating|adding|installing|downloading|verifying|inflating)\b'),
    ('downloaded', r'^downloaded\b'),
    ('because of failed dep', r'skipping because of failed dep'),
    ('failures', r'has failures: true|dependency .* has failures'),
    ('all hosts', r'all hosts have already failed'),
    ('debug ', r'^debug .*child environment'),
    ('btrfs', r'not a btrfs'),
    ('/var/lib/mock', r'/var/lib/mock'),
    ('acpi', r'^acpi\b'),
    ('dpkg-preconfigure', r'dpkg-preconfigure: unable to re-open stdin'),
    ('debconf: ', r'\bdebconf: (?:unable|falling|\()'),
    # A banner.
    *((rule * 4, rf'^\W{{0,3}}(?:error|fatal)?[^\w]{{0,4}}[{rule}]{{4}}\W*$') for rule in '=*#~-'),
    ('pci', r'^pci\b'),
    # What packer says to machines, of what it said to people.
    ('[]string{', r'^(?:machine readable: )?\S+ \[\]string\{'),
    ('raise ', r'^raise [\w.]+\('),
    ('dependency resolver', r'dependency resolver does not'),
    ('incompatible', r', but you(?: have|\'ll have) .* which is incompatible'),
    ('extract cache', r'^failed to extract cache'),
    ('removing bad disk image', r'\bremoving bad disk image'),
    ('not already exist', r'because it did not already exist'),
    ('machine readable: ', r'\bmachine readable: '),
    # Where Jenkins keeps what it knows of an error.
    ('$errorid: ', r'^also: .*\$errorid: '),
    ('files to upload', r'^error: no files to upload'),
    # What Maven says below each error.
    ('[help ', r'^\[error\] \[help \d+\] http'),
    ('re-run maven ', r'^\[error\] re-run maven '),
    ('errors, re-run ', r'^\[error\] to see the full stack trace of the errors, re-run '),
    (
        'possible solutions',
        r'^\[error\] for more information about the errors and possible solutions',
    ),
)
# What goes wrong after the failure, because of it or beside it.
_AFTERMATH = (
    ('javax.mail', r'javax\.mail'),
    ('com.sun.mail', r'com\.sun\.mail'),
    ('smtp', r'smtp'),
    ('mail', r'send(?:ing)? e?-?mail'),
    ('sendgrid', r'sendgrid'),
    ('connect to host, port', r'connect to host, port: \S+ (?:25|465|587)\b'),
    ('notif', r'\bnotif(?:y|ication)'),
    ('commit status', r'commit status'),
    ('slf4j', r'^slf4j'),
    ('keyboardinterrupt', r'^(?:\w+error: )?keyboardinterrupt\b'),
    ('sigterm', r'^(?:\w+error: )?sigterm\b'),
)
# Commands as they are about to run, and what others once said of their changes.
_ECHO = re.compile(
    r'^(?:\++ |\$ |> git |echo |Executing'
    r' command|\[command\]|(?:/\S+/)?(?:gcc|g\+\+|cc|c\+\+|clang|ccache|libtool|javac) '
    r'|Commit message: |HEAD is now at )',
)
# Below an exception, in whose code it was raised: of nobody's who waits for a build.
_FRAME = re.compile(r'at |\.\.\. \d+ ')
_MAIL = ('com.sun.mail.', 'javax.mail.', 'jakarta.mail.')
_IGNORED = b'...ignoring'
_MILD = re.compile(r'\b(?:WARN(?:ING)?|INFO|DEBUG|TRACE|[Ww]arning|[Nn]otice|NOTICE)\b')
_ERROR = re.compile(r'\b(?:ERROR|FATAL|CRITICAL|SEVERE|[Ee]rror:|[Ff]atal:)')


def is_echo(bare: str) -> bool:
    return _ECHO.match(bare) is not None


def is_harmless(bare: str) -> bool:
    low = bare.lower()
    for literal in _literals().within(low.encode('utf-8', 'replace')):
        if any(regexes.search(pattern)(low) for pattern in _by_literal()[literal]):
            return True
    return False


@cache
def _literals() -> Literals:
    return Literals(_by_literal())


@cache
def _by_literal() -> dict[bytes, list[str]]:
    found: dict[bytes, list[str]] = {}
    for literal, pattern in (*_HARMLESS, *_AFTERMATH):
        found.setdefault(literal.encode(), []).append(pattern)
    return found


def is_of_mail(hit: Hit) -> bool:
    """Whether it is an exception that was raised as mail was sent."""
    if not any(hit.data.find(code.encode(), hit.end, hit.end + AFTER) >= 0 for code in _MAIL):
        return False
    frames = takewhile(_FRAME.match, map(hit.bare, hit.after.split(b'\n')))
    return any(code in frame for frame in frames for code in _MAIL)


def is_mild(text: str, bare: str, level: str = '') -> bool:
    """Whether a line, or the level in its prefix, calls it a warning or less; of several levels the
    first counts.
    """
    head = f'{level} {bare[:80]}'
    mild = _MILD.search(head)
    return clean.WARNING in text or (mild is not None and not _ERROR.search(head, 0, mild.start()))


def is_ignored(hit: Hit) -> bool:
    """Ansible says so right after a failure that it was told not to mind."""
    if hit.data.find(_IGNORED, hit.end, hit.end + AFTER) < 0 and _IGNORED not in hit.later:
        return False
    return _IGNORED in hit.after.partition(b'TASK [')[0]
