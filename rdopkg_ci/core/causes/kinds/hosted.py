"""GitHub, GitLab, Travis, zuul: what the service itself says."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, Kind

KINDS = (
    Kind('github-cancelled', 'operation was canceled', r'The operation was cancell?ed', STRONG - 5, 'abort', Blame.CI),
    Kind('github-timeout', 'timed out after', r'has timed out after|exceeded the maximum execution time', PROOF, 'timeout', Blame.INFRASTRUCTURE),
    Kind('github-runner', 'runner', r'(?:hosted )?[Rr]unner .*(?:lost communication|shutdown signal|failed to come online)', STRONG + 4, 'infra_node_lost', Blame.INFRASTRUCTURE),
    Kind('github-runner', 'failed to come online', r'failed to come online', STRONG + 4, 'infra_node_lost', Blame.INFRASTRUCTURE),
    Kind('github-artifact', 'artifact', r'Unable to download artifact|Artifact not found', STRONG + 5, 'artifact_missing', Blame.CI),
    Kind('travis-stalled', 'no output has been received', r'No output has been received in the last', PROOF, 'timeout', Blame.INFRASTRUCTURE),
    Kind('travis-limit', 'maximum', r'(?:job exceeded the maximum|has exceeded the maximum) ', PROOF, 'timeout', Blame.INFRASTRUCTURE),
    Kind('job-timeout', 'timed out', r'(?:[Jj]ob|[Tt]ask|[Ss]tep|[Tt]est|[Cc]ommand|[Bb]uild)s? .{0,60}timed out|TimeoutExpired', STRONG - 3, 'timeout', Blame.INFRASTRUCTURE),
    Kind('job-timeout', 'timeout', r'TIMED[_ ]?OUT|Timeout(?:Error| reached| exceeded|: )', LIKELY + 5, 'timeout', Blame.INFRASTRUCTURE),
    Kind('job-timeout', 'aborting', r'Aborting task|maximum run time exceeded', STRONG, 'timeout', Blame.INFRASTRUCTURE),
)
