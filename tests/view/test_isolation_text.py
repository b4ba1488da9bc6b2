from __future__ import annotations

import pytest

from rdopkg_ci.core.causes.cause import Blame, Cause, Confidence
from rdopkg_ci.core.isolation.search import Ask, Guilty, Step, Undecided
from rdopkg_ci.core.target import Target
from rdopkg_ci.view.isolation import NOTHING, Searched, data, text

CAUSE = Cause('3 tests failed', 'test_failure', Blame.TEST, 'tests', step='tempest')
HEAD = 'kilo/el7: tempest of phase2 of c0ffee failed: 3 tests failed\n'
GUILTY = Guilty(('c003',), ('c003', 'd004'), Confidence.PROOF, 'without it all is well')


def searched(step: Step | None, tested: int = 5, cause: Cause = CAUSE) -> Searched:
    return Searched(Target('kilo', 'el7'), 'c0ffee', cause, step, tested)


@pytest.mark.parametrize(
    ('one', 'said', 'state'),
    [
        pytest.param(
            searched(GUILTY),
            '  at fault (certain): c003; without it all is well (5 runs)\n'
            'The rest may go on: `rdopkg update --phase2 kilo --without c003,d004`\n',
            'at-fault',
            id='somebody',
        ),
        pytest.param(
            searched(GUILTY._replace(rest_passes=False))._replace(without=('a001',)),
            '  at fault (certain): c003; without it all is well (5 runs)\n'
            'The rest does not pass yet: `rdopkg update --phase2 kilo --without a001,c003,d004 --wait`,'
            ' and then this again, looks for the next.\n',
            'at-fault',
            id='somebody, and others',
        ),
        pytest.param(
            searched(Undecided('it comes and goes'), 1),
            '  errored: it comes and goes (1 run)\n',
            'errored',
            id='nobody',
        ),
        pytest.param(
            searched(Ask((frozenset(['b', 'a']), frozenset())), 0),
            '  next, after 0 runs: a, b; no update\n'
            'Not finished: the same again goes on, with --wait until it is over.\n',
            'unfinished',
            id='unfinished',
        ),
        pytest.param(
            searched(None, 0, CAUSE._replace(at_fault=('a', 'b'))),
            '  at fault by what the run itself says: a, b\n',
            'told',
            id='told',
        ),
        pytest.param(
            searched(GUILTY)._replace(changed=('c003',)),
            '  at fault (certain): c003; without it all is well (5 runs)\n'
            '  edited, moved or withdrawn since: c003; `rdopkg update --phase2` tests what is there'
            ' now\n'
            'The rest may go on: `rdopkg update --phase2 kilo --without d004`\n',
            'at-fault',
            id='somebody who is gone',
        ),
    ],
)
def test_what_came_of_it(one: Searched, said: str, state: str) -> None:
    assert text([one]) == HEAD + said
    assert data([one])[0]['state'] == state


def test_nothing_red() -> None:
    assert text([]) == NOTHING
