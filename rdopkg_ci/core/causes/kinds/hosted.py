"""GitHub, GitLab, Travis, zuul: what the service itself says."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, Kind, Look

KINDS = (
    Kind('github-cancelled', 'abort', Blame.CI, (
        Look('operation was canceled', r'The operation was cancell?ed', STRONG - 5),
    )),
    Kind('github-timeout', 'timeout', Blame.INFRASTRUCTURE, (
        Look('timed out after', r'has timed out after|exceeded the maximum execution time', PROOF),
    )),
    Kind('github-runner', 'infra_node_lost', Blame.INFRASTRUCTURE, (
        Look('runner', r'(?:hosted )?[Rr]unner .*(?:lost communication|shutdown signal|failed to come online)', STRONG + 4),
        Look('failed to come online', r'failed to come online', STRONG + 4),
        Look('taskcluster:error', r'\[taskcluster:error\]', STRONG - 10),
    )),
    Kind('github-artifact', 'artifact_missing', Blame.CI, (
        Look('artifact', r'Unable to download artifact|Artifact not found', STRONG + 5),
    )),
    Kind('travis-stalled', 'timeout', Blame.INFRASTRUCTURE, (
        Look('no output has been received', r'No output has been received in the last', PROOF),
    )),
    Kind('travis-limit', 'timeout', Blame.INFRASTRUCTURE, (
        Look('maximum', r'(?:job exceeded the maximum|has exceeded the maximum) ', PROOF),
    )),
    Kind('job-timeout', 'timeout', Blame.INFRASTRUCTURE, (
        Look('timed out', r'(?:[Jj]ob|[Tt]ask|[Ss]tep|[Tt]est|[Cc]ommand|[Bb]uild)s? .{0,60}timed out|TimeoutExpired', STRONG - 3),
        Look('timeout', r'TIMED[_ ]?OUT|Timeout(?:Error| reached| exceeded|: )', LIKELY + 5),
        Look('aborting', r'Aborting task|maximum run time exceeded', STRONG),
        Look('timed out', r'[Tt]imed out (?:waiting|after)|^Timed out', LIKELY + 6),
        Look('gave up', r'[Gg]ave up (?:waiting|after)|[Gg]iving up', LIKELY + 4),
    )),
)
