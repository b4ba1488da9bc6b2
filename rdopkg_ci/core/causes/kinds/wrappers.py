"""What only passes on that something failed: never the answer when there is a better one."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import WRAPPER, Kind

KINDS = (
    Kind('exit-code', 'exit', r'(?:[Pp]rocess completed with|exited with|[Ee]xit(?:ed)?) (?:exit )?(?:code|status)?:? ?[1-9]\d*', WRAPPER, 'exit_code', Blame.TEST),
    Kind('exit-code', 'exit', r'(?:non-zero|nonzero) (?:exit|return)', WRAPPER, 'exit_code', Blame.TEST),
    Kind('exit-code', 'exit', r'[Bb]ad exit status', WRAPPER + 2, 'exit_code', Blame.PACKAGE),
    Kind('exit-code', 'exit', r'exit status [1-9]', WRAPPER, 'exit_code', Blame.TEST),
    Kind('exit-code', 'returned exit code', r'returned exit code [1-9]', WRAPPER, 'exit_code', Blame.TEST),
    Kind('exit-code', 'failed with', r'failed with (?:exit )?(?:code|status|error) ', WRAPPER + 5, 'exit_code', Blame.TEST),
    Kind('exit-code', 'rpm build errors', r'RPM build errors', WRAPPER, 'exit_code', Blame.PACKAGE),
    Kind('exit-code', 'marked build as failure', r'marked build as failure', WRAPPER, 'exit_code', Blame.TEST),
    Kind('exit-code', 'build fail', r'BUILD (?:FAILURE|FAILED)|[Bb]uild failed', WRAPPER, 'exit_code', Blame.TEST),
    Kind('exit-code', 'finished: fail', r'^Finished: (?:FAILURE|ABORTED|UNSTABLE)', WRAPPER - 5, 'exit_code', Blame.TEST),
    Kind('exit-code', 'finished: abort', r'^Finished: (?:FAILURE|ABORTED|UNSTABLE)', WRAPPER - 5, 'exit_code', Blame.TEST),
    Kind('exit-code', '***', r'\*\*\* .*(?:Error \d+|Error$)|\*\*\* Waiting for', WRAPPER + 3, 'exit_code', Blame.PACKAGE),
    Kind('exit-code', 'not compile', r'COMPILATION ERROR|could not compile|aborting due to|compilation terminated|ninja: build stopped', WRAPPER + 3, 'exit_code', Blame.PACKAGE),
    Kind('exit-code', 'terminated', r'COMPILATION ERROR|could not compile|aborting due to|compilation terminated|ninja: build stopped', WRAPPER + 3, 'exit_code', Blame.PACKAGE),
    Kind('exit-code', 'compilation error', r'COMPILATION ERROR|could not compile|aborting due to|compilation terminated|ninja: build stopped', WRAPPER + 3, 'exit_code', Blame.PACKAGE),
    Kind('exit-code', 'abort', r'aborting due to', WRAPPER + 3, 'exit_code', Blame.PACKAGE),
    Kind('exit-code', 'command failed', r'[Cc]ommand failed', WRAPPER + 5, 'exit_code', Blame.TEST),
    Kind('exit-code', 'there are test failures', r'There (?:are|were) (?:test|failing)', WRAPPER + 5, 'exit_code', Blame.TEST),
    Kind('exit-code', 'not exist', r'[Aa]rchive.*does not exist|No artifacts found', WRAPPER, 'exit_code', Blame.CI),
    Kind('exit-code', 'please fix errors', r'Please fix errors', WRAPPER + 8, 'exit_code', Blame.TEST),
)
