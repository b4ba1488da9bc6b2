"""Lines that look like an error and are none."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

from rdopkg_ci.core.causes import clean, regexes
from rdopkg_ci.core.causes.hit import AFTER, Hit
from rdopkg_ci.core.causes.kind import STRONG
from rdopkg_ci.core.causes.literals import Literals
from rdopkg_ci.core.causes.noise_rules import AFTERMATH, HARMLESS

# From here on the form of a line says what it is, whatever words are in it: those of a name make it
# no noise.
PROVEN = STRONG
# What a warning costs, and from which weight on it is an error all the same.
MILDER, GRAVE = 25, 90
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
    for literal, pattern in (*HARMLESS, *AFTERMATH):
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
