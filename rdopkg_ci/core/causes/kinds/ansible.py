"""Ansible: a task that failed and was not ignored."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import STRONG, Kind

KINDS = (
    Kind('ansible-unreachable', 'unreachable!', r'UNREACHABLE!', STRONG + 3, 'ssh', Blame.INFRASTRUCTURE, 5),
    Kind('ansible-failed', 'fatal: [', r'fatal: \[.*\]: FAILED!', STRONG + 2, 'ansible', Blame.TEST, 6),
    Kind('ansible-failed', 'failed: [', r'^failed: \[', STRONG, 'ansible', Blame.TEST, 4),
    Kind('ansible-error', 'error!', r'^ERROR! ', STRONG + 3, 'ansible', Blame.TEST, 3),
    Kind('ansible-output', 'std', r'^std(?:err|out): \S*.*(?:[Ee]rror|[Ff]ail|[Cc]annot|not found|[Uu]nexpected|[Ii]nvalid|denied)', STRONG + 4, 'ansible', Blame.TEST),
    Kind('ansible-output', 'msg: ', r'^msg: (?!.*non-zero return code).*(?:[Ee]rror|[Ff]ail|[Cc]annot|[Cc]ould not|not found|[Uu]nexpected|[Ii]nvalid|denied)', STRONG + 1, 'ansible', Blame.TEST),
)
