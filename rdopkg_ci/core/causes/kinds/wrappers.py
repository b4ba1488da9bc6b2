"""What only passes on that something failed: never the answer when there is a better one."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import WRAPPER, Kind, Look

KINDS = (
    Kind('exit-code', 'exit_code', Blame.TEST, (
        Look('exit', r'(?:[Pp]rocess completed with|exited with) (?:exit )?(?:code|status)?:? ?[1-9]\d*|\b[Ee]xit(?:ed)?(?: with)? (?:code|status):? ?[1-9]', WRAPPER),
        Look('exit', r'(?:non-zero|nonzero) (?:exit|return)', WRAPPER),
        Look('exit', r'[Bb]ad exit status', WRAPPER + 2),
        Look('exit', r'exit status [1-9]', WRAPPER),
        Look('returned exit code', r'returned exit code [1-9]', WRAPPER),
        Look('failed with', r'failed with (?:exit )?(?:code|status|error) ', WRAPPER + 5),
        Look('rpm build errors', r'RPM build errors', WRAPPER),
        Look('marked build as failure', r'marked build as failure', WRAPPER),
        Look('build fail', r'BUILD (?:FAILURE|FAILED)|[Bb]uild failed', WRAPPER),
        Look('finished: fail', r'^Finished: (?:FAILURE|ABORTED|UNSTABLE)', WRAPPER - 5),
        Look('finished: abort', r'^Finished: (?:FAILURE|ABORTED|UNSTABLE)', WRAPPER - 5),
        Look('***', r'\*\*\* .*(?:Error \d+|Error$)|\*\*\* Waiting for', WRAPPER + 3),
        Look('not compile', r'COMPILATION ERROR|could not compile|aborting due to|compilation terminated|ninja: build stopped', WRAPPER + 3),
        Look('terminated', r'COMPILATION ERROR|could not compile|aborting due to|compilation terminated|ninja: build stopped', WRAPPER + 3),
        Look('compilation error', r'COMPILATION ERROR|could not compile|aborting due to|compilation terminated|ninja: build stopped', WRAPPER + 3),
        Look('abort', r'aborting due to', WRAPPER + 3),
        Look('command failed', r'[Cc]ommand failed', WRAPPER + 5),
        Look('there are test failures', r'There (?:are|were) (?:test|failing)', WRAPPER + 5),
        Look('not exist', r'[Aa]rchive.*does not exist|No artifacts found', WRAPPER),
        Look('please fix errors', r'Please fix errors', WRAPPER + 8),
        Look('error: exception(', r'^ERROR: Exception\(', WRAPPER),
        Look('invocationerror', r'ERROR: InvocationError', WRAPPER + 8),
        Look('script returned', r'script returned exit code', WRAPPER),
    )),
)
