"""What the server of a git repo says to a push, without what git says around it."""

from __future__ import annotations

import re

from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.core.text.urls import without_logins
from rdopkg_ci.doors.processes.command import Done

# Of git itself, and what a Gerrit tells of its progress.
_AROUND = re.compile(
    r'Processing changes: .*|Counting objects.*|Compressing objects.*|Resolving deltas.*|\(W\).*'
    r'|hint:.*|To \S+|Done|error: failed to push some refs.*',
)
_REJECTED = '[remote rejected]'
_REF = re.compile(rf'!\s.*{re.escape(_REJECTED)} ')


def words(done: Done) -> str:
    """What the server said, and git where it did not get there."""
    both = (done.err + b'\n' + done.out).decode('utf-8', 'replace').replace('\r', '\n')
    lines = [
        _REF.sub('', re.sub('^(?:remote: ?)*', '', line)).strip()
        for line in without_logins(safe(both)).splitlines()
    ]
    told = [line for line in lines if line and not _AROUND.fullmatch(line)]
    return '\n'.join(dict.fromkeys(told))


def is_refusal(done: Done) -> bool:
    """Whether the server was reached, and would not take it."""
    return _REJECTED.encode() in done.out + done.err
