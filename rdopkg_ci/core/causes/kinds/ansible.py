"""Ansible: a task that failed and was not ignored."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import STRONG, Kind, Look

KINDS = (
    Kind('ansible-unreachable', 'ssh', Blame.INFRASTRUCTURE, (
        Look('unreachable!', r'UNREACHABLE!', STRONG + 3, 5),
    )),
    Kind('ansible-failed', 'ansible', Blame.TEST, (
        Look('fatal: [', r'fatal: \[.*\]: FAILED!', STRONG + 2, 6),
        Look('failed: [', r'^failed: \[', STRONG, 4),
    )),
    Kind('ansible-error', 'ansible', Blame.TEST, (
        Look('error!', r'^ERROR! ', STRONG + 3, 3),
    )),
    Kind('ansible-output', 'ansible', Blame.TEST, (
        Look('std', r'^std(?:err|out): \S*.*(?:[Ee]rror|[Ff]ail|[Cc]annot|not found|[Uu]nexpected|[Ii]nvalid|denied)', STRONG + 4),
        Look('msg: ', r'^msg: (?!.*non-zero return code).*(?:[Ee]rror|[Ff]ail|[Cc]annot|[Cc]ould not|not found|[Uu]nexpected|[Ii]nvalid|denied)', STRONG + 1),
    )),
)
