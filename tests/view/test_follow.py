from __future__ import annotations

import pytest

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.view import follow


def run(subject: str, phase: str, action: Action = Action.STARTED) -> Event:
    return Event(subject, action, phase=phase, target='kilo/el7')


@pytest.mark.parametrize(
    ('events', 'names'),
    [
        pytest.param([run('06ny', 'phase1'), run('06ny', 'phase1')], '06ny', id='an update'),
        pytest.param([run(f'a{n}', 'phase1') for n in range(5)], 'phase1', id='too many to name'),
        pytest.param([run('0123456789ab', 'phase2')], 'phase2', id='a round'),
        pytest.param(
            [run('b', 'stage', Action.RESTARTED), run('a', 'phase1', Action.UNDER_WAY)],
            'a stage',
            id='several phases',
        ),
        pytest.param(
            [Event('06ny', Action.MERGED), run('06ny', 'phase1', Action.STOPPED)], '', id='none'
        ),
    ],
)
def test_what_was_started_can_be_followed(events: list[Event], names: str) -> None:
    said = follow.of(events)
    assert said == (f'follow it: `rdopkg ci status {names} --watch`\n' if names else '')
