"""Lines that look like an error and are none."""

from __future__ import annotations

import re

from rdopkg_ci.core.causes import clean
from rdopkg_ci.core.causes.kind import STRONG

# From here on the form of a line says what it is, whatever words are in it: those of a name make it no noise.
PROVEN = STRONG
# What a warning costs, and from which weight on it is an error all the same.
MILDER, GRAVE = 25, 90
_HARMLESS = re.compile(
    r'(?i)\b0 (?:errors?|failures?|failed)\b|\bno (?:errors?|failures?)\b|without (?:errors?|failures)\b|\bif .*\b(?:error|fail)'
    r'|\b(?:errors?|failures?|failed|fatal)[=:]\s*0\b(?!.*\b(?:errors?|failures?|failed)[=:]\s*[1-9])'
    r'|\bignor(?:ed|ing)\b|Please ignore|will be (?:ignored|retried)|FAILED - RETRYING|\b(?:will|to|do) retry\b|\bretrying\b'
    r'|\bretry (?:in|after|#?\d)\b|\|\| (?:true|:)|--fail\b|error[_-](?:log|page|prone)|(?<!and )-W(?:no-)?error|\bdeprecat'
    r'|\bok$|\.\.\. ?(?:ok|PASSED|SUCCESS|skip)|\bPASS(?:ED)?\b|expected (?:error|failure)|xfail'
    r'|^(?:copying|creating|adding|Installing|Downloading|Downloaded|Verifying|inflating)\b'
    r'|Skipping because of failed dep|has failures: true|Dependency .* has failures|all hosts have already failed'
    r'|^DEBUG .*child environment|not a btrfs|/var/lib/mock|^(?:ACPI|pci|PCI)\b|^raise [\w.]+\('
    r'|dependency resolver does not|, but you(?: have|\'ll have) .* which is incompatible'
    r'|^Failed to extract cache|^ERROR: No files to upload',
)
# What goes wrong after the failure, because of it or beside it.
_AFTERMATH = re.compile(
    r'javax\.mail|com\.sun\.mail|smtp|send(?:ing)? e?-?mail|SendGrid|connect to host, port: \S+ (?:25|465|587)\b|\bnotif(?:y|ication)'
    r'|commit status|^SLF4J|^(?:\w+Error: )?(?:KeyboardInterrupt|SIGTERM)\b', re.I,
)
# Commands as they are about to run, and what others once said of their changes.
_ECHO = re.compile(
    r'^(?:\++ |\$ |> git |echo |Executing command|\[command\]|(?:/\S+/)?(?:gcc|g\+\+|cc|c\+\+|clang|ccache|libtool|javac) '
    r'|Commit message: |HEAD is now at )',
)
_MILD = re.compile(r'\b(?:WARN(?:ING)?|INFO|DEBUG|TRACE|[Ww]arning|[Nn]otice|NOTICE)\b')
_ERROR = re.compile(r'\b(?:ERROR|FATAL|CRITICAL|SEVERE|[Ee]rror:|[Ff]atal:)')


def is_echo(bare: str) -> bool:
    return _ECHO.match(bare) is not None


def is_harmless(bare: str) -> bool:
    return _HARMLESS.search(bare) is not None or _AFTERMATH.search(bare) is not None


def is_mild(text: str, bare: str) -> bool:
    """Whether a line calls itself a warning or less; of several levels the first counts."""
    head = bare[:80]
    mild = _MILD.search(head)
    return clean.WARNING in text or (mild is not None and not _ERROR.search(head, 0, mild.start()))


def is_ignored(after: bytes) -> bool:
    """Ansible says so right after a failure that it was told not to mind."""
    return b'...ignoring' in after and b'...ignoring' in after.partition(b'TASK [')[0]
