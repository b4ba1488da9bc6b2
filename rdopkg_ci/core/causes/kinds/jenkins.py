"""Jenkins itself: nodes, checkouts, tools, aborts, what its plugins publish."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WRAPPER, Kind, Pattern

# Whose 'ERROR: ' it is: everybody says that.
_JENKINS = 'finished: failure|finished: aborted|finished: unstable|[pipeline]|started by |building remotely |building in workspace|building on |marked build as failure|hudson.|jenkins|[ws-cleanup]|notifying upstream|archiving artifacts'

KINDS = (
    Kind('jenkins-timeout', 'timeout', Blame.INFRASTRUCTURE, (
        Pattern('build timed out', r'Build timed out', PROOF),
        Pattern('cancelling nested steps due to timeout', r'^Cancelling nested steps due to timeout', PROOF),
        Pattern('timeout has been exceeded', r'^(?:ERROR: )?Timeout has been exceeded', PROOF - 3),
        Pattern('error: timeout after ', r'^ERROR: Timeout after \d+ minutes', PROOF),
        Pattern('exec timed out or was interrupted', r'Exec timed out or was interrupted', PROOF),
    )),
    Kind('jenkins-aborted', 'abort', Blame.CI, (
        Pattern('aborted', r'^(?:Build was aborted|(?:\S+ )?[Aa]borted by )', STRONG),
        Pattern('rejected by ', r'^(?:ERROR: )?Rejected by ', STRONG),
        Pattern('abort', r'^Aborting [Bb]uild|^Superseded by ', STRONG - 2),
        Pattern('flowinterruptedexception', r'^\S*FlowInterruptedException', LIKELY + 4),
    )),
    Kind('jenkins-node-lost', 'infra_node_lost', Blame.INFRASTRUCTURE, (
        Pattern('cannot contact ', r'^Cannot contact ', PROOF + 2),
        Pattern(' was terminated: pod', r'Node \S+ was terminated: Pod', PROOF),
        Pattern(' is disconnected', r"Backing channel .* is disconnected", PROOF),
        Pattern('channel', r'ChannelClosedException: |[Cc]hannel .*(?:closed|is already closed|terminated|closing down)', STRONG + 7),
        Pattern('channel', r'ClosedChannelException|ChannelClosedException', STRONG + 2),
        Pattern('unexpected termination of the channel', r'Unexpected termination of the channel', STRONG + 7),
        Pattern('offline', r'(?:[Aa]gent|[Ss]lave|[Nn]ode) (?:\S+ )?(?:went|is|was marked) offline|node went offline during', STRONG + 7),
        Pattern(' is offline; cannot locate ', r' is offline; cannot locate ', STRONG - 4),
        Pattern(' with the label', r'There are no (?:nodes|agents) with the label', STRONG + 3),
        Pattern('unable to create live filepath', r'Unable to create live FilePath', STRONG + 3),
        Pattern('missing workspace ', r'missing workspace ', STRONG + 3),
        Pattern('could not connect to ', r'^Could not connect to \S+ to send interrupt', STRONG + 3),
        Pattern('wrapper script does not seem to be touching', r'^wrapper script does not seem to be touching the log file', STRONG + 7),
        Pattern('process apparently never started', r'process apparently never started', STRONG + 7),
        Pattern('requestabortedexception', r'RequestAbortedException', STRONG + 4),
        Pattern('failed', r'Remote call on .* failed', STRONG + 4),
    )),
    Kind('jenkins-pod', 'kubernetes', Blame.INFRASTRUCTURE, (
        Pattern('[failedscheduling]', r'\[FailedScheduling\]', STRONG + 3),
        Pattern('unable to create pod', r'Unable to create pod', STRONG + 3),
        Pattern('terminated ', r'Container \S+ (?:was )?terminated .*(?:OOMKilled|Error)', STRONG + 5),
    )),
    Kind('jenkins-fatal', 'jenkins', Blame.CI, (
        Pattern('fatal: ', r'^FATAL: (?!Unable to delete script|Stacktrace dumped|all hosts have)', STRONG + 2, 1, near=_JENKINS),
    )),
    Kind('jenkins-missing-tool', 'missing_tool', Blame.CI, (
        # More than that a checkout failed.
        Pattern('cannot run program ', r'Cannot run program "(?:[^"]*[/\\])?(?:git|svn|hg)(?:\.exe)?"', PROOF + 4),
        Pattern('cannot run program ', r'Cannot run program ', STRONG + 5),
        Pattern('[gradle] - [error] ', r'^\[Gradle\] - \[ERROR\] ', STRONG),
        Pattern('no tool named ', r'No tool named .* found', PROOF),
        Pattern(' does not have an install of', r'Tool type .* does not have an install of', STRONG + 6),
        *(Pattern(literal, r'^(?:FATAL|ERROR): .*(?:[Mm]aven|[Aa]nt|[Gg]radle|JDK|[Nn]ode) ?[Ii]nstallation', STRONG + 4) for literal in ('fatal: ', 'error: ')),
        Pattern('not found', r'[Mm]aven installation .* is not available', STRONG + 4),
    )),
    Kind('jenkins-downstream', 'downstream', Blame.CI, (
        Pattern(' completed with result ', r' completed with result (?!SUCCESS)[A-Z]', STRONG),
        Pattern(' completed with status ', r'#\d+ completed with status (?!SUCCESS)', STRONG + 3),
        Pattern(' with status : ', r'^Finished Build : #\d+ of Job : .* with status : (?!SUCCESS)', STRONG),
        Pattern(' completed. result was ', r'#\d+ completed\. Result was (?!SUCCESS)', STRONG),
    )),
    Kind('jenkins-quality-gate', 'lint', Blame.PACKAGE, (
        Pattern('quality gate', r"Quality gate is '(?:ERROR|FAILED)'|QUALITY GATE STATUS: FAILED|due to quality gate failure", STRONG + 3),
        Pattern('quality gate', r'-> FAILED - .*Quality Gate|[Ss]ome quality gates have been missed', STRONG + 3),
    )),
    Kind('jenkins-publish', 'artifact_publish', Blame.CI, (
        Pattern('no artifacts found', r'^ERROR: .*No artifacts found', LIKELY - 1),
        Pattern('no test report', r'^ERROR: .*(?:No test report files were found|No JUnit report)', LIKELY - 1),
        Pattern('none of them are new', r'Test reports were found but none of them are new', LIKELY + 3, 1),
        Pattern('[xunit] [error] ', r'^\[xUnit\] \[ERROR\] ', STRONG + 3),
        Pattern('exception when publishing, exception message', r'Exception when publishing, exception message \[(?!Exec exit status)', STRONG + 5),
        Pattern('exception when publishing, exception message', r'Exception when publishing, exception message \[Exec exit status', WRAPPER + 8),
        Pattern('error: failed to ', r'^ERROR: Failed to (?:archive|copy artifacts|upload|deploy)', STRONG),
        Pattern('error: unable to copy ', r'^ERROR: Unable to copy ', STRONG),
        Pattern('unable to find ', r'Unable to find (?:project|a build) for artifact copy', STRONG + 4),
        Pattern("' does not exist", r"^Specified HTML directory '.*' does not exist", LIKELY - 1),
    )),
    Kind('jenkins-deploy', 'deploy', Blame.CI, (
        Pattern('tomcatmanagerexception: ', r'\bTomcatManagerException: (?!.*(?:refused|timed out))', STRONG),
        Pattern('deploy aborted', r'No wars found\. Deploy aborted', PROOF),
        Pattern('containerexception: ', r'\bContainerException: Failed to ', LIKELY),
    ), last=True),
    Kind('jenkins-plugin', 'jenkins', Blame.CI, (
        Pattern('failed with exception', r'^ERROR: (?:Build step|Step .*|Publisher .*) (?:failed with|aborted due to) exception', LIKELY, 1),
        Pattern(' aborted due to exception', r'^ERROR: (?:Publisher|Step) .* aborted due to exception', LIKELY, 1),
        Pattern('remote file operation failed', r'remote file operation failed', LIKELY + 4),
        Pattern('[envinject] - [error]', r'^\[EnvInject\] - \[ERROR\]', STRONG),
    )),
    Kind('jenkins-error', 'jenkins', Blame.CI, (
        Pattern('error: ', r'^ERROR: (?!Command failed|Job failed: |process "|failed to solve: |Exception\(|Failed in branch|Error during Sonar|Build step failed with|.*(?:Publisher|aborted due to exception|No artifacts|script returned|Could not send|[Mm]ail))', LIKELY + 5, near=_JENKINS),
        Pattern('hudson.abortexception: ', r'hudson\.AbortException: ', LIKELY),
    ), telling=True),
    Kind('jenkins-config', 'config_error', Blame.CI, (
        Pattern('sonar.java.binaries', r'please provide compiled classes with sonar\.java\.binaries', STRONG + 3),
        Pattern('workflowscript: ', r'^WorkflowScript: \d+: ', STRONG + 9),
        Pattern('no such', r'No such (?:DSL method|property)|^(?:ERROR: )?No such job', STRONG + 4),
        Pattern('exception', r'groovy\.lang\.Missing(?:Property|Method)Exception', STRONG + 4),
        Pattern('rejectedaccessexception: ', r'RejectedAccessException: ', STRONG + 4),
        Pattern('scripts not permitted to use ', r'^Scripts not permitted to use ', STRONG + 4),
        Pattern('multiplecompilationerrorsexception', r'MultipleCompilationErrorsException', STRONG, 2),
        Pattern('cannot ', r'Cannot (?:invoke method|get property|set property) .* on null object', STRONG + 4),
        Pattern('notserializableexception', r'NotSerializableException', STRONG + 4),
        Pattern('unable to find ', r'Unable to find \S*Jenkinsfile', STRONG + 5),
        Pattern('could not find any definition of librar', r'Could not find any definition of librar', STRONG + 4),
        Pattern('missing', r'^(?:ERROR: )?(?:Required context class .* is missing|Missing required parameter)', STRONG + 4),
        Pattern('no item named ', r'No item named .* found', STRONG + 4),
        Pattern('error: attempted to execute a step that', r'^ERROR: Attempted to execute a step that requires a node context', STRONG + 4),
    )),
    Kind('jenkins-credentials', 'auth', Blame.CI, (
        Pattern('could not find credentials', r'[Cc]ould not find credentials', STRONG + 4),
        Pattern('credentialnotfoundexception', r'CredentialNotFoundException', STRONG + 3),
        Pattern('[ssh-agent] ', r'^(?:FATAL: )?\[ssh-agent\] (?:Unable|Could not)', STRONG + 4),
    )),
    Kind('missing-jar', 'missing_file', Blame.CI, (
        Pattern('unable to access jarfile', r'Unable to access jarfile', STRONG + 6),
    )),
    Kind('missing-pom', 'config_error', Blame.CI, (
        Pattern('error: no such file ', r'^ERROR: No such file \S*pom\.xml', STRONG + 4),
    )),
)
