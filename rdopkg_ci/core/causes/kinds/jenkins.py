"""Jenkins itself: nodes, checkouts, tools, aborts."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, Kind, Look

KINDS = (
    Kind('jenkins-timeout', 'timeout', Blame.INFRASTRUCTURE, (
        Look('build timed out', r'Build timed out', PROOF),
    )),
    Kind('jenkins-aborted', 'abort', Blame.CI, (
        Look('aborted', r'^(?:Build was aborted|Aborted by )', STRONG),
    )),
    Kind('jenkins-node-lost', 'infra_node_lost', Blame.INFRASTRUCTURE, (
        Look('channel', r'ChannelClosedException|ClosedChannelException|[Cc]hannel .*(?:closed|is already closed|terminated|is disconnected)', STRONG + 4),
        Look('offline', r'(?:[Aa]gent|[Ss]lave|[Nn]ode) (?:\S+ )?(?:went|is|was marked) offline', STRONG + 3),
        Look('no agent', r"There are no (?:nodes|agents) with the label", STRONG + 3),
        Look('unable to create live', r'Unable to create live FilePath|Cannot contact ', STRONG + 3),
    )),
    Kind('jenkins-fatal', 'jenkins', Blame.CI, (
        Look('fatal: ', r'^FATAL: ', STRONG + 2, 1),
    )),
    Kind('jenkins-missing-tool', 'missing_tool', Blame.CI, (
        Look('cannot run program', r'Cannot run program ', STRONG + 5),
    )),
    Kind('jenkins-error', 'jenkins', Blame.CI, (
        Look('error: ', r'^ERROR: (?!Command failed|Exception\(|.*(?:Publisher|No artifacts|script returned|Could not send|[Mm]ail))', LIKELY + 5),
        Look('abortexception', r'hudson\.AbortException: ', LIKELY),
    )),
    Kind('jenkins-config', 'config_error', Blame.CI, (
        Look('workflowscript', r'^WorkflowScript: \d+: ', STRONG + 5),
        Look('no such', r'No such (?:DSL method|property)', STRONG + 4),
        Look('missing', r'groovy\.lang\.Missing(?:Property|Method)Exception|RejectedAccessException', STRONG + 4),
        Look('could not find credentials', r'[Cc]ould not find credentials', STRONG + 4),
    )),
    Kind('missing-jar', 'missing_file', Blame.CI, (
        Look('unable to access jarfile', r'Unable to access jarfile', STRONG + 6),
    )),
    Kind('maven-goal', 'maven', Blame.PACKAGE, (
        Look('failed to execute goal', r'Failed to execute goal .*(?:[Uu]nauthorized|Could not transfer|No space|could not be resolved|Failed to install)', STRONG + 3),
        Look('failed to execute goal', r'Failed to execute goal ', LIKELY + 4),
    )),
    Kind('maven-config', 'config_error', Blame.CI, (
        Look('missingproject', r'requires a project to execute but there is no POM|MissingProjectException', STRONG + 4),
        Look('no pom', r'there is no POM in this directory', STRONG + 5),
    )),
    Kind('gradle-wrong', 'gradle', Blame.PACKAGE, (
        Look('what went wrong', r'^\* What went wrong:', LIKELY + 5, 3),
    )),
)
