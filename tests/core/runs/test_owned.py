from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from memory import result

from rdopkg_ci.core.phase import PHASE1, PHASE2, STAGE
from rdopkg_ci.core.runs import owned
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.target import Target

EL7 = Target('kilo', 'el7')
ALONE = Request(PHASE1, EL7, 'a' * 40, 'a' * 40, update='06ny')
POOL = Request(PHASE2, EL7, 'a' * 40, 'a' * 40, without=('yn8i',))
STAGED = Request(STAGE, EL7, 'a' * 40, 'a' * 40, updates=('06ny', '49fz'), generation='g1')
EACH = pytest.mark.parametrize('asked', [ALONE, POOL, STAGED], ids=lambda one: one.phase)
OTHERS: dict[str, tuple[Request, Request]] = {
    'another attempt': (POOL, POOL.attempted(2)),
    'another pool': (POOL, replace(POOL, without=())),
    'a search': (POOL, replace(POOL, isolate='yes')),
    'another update': (ALONE, replace(ALONE, update='49fz')),
    'another generation': (STAGED, replace(STAGED, generation='g2')),
}
# What those that name no run have tested, and whether it fits.
UNNAMED: dict[str, tuple[Request, tuple[str, ...], bool]] = {
    'phase1': (ALONE, ('06ny',), True),
    'phase1 of another': (ALONE, ('49fz',), False),
    'phase2': (POOL, ('06ny', 't5zb'), True),
    'phase2 with what was to be left out': (POOL, ('06ny', 'yn8i'), False),
    'stage': (STAGED, ('06ny', '49fz'), True),
    'stage of a part, on its target': (STAGED, ('49fz',), True),
    'stage of others': (STAGED, ('t5zb',), False),
}


@EACH
def test_a_run_owns_what_it_left(asked: Request) -> None:
    assert owned.is_of(result(asked), asked)


@EACH
@pytest.mark.parametrize(
    'fields', [{'commit': 'b' * 40}, {'target': Target('kilo', 'f22')}, {'phase': 'x'}], ids=str
)
def test_not_what_contradicts_its_key(asked: Request, fields: dict[str, Any]) -> None:
    assert not owned.is_of(result(asked, **fields), asked)


@pytest.mark.parametrize(('asked', 'other'), OTHERS.values(), ids=OTHERS)
def test_not_what_another_run_left(asked: Request, other: Request) -> None:
    left = result(other, updates=('06ny',))
    assert owned.is_of(left, other)
    assert not owned.is_of(left, asked)


@pytest.mark.parametrize(('asked', 'updates', 'fits'), UNNAMED.values(), ids=UNNAMED)
def test_what_names_no_run_has_to_fit(asked: Request, updates: tuple[str, ...], fits: bool) -> None:
    assert owned.is_of(result(asked, key='', updates=updates), asked) is fits
