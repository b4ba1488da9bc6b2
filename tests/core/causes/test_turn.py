"""Whose turn it is: the rules of the table, each by examples, alone and in whole logs."""

from __future__ import annotations

import pytest

from rdopkg_ci.core.causes import explain
from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import Kind
from rdopkg_ci.core.causes.turn import whose
from rdopkg_ci.core.causes.turn_rules import RULES

PACKAGE, TEST, INFRA, CI = Blame.PACKAGE, Blame.TEST, Blame.INFRASTRUCTURE, Blame.CI


@pytest.mark.parametrize(
    ('category', 'own', 'said', 'where', 'blame'),
    [
        ('missing_tool', CI, 'rookc: command not found', '%build', PACKAGE),
        ('missing_tool', CI, 'rookc: command not found', '', CI),
        ('missing_tool', CI, '/var/tmp/rpm-tmp.A1: line 3: rookc: command not found', '', PACKAGE),
        ('missing_file', CI, "install: cannot stat 'x': No such file", '%install', PACKAGE),
        ('missing_file', CI, "cp: cannot stat 'x': No space left on device", '%install', INFRA),
        ('exit_code', TEST, 'the log does not hold the cause', '%check', PACKAGE),
        ('test_failure', TEST, 'FAIL: test_x', '%check', TEST),
        ('test_failure', TEST, 'E  ConnectionError: Connection refused', '', TEST),
        ('maven', PACKAGE, 'Could not transfer it: Connection refused', '', INFRA),
        ('python_traceback', TEST, 'requests.ConnectionError: Max retries exceeded', '', INFRA),
        ('ansible', TEST, "the error was: 'rook_port' is undefined", '', CI),
        ('ansible', TEST, 'Error: Unable to find a match: rook', '', PACKAGE),
        ('ansible', TEST, 'Failed to download metadata for repo', '', INFRA),
        ('ansible', CI, 'it failed', '', CI),
        ('ansible', CI, 'it failed (TASK [rook : Run the tests])', '', TEST),
        ('ansible', CI, 'fatal: [overcloud-0]: Failed containers: rook_db_sync', '', PACKAGE),
        ('ansible', CI, 'The project has no repository for this chroot.', '', TEST),
        ('ansible', CI, 'Unable to start service rook: Job for rook.service failed', '', INFRA),
        ('exit_code', TEST, "only: Build step 'Execute shell' marked build as failure", '', CI),
        ('maven', PACKAGE, "You're not authorized to run analysis", '', CI),
        ('test_failure', TEST, 'unknown error: cannot find Chrome binary', '', CI),
        ('compile_error', PACKAGE, 'x.c:1: error: No space left for it', '%build', PACKAGE),
        ('openstack', TEST, 'Bad Gateway (HTTP 502)', '', INFRA),
    ],
)
def test_whose(category: str, own: Blame, said: str, where: str, blame: Blame) -> None:
    assert whose(Kind('rook', category, own, ()), said, where) is blame


def test_every_rule_says_when() -> None:
    assert all(rule.when and '|' not in rule.when for rule in RULES)


@pytest.mark.parametrize(
    ('log', 'blame'),
    [
        ('./autogen.sh: line 4: autoreconf: command not found\n{failed}', PACKAGE),
        ('+ test -f ./rook.bin\n{failed}', PACKAGE),
        ('FAIL: test_rook (rook.Test)\n{failed}', TEST),
        ('cc1: fatal error: error writing to /tmp/x: No space left on device\n{failed}', INFRA),
        ('gyp ERR! stack Error: connect ETIMEDOUT 192.0.2.46:443\nFinished: FAILURE\n', INFRA),
        ('./deploy.sh: line 4: rookctl: command not found\nFinished: FAILURE\n', CI),
    ],
)
def test_whole_logs(log: str, blame: Blame) -> None:
    failed = 'error: Bad exit status from /var/tmp/rpm-tmp.Q (%build)\nRPM build errors:\n'
    cause = explain([log.format(failed=failed).encode()]).cause
    assert cause is not None and cause.blame is blame
