"""Ansible: a task that failed and was not ignored."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import STRONG, WRAPPER, Kind, Pattern

# What the task is called stands above its answers.
_TASK = r'^(?:TASK:?|RUNNING HANDLER) \[.{1,200}\]'

# What a module says in a line of its own, or within that of the host.
_MSG = r'"?\bmsg"?: ["\']?(.*?)["\']?,?$'

# Others write their streams under these names as well.
_AT_WORK = 'fatal: [|failed: [|task [|play [|task:'
# Of a file that cannot be read its parser says why, further below.
_YAML = r'^((?:(?:ERROR! )?Syntax Error while loading YAML|mapping values are not|did not find expected|could not find expected|found (?:character|unexpected|undefined|duplicate)|expected <|while (?:scanning|parsing)|block sequence entries).*)'

KINDS = (
    Kind('ansible-unreachable', 'ssh', Blame.INFRASTRUCTURE, (
        Pattern('unreachable!', r'UNREACHABLE!', STRONG + 3, 5),
    ), about=_TASK, reason=_MSG),
    Kind('ansible-failed', 'ansible', Blame.CI, (
        Pattern('fatal: [', r'fatal: \[.*\]: FAILED!(?!.*"msg": "(?:All items completed|One or more items failed)")', STRONG + 3),
        Pattern('fatal: [', r'^fatal: \[[^\]]+\] => ', STRONG + 3),
        Pattern('failed: [', r'^failed: \[', STRONG + 3),
        # A person asked the host.
        Pattern('| failed! => ', r'^[\w.-]{1,100} \| FAILED! => ', STRONG + 3),
        Pattern('| failed >> ', r'^[\w.-]{1,100} \| FAILED >> ', STRONG + 3),
        Pattern('fatal | ', r'\| +FATAL \| .+ \| error=', STRONG + 3),
    ), last=True, about=_TASK),
    Kind('molecule', 'ansible', Blame.TEST, (
        Pattern('idempotence test failed', r'^(?:CRITICAL|ERROR) +Idempotence test failed', STRONG + 4, 2),
        Pattern('critical failed to ', r'^CRITICAL +Failed to (?!pre-validate)', STRONG + 2, near='molecule|scenario'),
        Pattern('ansible return code was', r'^(?:CRITICAL|ERROR) +Ansible return code was [1-9]', WRAPPER + 9),
    )),
    Kind('ansible-error', 'ansible', Blame.CI, (
        Pattern('error! ', r'^ERROR! ', STRONG + 3, 3),
        Pattern('[error]: ', r'^\[ERROR\]: (?!Task failed)', STRONG + 3, 3),
        Pattern('[error]: task failed: ', r'^\[ERROR\]: Task failed: (?!Module failed: non-zero|Action failed)', STRONG + 1, 3),
        Pattern('critical failed to pre-validate', r'^CRITICAL +Failed to pre-validate', STRONG, 2),
    ), reason=_YAML),
    Kind('ansible-inventory', 'ansible', Blame.CI, (
        Pattern('failed to parse ', r'Failed to parse \S+ with \S+ plugin: (?!Plugin configuration YAML|Incorrect plugin name|Invalid host pattern|.*(?:declined|not YAML))', STRONG + 4),
        Pattern('as an inventory source', r'Unable to parse \S+ as an inventory source', STRONG),
        Pattern('no hosts matched', r'^skipping: no hosts matched', WRAPPER + 9),
    )),
    Kind('ansible-output', 'ansible', Blame.CI, (
        Pattern('stderr: ', r'^stderr: (?!fatal: ).*(?:[Ee]rror|[Ff]ail|[Cc]annot|not found|[Uu]nexpected|[Ii]nvalid|denied)', STRONG + 4, near=_AT_WORK),
        Pattern('stdout: ', r'^stdout: .*(?:[Ee]rror|[Ff]ail|[Cc]annot|not found|[Uu]nexpected|[Ii]nvalid|denied)', STRONG + 4, near=_AT_WORK),
        Pattern('msg: ', r'^msg: (?!.*non-zero return code).*(?:[Ee]rror|[Ff]ail|[Cc]annot|[Cc]ould not|not found|[Uu]nexpected|[Ii]nvalid|denied)', STRONG + 1),
    )),
)
