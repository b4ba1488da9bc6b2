"""Jenkins itself: nodes, checkouts, tools, aborts."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, Kind

KINDS = (
    Kind('jenkins-timeout', 'build timed out', r'Build timed out', PROOF, 'timeout', Blame.INFRASTRUCTURE),
    Kind('jenkins-aborted', 'aborted', r'^(?:Build was aborted|Aborted by )', STRONG, 'abort', Blame.CI),
    Kind('jenkins-node-lost', 'channel', r'ChannelClosedException|channel .*(?:closed|is already closed|terminated)', STRONG + 4, 'infra_node_lost', Blame.INFRASTRUCTURE),
    Kind('jenkins-node-lost', 'offline', r'(?:[Aa]gent|[Ss]lave|[Nn]ode) (?:\S+ )?(?:went|is|was marked) offline', STRONG + 3, 'infra_node_lost', Blame.INFRASTRUCTURE),
    Kind('jenkins-fatal', 'fatal: ', r'^FATAL: ', STRONG + 2, 'jenkins', Blame.CI, 1),
    Kind('jenkins-missing-tool', 'cannot run program', r'Cannot run program ', STRONG + 5, 'missing_tool', Blame.CI),
    Kind('jenkins-error', 'error: ', r'^ERROR: (?!.*(?:Publisher|No artifacts|script returned|Could not send|.*[Mm]ail))', LIKELY + 5, 'jenkins', Blame.CI),
    Kind('jenkins-error', 'abortexception', r'hudson\.AbortException: ', LIKELY, 'jenkins', Blame.CI),
    Kind('jenkins-config', 'workflowscript', r'^WorkflowScript: \d+: ', STRONG + 5, 'config_error', Blame.CI),
    Kind('jenkins-config', 'no such', r'No such (?:DSL method|property)', STRONG + 4, 'config_error', Blame.CI),
    Kind('missing-jar', 'unable to access jarfile', r'Unable to access jarfile', STRONG + 6, 'missing_file', Blame.CI),
    Kind('missing-file', 'unable to find', r'Unable to find (?:build script|\S+ at )', STRONG + 3, 'missing_file', Blame.CI),
    Kind('maven-goal', 'failed to execute goal', r'Failed to execute goal .*(?:[Uu]nauthorized|Could not transfer|No space|could not be resolved|Failed to install)', STRONG + 3, 'maven', Blame.PACKAGE),
    Kind('maven-goal', 'failed to execute goal', r'Failed to execute goal ', LIKELY + 4, 'maven', Blame.PACKAGE),
    Kind('maven-config', 'missingproject', r'requires a project to execute but there is no POM|MissingProjectException', STRONG + 4, 'config_error', Blame.CI),
    Kind('maven-config', 'no pom', r'there is no POM in this directory', STRONG + 5, 'config_error', Blame.CI),
    Kind('gradle-wrong', 'what went wrong', r'^\* What went wrong:', LIKELY + 5, 'gradle', Blame.PACKAGE, 3),
)
