"""The examples of the documentation are policies, and do what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from rdopkg_ci.core.phase import PHASE1, PHASE2, STAGE
from rdopkg_ci.core.planning.plan import plan
from rdopkg_ci.core.policy import policy_file
from rdopkg_ci.core.update.update import Build

EXAMPLES = sorted((Path(__file__).parents[3] / 'docs' / 'examples').glob('*.yml'))
NOVA = Build('openstack-nova-2015.1.0-3.el7', 'cbs', 'kilo', 'el7')
PACKSTACK = Build('openstack-packstack-2015.1-0.1.el7', 'cbs', 'kilo', 'el7')
UPGRADED = 'machine packstack upgrade tempest collect clean-up'
INSTALLED = 'machine upgrade packstack tempest collect clean-up'


@pytest.mark.parametrize('path', EXAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize(
    ('phase', 'build', 'expected'),
    [
        pytest.param(PHASE1, NOVA, UPGRADED, id='an upgrade'),
        pytest.param(PHASE1, PACKSTACK, INSTALLED, id='what provisions'),
        pytest.param(PHASE2, NOVA, INSTALLED, id='the pool'),
        pytest.param(STAGE, NOVA, INSTALLED, id='stage'),
    ],
)
def test_an_example(path: Path, phase: str, build: Build, expected: str) -> None:
    policy = policy_file.parse(path.read_bytes(), path.name)
    planned = plan(phase, [build], policy)
    names = [step.name for step in planned.steps if step.command]
    assert ' '.join(names) == expected
    assert planned.steps[0].kept == 15 * 60
