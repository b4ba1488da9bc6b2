"""Ansible: a task that failed and was not ignored."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import STRONG, Kind, Look

KINDS = (
    Kind('ansible-unreachable', 'ssh', Blame.INFRASTRUCTURE, (
        Look('unreachable!', r'UNREACHABLE!', STRONG + 3, 5),
    )),
    Kind('ansible-failed', 'ansible', Blame.TEST, (
        Look('fatal: [', r'fatal: \[.*\]: FAILED!(?!.*"msg": "(?:All items completed|One or more items failed)")', STRONG + 3, 6),
        Look('fatal: [', r'^fatal: \[[^\]]+\] => ', STRONG + 3, 2),
        Look('failed: [', r'^failed: \[', STRONG + 3, 4),
        Look('fatal | ', r'\| +FATAL \| .+ \| error=', STRONG + 3),
    ), last=True),
    Kind('ansible-error', 'ansible', Blame.TEST, (
        Look('error! ', r'^ERROR! ', STRONG + 3, 3),
        Look('[error]: ', r'^\[ERROR\]: (?!Task failed)', STRONG + 3, 3),
        Look('[error]: task failed: ', r'^\[ERROR\]: Task failed: (?!Module failed: non-zero|Action failed)', STRONG + 1, 3),
    )),
    Kind('ansible-output', 'ansible', Blame.TEST, (
        Look('stderr: ', r'^stderr: .*(?:[Ee]rror|[Ff]ail|[Cc]annot|not found|[Uu]nexpected|[Ii]nvalid|denied)', STRONG + 4),
        Look('stdout: ', r'^stdout: .*(?:[Ee]rror|[Ff]ail|[Cc]annot|not found|[Uu]nexpected|[Ii]nvalid|denied)', STRONG + 4),
        Look('msg: ', r'^msg: (?!.*non-zero return code).*(?:[Ee]rror|[Ff]ail|[Cc]annot|[Cc]ould not|not found|[Uu]nexpected|[Ii]nvalid|denied)', STRONG + 1),
    )),
)
