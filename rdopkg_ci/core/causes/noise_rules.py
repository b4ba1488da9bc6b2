"""How lines look that sound like an error and are none."""

from __future__ import annotations

# A literal that each such line holds, cheap to look for, and how it looks; both in lower case.
HARMLESS = (
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
AFTERMATH = (
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
