"""The order of a run's steps, and the time that each of them has."""

from __future__ import annotations

import pytest

from rdopkg_ci.core.phase import PHASE1, PHASE2, PHASES, STAGE
from rdopkg_ci.core.planning.plan import BUILT_IN, PlannedStep, plan
from rdopkg_ci.core.policy.command import Command, Role
from rdopkg_ci.core.policy.phase_file import RESERVED
from rdopkg_ci.core.policy.policy import Phase, Policy
from rdopkg_ci.core.update.update import Build

NOVA = Build('openstack-nova-2015.1.0-3.el7', 'local', 'kilo', 'el7')
PACKSTACK = Build('openstack-packstack-2015.1-0.1.dev1.gab.el7', 'local', 'kilo', 'el7')
WORD = ('true',)
MACHINE, TEMPEST = Command('machine', WORD), Command('tempest', WORD)
SETUP = Command('setup', WORD, role=Role.PROVISION)
CLOUD = Command('cloud', WORD, role=Role.PROVISION)
UPGRADE = Command('upgrade', WORD, role=Role.INSTALL)
COLLECT = Command('collect', WORD, always=True)


def policy(*commands: Command, timeout: float = 100.0) -> Policy:
    phase = Phase(commands, timeout)
    return Policy({}, must_provision=('openstack-packstack*',), phases=dict.fromkeys(PHASES, phase))


FETCHED = 'fetch repo resolve files install'
# The table of docs/pipeline.md, and the corners of it.
ORDERS = [
    pytest.param(PHASE1, [NOVA], [], FETCHED, id='no steps of its own'),
    pytest.param(STAGE, [NOVA], [], 'resolve files install', id='stage has nothing to fetch'),
    pytest.param(
        PHASE1,
        [NOVA],
        [MACHINE, SETUP, CLOUD, UPGRADE, TEMPEST, COLLECT],
        f'{FETCHED} machine setup cloud upgrade tempest collect',
        id='an ordinary update is an upgrade of production',
    ),
    pytest.param(
        PHASE1,
        [NOVA, PACKSTACK],
        [MACHINE, SETUP, CLOUD, UPGRADE, TEMPEST, COLLECT],
        f'{FETCHED} machine upgrade setup cloud tempest collect',
        id='must_provision: packages first',
    ),
    pytest.param(
        PHASE2,
        [NOVA],
        [MACHINE, SETUP, CLOUD, UPGRADE, TEMPEST, COLLECT],
        f'{FETCHED} machine upgrade setup cloud tempest collect',
        id='phase2: packages first',
    ),
    pytest.param(
        STAGE,
        [NOVA],
        [MACHINE, SETUP, CLOUD, UPGRADE, TEMPEST, COLLECT],
        'resolve files install machine upgrade setup cloud tempest collect',
        id='stage: packages first',
    ),
    pytest.param(
        PHASE1,
        [NOVA],
        [UPGRADE, SETUP, TEMPEST],
        f'{FETCHED} setup upgrade tempest',
        id='however the policy writes it',
    ),
    pytest.param(
        PHASE2,
        [NOVA],
        [TEMPEST, UPGRADE],
        f'{FETCHED} tempest upgrade',
        id='nothing provisions: as written',
    ),
    pytest.param(
        PHASE1,
        [PACKSTACK],
        [SETUP, TEMPEST, CLOUD],
        f'{FETCHED} setup tempest cloud',
        id='nothing installs: as written',
    ),
]


@pytest.mark.parametrize(('phase', 'builds', 'commands', 'expected'), ORDERS)
def test_the_order(phase: str, builds: list[Build], commands: list[Command], expected: str) -> None:
    found = plan(phase, builds, policy(*commands))
    assert ' '.join(step.name for step in found.steps) == expected
    assert [step.command is None for step in found.steps] == [
        step.name in RESERVED for step in found.steps
    ]


def test_what_the_machine_is_not_to_do_is_not_planned() -> None:
    found = plan(PHASE1, [NOVA], policy(TEMPEST), {'install'})
    assert [step.name for step in found.steps] == ['fetch', 'repo', 'resolve', 'files', 'tempest']


@pytest.mark.parametrize(
    ('phase', 'builds', 'reason'),
    [
        (PHASE1, [NOVA], ''),
        (PHASE1, [PACKSTACK, NOVA], 'must_provision of the policy names openstack-packstack'),
        (PHASE2, [NOVA], 'phase2 provisions with all packages under test'),
        (STAGE, [NOVA], 'stage provisions with all packages under test'),
    ],
)
def test_why_packages_come_first(phase: str, builds: list[Build], reason: str) -> None:
    assert plan(phase, builds, policy()).packages_first == reason


def test_a_policy_cannot_name_a_step_like_a_built_in_one() -> None:
    for names in BUILT_IN.values():
        assert set(names) <= set(RESERVED)


def test_time_is_kept_for_the_steps_that_always_run() -> None:
    collect = Command('collect', WORD, always=True, timeout=10.0)
    clean = Command('clean', WORD, always=True, timeout=5.0)
    found = plan(PHASE1, [NOVA], policy(collect, TEMPEST, clean, COLLECT))
    assert [(step.name, step.kept) for step in found.steps] == [
        ('fetch', 15.0),
        ('repo', 15.0),
        ('resolve', 15.0),
        ('files', 15.0),
        ('install', 15.0),
        ('collect', 5.0),
        ('tempest', 5.0),
        ('clean', 0.0),
        ('collect', 0.0),
    ]
    assert found.timeout == 100.0


@pytest.mark.parametrize(
    ('timeout', 'kept', 'left', 'limit'),
    [
        pytest.param(None, 0.0, 60.0, 60.0, id='that of the run'),
        pytest.param(20.0, 0.0, 60.0, 20.0, id='its own'),
        pytest.param(20.0, 0.0, 10.0, 10.0, id='its own, within that of the run'),
        pytest.param(None, 15.0, 60.0, 45.0, id='less what is kept for others'),
        pytest.param(50.0, 15.0, 60.0, 45.0, id='its own, less what is kept for others'),
        pytest.param(20.0, 15.0, 10.0, -5.0, id='nothing left'),
    ],
)
def test_the_limit_of_a_step(timeout: float | None, kept: float, left: float, limit: float) -> None:
    step = PlannedStep('tempest', Command('tempest', WORD, timeout=timeout), kept)
    assert step.limit(left) == limit
