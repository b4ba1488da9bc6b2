"""GitHub, GitLab, Travis and their like: what the service itself says."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, Kind, Pattern

KINDS = (
    Kind('github-cancelled', 'abort', Blame.CI, (
        Pattern('the operation was cancel', r'The operation was cancell?ed', STRONG),
        Pattern('the job was cancel', r'The job was cancell?ed because', STRONG + 1),
        Pattern('canceling since a higher priority waiting', r'Canceling since a higher priority waiting request', STRONG + 3),
    )),
    Kind('github-timeout', 'timeout', Blame.INFRASTRUCTURE, (
        Pattern('has timed out after', r'^The action .*has timed out after', PROOF),
        Pattern('exceeded the maximum execution time', r'exceeded the maximum execution time', PROOF),
        Pattern('ran longer than the maximum time', r'ran longer than the maximum time', PROOF),
    )),
    Kind('github-runner', 'infra_node_lost', Blame.INFRASTRUCTURE, (
        Pattern('lost communication', r'(?:[Rr]unner|[Aa]gent)\b.*lost communication', PROOF - 2),
        Pattern('shutdown signal', r'[Rr]unner\b.*shutdown signal', PROOF - 2),
        Pattern('stopped hearing from agent', r'^We stopped hearing from agent', PROOF - 2),
        Pattern('failed to come online', r'failed to come online', PROOF - 2),
        Pattern('the job was not acquired by runner', r'The job was not acquired by Runner', PROOF - 2),
    )),
    Kind('github-action', 'config_error', Blame.CI, (
        Pattern('unable to resolve action ', r'Unable to resolve action ', PROOF - 2),
        Pattern("can't find 'action.y", r"Can't find 'action\.ya?ml'", PROOF - 2),
        Pattern('automatically failed because', r'This request has been automatically failed because', PROOF - 2),
        Pattern('recent account payments have failed', r'recent account payments have failed', PROOF - 2),
    )),
    Kind('github-artifact', 'artifact_missing', Blame.CI, (
        Pattern('unable to ', r'Unable to (?:download|find any) artifact', STRONG + 5),
        Pattern('artifact not found', r'[Aa]rtifact not found', STRONG + 5),
        Pattern('failed to createartifact', r'Failed to CreateArtifact', STRONG + 5),
    )),
    Kind('service-error', 'service', Blame.CI, (
        Pattern('##[error]', r'^##\[error\](?!$|\d+ tests? )', STRONG - 4),
        Pattern('::error', r'^::error(?: [^:]*(?::[^:]+)*)?::', STRONG - 4),
        Pattern('##vso[task.', r'^##vso\[task\.(?:logissue type=error|complete result=Failed)', STRONG - 4),
    )),
    Kind('gitlab-timeout', 'timeout', Blame.INFRASTRUCTURE, (
        Pattern('error: job failed: execution took longer', r'^ERROR: Job failed: execution took longer than', PROOF),
        Pattern('could not run to completion because the', r'could not run to completion because the timeout was exceeded', PROOF),
    )),
    Kind('gitlab-system', 'infrastructure', Blame.INFRASTRUCTURE, (
        Pattern('error: job failed (system failure)', r'^ERROR: Job failed \(system failure\)', STRONG),
        Pattern('error: preparation failed: ', r'^ERROR: Preparation failed: ', STRONG + 1),
        Pattern('error: job failed', r'^ERROR: Job failed: cancell?ed|^ERROR: Job failed \(cancell?ed\)', STRONG),
    )),
    Kind('gitlab-artifacts', 'artifact', Blame.CI, (
        Pattern('error: uploading artifacts', r'^ERROR: Uploading artifacts.*(?:\.\.\. [1-9]|too large|forbidden|error)', STRONG + 7),
        Pattern('fatal: too large', r'^FATAL: too large', STRONG),
    )),
    Kind('travis-stalled', 'timeout', Blame.INFRASTRUCTURE, (
        Pattern('no output has been received in the last', r'No output has been received in the last', PROOF),
        Pattern(' minutes) reached', r'^Timeout \(\d+ minutes\) reached', PROOF),
    )),
    Kind('travis-limit', 'timeout', Blame.INFRASTRUCTURE, (
        Pattern('maximum', r'(?:job exceeded the maximum|has exceeded the maximum) ', PROOF),
        Pattern('log length has exceeded the limit', r'log length has exceeded the limit', PROOF),
    )),
    Kind('travis-config', 'config_error', Blame.CI, (
        Pattern('an error occurred while ', r'^An error occurred while (?:generating|compiling) the build script', PROOF),
    )),
    Kind('circleci-stalled', 'timeout', Blame.INFRASTRUCTURE, (
        Pattern('too long with no output', r'^Too long with no output', PROOF),
    )),
    Kind('appveyor-error', 'service', Blame.CI, (
        Pattern('execution time has reached the maximum', r'execution time has reached the maximum allowed time', PROOF),
        Pattern('command executed with exception: ', r'^Command executed with exception: (?!\d+ tests? failed)', STRONG),
    )),
    Kind('bitbucket-limit', 'timeout', Blame.INFRASTRUCTURE, (
        Pattern('exceeded', r'^Exceeded build time limit|^Container .* exceeded memory limit', PROOF),
    )),
    Kind('taskcluster-timeout', 'timeout', Blame.INFRASTRUCTURE, (
        Pattern('[taskcluster:error] ', r'^\[taskcluster:error\] (?:Task timeout after|Task aborted - max run time|Aborting task)', PROOF),
    )),
    Kind('taskcluster-error', 'infrastructure', Blame.INFRASTRUCTURE, (
        Pattern('[taskcluster:error] ', r'^\[taskcluster:error\] (?!exit status)', STRONG - 4),
    )),
    Kind('job-timeout', 'timeout', Blame.INFRASTRUCTURE, (
        Pattern('timed out', r'\b(?:[Jj]ob|[Tt]ask|[Ss]tep|[Tt]est|[Cc]ommand|[Bb]uild)s? .{0,60}timed out|TimeoutExpired', STRONG - 3),
        Pattern('command timed out: ', r'^command timed out: \d+ seconds', STRONG + 3),
        *(Pattern(literal, r'TIMED[_ ]?OUT|Timeout(?:Error| reached| exceeded|: )', LIKELY + 5) for literal in ('timed_out', 'timed out', 'timedout', 'timeouterror', 'timeout reached', 'timeout exceeded', 'timeout: ')),
        Pattern('aborting', r'Aborting task|maximum run time exceeded', STRONG),
        Pattern('timed out', r'[Tt]imed out (?:waiting|after)|^Timed out', LIKELY + 6),
        Pattern('gave up', r'[Gg]ave up (?:waiting|after)|[Gg]iving up', LIKELY + 4),
        Pattern('giving up', r'[Gg]iving up', LIKELY + 4),
    )),
)
