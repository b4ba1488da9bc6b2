"""Ansible: a task that failed and was not ignored."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WEAK, WRAPPER, kind

KINDS = (
    kind('ansible-unreachable', 'unreachable!', r'UNREACHABLE!', STRONG + 3, 'ssh', Blame.INFRASTRUCTURE, 5),
    kind('ansible-failed', 'fatal: [', r'fatal: \[.*\]: FAILED!', STRONG + 2, 'ansible', Blame.TEST, 6),
    kind('ansible-failed', 'failed: [', r'^failed: \[', STRONG, 'ansible', Blame.TEST, 4),
    kind('ansible-error', 'error!', r'^ERROR! ', STRONG + 3, 'ansible', Blame.TEST, 3),
    kind('ansible-output', 'std', r'^std(?:err|out): \S*.*(?:[Ee]rror|[Ff]ail|[Cc]annot|not found|[Uu]nexpected|[Ii]nvalid|denied)', STRONG + 4, 'ansible', Blame.TEST),
    kind('ansible-output', 'msg: ', r'^msg: (?!.*non-zero return code).*(?:[Ee]rror|[Ff]ail|[Cc]annot|[Cc]ould not|not found|[Uu]nexpected|[Ii]nvalid|denied)', STRONG + 1, 'ansible', Blame.TEST),
)
