"""What only passes on that something failed: never the answer when there is a better one."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import WRAPPER, Kind, Look

KINDS = (
    Kind('exit-code', 'exit_code', Blame.TEST, (
        Look('exit', r'(?:[Pp]rocess completed with|exited with) (?:exit )?(?:code|status)?:? ?[1-9]\d*|\b[Ee]xit(?:ed)?(?: with)? (?:code|status):? ?[1-9]', WRAPPER),
        *(Look(hint, rf'{hint} (?:exit|return)', WRAPPER) for hint in ('non-zero', 'nonzero')),
        Look('bad exit status', r'[Bb]ad exit status', WRAPPER + 2),
        Look('exit status ', r'exit status [1-9]', WRAPPER),
        Look('returned exit code ', r'returned exit code [1-9]', WRAPPER),
        Look('failed with ', r'failed with (?:(?:exit )?(?:code|status)|error code):? -?\(?(?:1?\d?\d|2[0-4]\d|25[0-5])\b', WRAPPER + 5),
        Look('rpm build errors', r'RPM build errors', WRAPPER),
        Look('marked build as failure', r'marked build as failure', WRAPPER),
        Look('build fail', r'BUILD (?:FAILURE|FAILED)|[Bb]uild failed', WRAPPER),
        Look('finished: ', r'^Finished: (?:FAILURE|ABORTED|UNSTABLE)', WRAPPER - 5),
        Look('for failed job', r'^Uploading artifacts for failed job', WRAPPER - 5),
        Look('*** ', r'\*\*\* .*(?:Error \d+|Error$)|\*\*\* Waiting for', WRAPPER + 3),
        Look('could not compile', r'could not compile', WRAPPER + 3),
        Look('compilation terminated', r'compilation terminated', WRAPPER + 3),
        Look('compilation error', r'COMPILATION ERROR', WRAPPER + 3),
        Look('ninja: build stopped', r'ninja: build stopped', WRAPPER + 3),
        Look('aborting due to', r'aborting due to', WRAPPER + 3),
        Look('command failed', r'[Cc]ommand failed', WRAPPER + 5),
        Look('there are test failures', r'There (?:are|were) (?:test|failing)', WRAPPER + 5),
        Look('not exist', r'[Aa]rchive.*does not exist|No artifacts found', WRAPPER),
        Look('please fix errors', r'Please fix errors', WRAPPER + 8),
        Look('error: exception(', r'^ERROR: Exception\(', WRAPPER),
        Look('error: invocationerror', r'ERROR: InvocationError', WRAPPER + 8),
        Look('container implementation failed', r'Executing the custom container implementation failed', WRAPPER),
        Look('" failed', r'^The command ".+" failed(?:\. Retrying| \d+ times)', WRAPPER),
        Look('final attempt failed', r'Final attempt failed', WRAPPER),
        Look('exited with ', r"exited with (?:error )?(?:code|status) '?[1-9]", WRAPPER),
        Look('error: job failed', r'^ERROR: Job failed(?:: exit code|: command terminated|$)', WRAPPER),
        Look('unsuccessful task run with exit code', r'^Unsuccessful task run with exit code', WRAPPER),
        Look('" skipped due to earlier failure', r'^Stage ".+" skipped due to earlier failure', WRAPPER),
        Look('script returned exit code', r'script returned exit code', WRAPPER),
    )),
)
