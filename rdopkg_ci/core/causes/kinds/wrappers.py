"""What only passes on that something failed: never the answer when there is a better one."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import WRAPPER, Kind, Pattern

_WHAT = (
    '[Bb]uild|BUILD|[Dd]eploy(?:ment)?|[Jj]ob|[Ss]cript|[Ss]tep|[Ss]tage|[Pp]ipeline|[Pp]rovision(?:ing)?|PROVISION'
    '|[Ii]nstallation|[Ss]etup|[Tt]ests?|[Cc]ommand|[Tt]ask|[Pp]rocess|[Ee]xecution|[Rr]elease|[Hh]ook|[Cc]ompilation'
    '|[Pp]laybook|[Pp]ublishing|[Pp]ackaging'
)
# The rest of a line that says only that something failed, whoever says it.
_FAILED = (
    rf"(?:[\w&'-]{{1,40}} ){{0,4}}(?:{_WHAT})(?: '[^']{{1,60}}')? (?:has |have |was |were )?(?:[Ff]ailed|FAILED|unsuccessful|not successful)"
    r'(?:: script returned exit code \d+| with (?:exit |return )?(?:code|status) \d+)?(?:[!.]*|[!.,;]? ?\(?(?:[Pp]lease )?(?:[Ss]ee|[Cc]heck)\b.*)$'
)
# Such a line of an exception's.
HOLLOW = rf'^(?:[\w.$]{{1,200}}: ){{0,3}}(?:{_FAILED}|script returned exit code|.*returned non-zero exit status)'

KINDS = (
    Kind('exit-code', 'exit_code', Blame.CI, (
        *(Pattern(literal, r'(?:[Pp]rocess completed with|exited with) (?:exit )?(?:code|status)?:? ?[1-9]\d*|\b[Ee]xit(?:ed)?(?: with)? (?:code|status):? ?[1-9]', WRAPPER) for literal in ('completed with ', 'exited with ', 'exit code', 'exit status', 'exit with ', 'exited code', 'exited status')),
        *(Pattern(literal, rf'{literal} (?:exit|return)', WRAPPER) for literal in ('non-zero', 'nonzero')),
        Pattern('bad exit status', r'[Bb]ad exit status', WRAPPER + 2),
        Pattern('exit status ', r'exit status [1-9]', WRAPPER),
        Pattern('returned exit code ', r'returned exit code [1-9]', WRAPPER),
        Pattern('failed with ', r'failed with (?:(?:exit )?(?:code|status)|error code):? -?\(?(?:1?\d?\d|2[0-4]\d|25[0-5])\b', WRAPPER + 5),
        Pattern('rpm build errors', r'RPM build errors', WRAPPER),
        Pattern('marked build as failure', r'marked build as failure', WRAPPER),
        Pattern('build fail', r'BUILD (?:FAILURE|FAILED)|[Bb]uild failed', WRAPPER),
        Pattern('unreachable', r'\bunreachable[=:] ?\d+ +failed[=:] ?[1-9]|\bunreachable[=:] ?[1-9]', WRAPPER - 5),
        Pattern('finished: ', r'^Finished: (?:FAILURE|ABORTED|UNSTABLE)', WRAPPER - 5),
        Pattern('for failed job', r'^Uploading artifacts for failed job', WRAPPER - 5),
        *(Pattern(literal, r'\*\*\* .*(?:Error \d+|Error$)|\*\*\* Waiting for', WRAPPER + 3) for literal in ('] error', '*** error', '*** waiting')),
        Pattern('could not compile', r'could not compile', WRAPPER + 3),
        Pattern('compilation terminated', r'compilation terminated', WRAPPER + 3),
        Pattern('compilation error', r'COMPILATION ERROR', WRAPPER + 3),
        Pattern('ninja: build stopped', r'ninja: build stopped', WRAPPER + 3),
        Pattern('aborting due to', r'aborting due to', WRAPPER + 3),
        # In whatever language `make` speaks.
        Pattern(': *** [', r'^g?make(?:\[\d+\])?: \*\*\* \[.+\] \S+ \d+$', WRAPPER + 3),
        Pattern('recipe for target ', r"recipe for target '.+' failed$", WRAPPER + 3),
        Pattern('command failed', r'[Cc]ommand failed', WRAPPER + 5),
        *(Pattern(literal, r'There (?:are|were) (?:test|failing)', WRAPPER + 5) for literal in ('there are test', 'there were test', 'there were failing')),
        Pattern('not exist', r'[Aa]rchive.*does not exist|No artifacts found', WRAPPER),
        *(Pattern(literal, rf'^\W{{0,3}}(?:(?:ERROR|FATAL|Error)\W{{1,4}}|(?:[\w.$]{{1,200}}: ){{1,3}})?{_FAILED}', WRAPPER + 9) for literal in ('failed', 'unsuccessful', 'not successful')),
        Pattern('failed', r'^(?:Reason: )?(?:Command|Undercloud|Overcloud|Install\w*) .{0,80}(?:failed(?: with return code \d+)?|FAILED)\.?$', WRAPPER + 9),
        Pattern('please fix errors', r'Please fix errors', WRAPPER + 8),
        Pattern('error: exception(', r'^ERROR: Exception\(', WRAPPER),
        Pattern('error: invocationerror', r'ERROR: InvocationError', WRAPPER + 8),
        Pattern('container implementation failed', r'Executing the custom container implementation failed', WRAPPER),
        Pattern('" failed', r'^The command ".+" failed(?:\. Retrying| \d+ times)', WRAPPER),
        Pattern('final attempt failed', r'Final attempt failed', WRAPPER),
        Pattern('exited with ', r"exited with (?:error )?(?:code|status) '?[1-9]", WRAPPER),
        Pattern('error: job failed', r'^ERROR: Job failed(?:: exit code|: command terminated|$)', WRAPPER),
        Pattern('unsuccessful task run with exit code', r'^Unsuccessful task run with exit code', WRAPPER),
        Pattern('" skipped due to earlier failure', r'^Stage ".+" skipped due to earlier failure', WRAPPER),
        Pattern('script returned exit code', r'script returned exit code', WRAPPER),
    )),
)
