from __future__ import annotations

import re

from rdopkg_ci.core.runs import run_key
from rdopkg_ci.core.target import Target

EL = Target('juno', 'epel-7')
COMMIT = '0123456789abcdef' * 2 + '01234567'


def test_keys_are_computed_from_what_is_tested() -> None:
    keys = [
        run_key.phase1('06ny', COMMIT, COMMIT, EL, 1).key,
        run_key.phase1('06ny', COMMIT, COMMIT, EL, 2).key,
        run_key.phase2(COMMIT, COMMIT, (), EL, 1).key,
        run_key.phase2(COMMIT, COMMIT, ('b', 'a'), EL, 1).key,
        run_key.stage(COMMIT, COMMIT, ('06ny',), 'feedbeef', EL, 1).key,
    ]
    assert keys[0] == 'phase1.06ny-0123456789ab.juno_epel-7.1'
    assert keys[2] == 'phase2.0123456789ab.juno_epel-7.1'
    assert keys[4] == 'stage.feedbeef.juno_epel-7.1'
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r'[A-Za-z0-9._-]+', key) for key in keys)


def test_the_order_of_names_does_not_matter() -> None:
    assert run_key.phase2(COMMIT, COMMIT, ('b', 'a'), EL, 1) == run_key.phase2(
        COMMIT, COMMIT, ('a', 'b'), EL, 1
    )


def test_the_same_generation_needs_no_second_test() -> None:
    one, two = (
        run_key.stage(commit, commit, ('06ny',), 'feedbeef', EL, 1) for commit in (COMMIT, 'f' * 40)
    )
    assert one.key == two.key
    assert one.parameters['commit'] != two.parameters['commit']
