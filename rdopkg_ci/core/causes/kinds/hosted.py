"""GitHub, GitLab, Travis and their like: what the service itself says."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, Kind, Look

KINDS = (
    Kind('github-cancelled', 'abort', Blame.CI, (
        Look('the operation was cancel', r'The operation was cancell?ed', STRONG),
        Look('the job was cancel', r'The job was cancell?ed because', STRONG + 1),
        Look('canceling since a higher priority waiting', r'Canceling since a higher priority waiting request', STRONG + 3),
    )),
    Kind('github-timeout', 'timeout', Blame.INFRASTRUCTURE, (
        Look('has timed out after', r'^The action .*has timed out after', PROOF),
        Look('exceeded the maximum execution time', r'exceeded the maximum execution time', PROOF),
        Look('ran longer than the maximum time', r'ran longer than the maximum time', PROOF),
    )),
    Kind('github-runner', 'infra_node_lost', Blame.INFRASTRUCTURE, (
        Look('lost communication', r'(?:[Rr]unner|[Aa]gent)\b.*lost communication', PROOF - 2),
        Look('shutdown signal', r'[Rr]unner\b.*shutdown signal', PROOF - 2),
        Look('stopped hearing from agent', r'^We stopped hearing from agent', PROOF - 2),
        Look('failed to come online', r'failed to come online', PROOF - 2),
        Look('the job was not acquired by runner', r'The job was not acquired by Runner', PROOF - 2),
    )),
    Kind('github-action', 'config_error', Blame.CI, (
        Look('unable to resolve action ', r'Unable to resolve action ', PROOF - 2),
        Look("can't find 'action.y", r"Can't find 'action\.ya?ml'", PROOF - 2),
        Look('automatically failed because', r'This request has been automatically failed because', PROOF - 2),
        Look('recent account payments have failed', r'recent account payments have failed', PROOF - 2),
    )),
    Kind('github-artifact', 'artifact_missing', Blame.CI, (
        Look('unable to ', r'Unable to (?:download|find any) artifact', STRONG + 5),
        Look('artifact not found', r'[Aa]rtifact not found', STRONG + 5),
        Look('failed to createartifact', r'Failed to CreateArtifact', STRONG + 5),
    )),
    Kind('service-error', 'service', Blame.CI, (
        Look('##[error]', r'^##\[error\](?!$|\d+ tests? )', STRONG - 4),
        Look('::error', r'^::error(?: [^:]*(?::[^:]+)*)?::', STRONG - 4),
        Look('##vso[task.', r'^##vso\[task\.(?:logissue type=error|complete result=Failed)', STRONG - 4),
    )),
    Kind('gitlab-timeout', 'timeout', Blame.INFRASTRUCTURE, (
        Look('error: job failed: execution took longer', r'^ERROR: Job failed: execution took longer than', PROOF),
        Look('could not run to completion because the', r'could not run to completion because the timeout was exceeded', PROOF),
    )),
    Kind('gitlab-system', 'infrastructure', Blame.INFRASTRUCTURE, (
        Look('error: job failed (system failure)', r'^ERROR: Job failed \(system failure\)', STRONG),
        Look('error: preparation failed: ', r'^ERROR: Preparation failed: ', STRONG + 1),
        Look('error: job failed', r'^ERROR: Job failed: cancell?ed|^ERROR: Job failed \(cancell?ed\)', STRONG),
    )),
    Kind('gitlab-artifacts', 'artifact', Blame.CI, (
        Look('error: uploading artifacts', r'^ERROR: Uploading artifacts.*(?:\.\.\. [1-9]|too large|forbidden|error)', STRONG + 7),
        Look('fatal: too large', r'^FATAL: too large', STRONG),
    )),
    Kind('travis-stalled', 'timeout', Blame.INFRASTRUCTURE, (
        Look('no output has been received in the last', r'No output has been received in the last', PROOF),
        Look(' minutes) reached', r'^Timeout \(\d+ minutes\) reached', PROOF),
    )),
    Kind('travis-limit', 'timeout', Blame.INFRASTRUCTURE, (
        Look('maximum', r'(?:job exceeded the maximum|has exceeded the maximum) ', PROOF),
        Look('log length has exceeded the limit', r'log length has exceeded the limit', PROOF),
    )),
    Kind('travis-config', 'config_error', Blame.CI, (
        Look('an error occurred while ', r'^An error occurred while (?:generating|compiling) the build script', PROOF),
    )),
    Kind('circleci-stalled', 'timeout', Blame.INFRASTRUCTURE, (
        Look('too long with no output', r'^Too long with no output', PROOF),
    )),
    Kind('appveyor-error', 'service', Blame.CI, (
        Look('execution time has reached the maximum', r'execution time has reached the maximum allowed time', PROOF),
        Look('command executed with exception: ', r'^Command executed with exception: (?!\d+ tests? failed)', STRONG),
    )),
    Kind('bitbucket-limit', 'timeout', Blame.INFRASTRUCTURE, (
        Look('exceeded', r'^Exceeded build time limit|^Container .* exceeded memory limit', PROOF),
    )),
    Kind('taskcluster-timeout', 'timeout', Blame.INFRASTRUCTURE, (
        Look('[taskcluster:error] ', r'^\[taskcluster:error\] (?:Task timeout after|Task aborted - max run time|Aborting task)', PROOF),
    )),
    Kind('taskcluster-error', 'infrastructure', Blame.INFRASTRUCTURE, (
        Look('[taskcluster:error] ', r'^\[taskcluster:error\] (?!exit status)', STRONG - 4),
    )),
    Kind('job-timeout', 'timeout', Blame.INFRASTRUCTURE, (
        Look('timed out', r'\b(?:[Jj]ob|[Tt]ask|[Ss]tep|[Tt]est|[Cc]ommand|[Bb]uild)s? .{0,60}timed out|TimeoutExpired', STRONG - 3),
        Look('command timed out: ', r'^command timed out: \d+ seconds', STRONG + 3),
        Look('timeout', r'TIMED[_ ]?OUT|Timeout(?:Error| reached| exceeded|: )', LIKELY + 5),
        Look('aborting', r'Aborting task|maximum run time exceeded', STRONG),
        Look('timed out', r'[Tt]imed out (?:waiting|after)|^Timed out', LIKELY + 6),
        Look('gave up', r'[Gg]ave up (?:waiting|after)|[Gg]iving up', LIKELY + 4),
        Look('giving up', r'[Gg]iving up', LIKELY + 4),
    )),
)
