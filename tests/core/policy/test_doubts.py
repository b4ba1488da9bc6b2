from __future__ import annotations

import pytest

from rdopkg_ci.core.policy.command import Command
from rdopkg_ci.core.policy.doubts import doubts
from rdopkg_ci.core.policy.policy import Phase, Policy


@pytest.mark.parametrize(
    ('step', 'said'),
    [
        pytest.param(Command('tempest', ('x',)), [], id='an ordinary one'),
        pytest.param(Command('collect', ('x',), True, 60.0), [], id='with a limit'),
        pytest.param(
            Command('collect', ('x',), True),
            [
                'phase2: step collect is to run always and has no timeout: it is skipped when the'
                " run's time is up"
            ],
            id='without',
        ),
    ],
)
def test_a_step_that_is_to_run_always(step: Command, said: list[str]) -> None:
    policy = Policy({}, phases={'phase2': Phase((step,))})
    assert [doubt.text for doubt in doubts(policy)] == said
