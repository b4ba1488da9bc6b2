"""Zuul: a playbook that did not end well, or no nodes to run it on."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import PROOF, STRONG, WRAPPER, Kind, Pattern

KINDS = (
    Kind('zuul-timeout', 'timeout', Blame.INFRASTRUCTURE, (
        Pattern('run end result_timed_out', r'^(?:PRE-)?RUN END RESULT_TIMED_OUT', PROOF + 3),
    )),
    Kind('zuul-unreachable', 'infra_node_lost', Blame.INFRASTRUCTURE, (
        Pattern('run end result_unreachable', r'^(?:PRE-)?RUN END RESULT_UNREACHABLE', STRONG - 2),
        Pattern('run end result_', r'^(?:PRE-)?RUN END RESULT_(?:ABORTED|DISK_FULL)', PROOF),
        Pattern('node_failure', r'\bNODE_FAILURE\b', STRONG),
    )),
    Kind('zuul-merge', 'scm', Blame.PACKAGE, (
        Pattern('merge_conflict', r'\bMERGE_CONFLICT\b', STRONG),
        Pattern('merger_failure', r'\bMERGER_FAILURE\b', STRONG),
    )),
    Kind('zuul-task', 'ansible', Blame.TEST, (
        Pattern('error', r'^ERROR$', WRAPPER + 10, 3),
    )),
)
