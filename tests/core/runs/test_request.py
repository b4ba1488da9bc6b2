from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping

import pytest

from rdopkg_ci.core.phase import PHASE1, PHASE2, PHASES, STAGE
from rdopkg_ci.core.runs import parameters
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.target import Target

EL = Target('juno', 'epel-7')
COMMIT, OTHER = '0123456789abcdef' * 2 + '01234567', 'f' * 40
ONE = Request(PHASE1, EL, COMMIT, OTHER, 'refs/changes/01/1/2', update='06ny')
POOL = Request(PHASE2, EL, COMMIT, COMMIT)
LESS = Request(PHASE2, EL, COMMIT, COMMIT, without=('aa11', 'bb22'))
WHOLE, PART = dataclasses.replace(POOL, isolate='yes'), dataclasses.replace(LESS, isolate='yes')
PUBLISHED = Request(STAGE, EL, COMMIT, COMMIT, updates=('06ny', 'a7de'), generation='feedbeef')
REQUESTS = (ONE, ONE.attempted(2), POOL, LESS, WHOLE, PART, PUBLISHED)


def test_keys_are_computed_from_what_is_tested() -> None:
    assert ONE.key == f'phase1.06ny-{COMMIT}.juno_epel-7.1'
    assert POOL.key == f'phase2.{COMMIT}.juno_epel-7.1'
    assert PUBLISHED.key == 'stage.feedbeef.juno_epel-7.1'
    keys = {request.key for request in REQUESTS}
    assert len(keys) == len(REQUESTS)
    assert all(re.fullmatch(r'[A-Za-z0-9._-]+', key) for key in keys)


def test_what_several_runs_have_in_common() -> None:
    second = ONE.attempted(2)
    assert (second.series, second.subject) == (ONE.series, f'phase1.06ny-{COMMIT}')
    elsewhere = dataclasses.replace(ONE, target=Target('kilo', 'el7'))
    assert elsewhere.subject == ONE.subject and elsewhere.series != ONE.series


@pytest.mark.parametrize('field', ['policy', 'ref'])
def test_where_things_are_read_is_no_part_of_the_key(field: str) -> None:
    assert dataclasses.replace(ONE, **{field: 'x'}).key == ONE.key  # type: ignore[arg-type]


def test_the_same_generation_needs_no_second_test() -> None:
    assert dataclasses.replace(PUBLISHED, commit=OTHER).key == PUBLISHED.key


@pytest.mark.parametrize('request_', REQUESTS, ids=lambda request: request.key)
def test_parameters_say_all_of_a_request(request_: Request) -> None:
    assert Request.parse(request_.phase, request_.mapping) == request_


@pytest.mark.parametrize('phase', PHASES)
def test_every_parameter_is_a_field(phase: str) -> None:
    fields = {field.name for field in dataclasses.fields(Request)}
    assert {one.name for one in parameters.taken_by(phase)} <= fields


def test_what_nobody_defined_is_dropped() -> None:
    assert Request.parse(PHASE2, {**POOL.mapping, 'generation': 'x', 'DELAY': '1'}) == POOL


def test_by_hand_the_policy_and_the_attempt_go_without_saying() -> None:
    by_hand = {'target': 'juno/epel-7', 'commit': COMMIT}
    assert Request.parse(PHASE2, by_hand) == POOL


@pytest.mark.parametrize(
    ('phase', 'changed', 'problem'),
    [
        pytest.param('phase3', {}, "'phase3' is not a phase", id='phase'),
        pytest.param(PHASE1, {'commit': ''}, 'phase1 needs commit', id='no commit'),
        pytest.param(PHASE1, {'commit': 'HEAD'}, "commit: 'HEAD' is not the id", id='a ref'),
        pytest.param(PHASE1, {'commit': '--help'}, "commit: '--help' is not", id='an option'),
        pytest.param(PHASE1, {'target': 'juno/../x'}, 'is not', id='a path for a target'),
        pytest.param(PHASE1, {'update': ''}, 'phase1 needs update', id='no update'),
        pytest.param(PHASE1, {'update': '../x'}, "update: '../x' is not", id='a path for an id'),
        pytest.param(PHASE1, {'ref': 'refs/heads/master'}, 'ref: ', id='a branch for a change'),
        pytest.param(PHASE2, {'without': 'aa11,,'}, 'without: ', id='an empty id'),
        pytest.param(STAGE, {'generation': '..'}, 'generation: ', id='a path for a generation'),
        pytest.param(STAGE, {'updates': ''}, 'stage needs updates', id='a generation of nothing'),
        pytest.param(PHASE1, {'key': 'phase1.x.1'}, 'is not that of these', id='a foreign key'),
        pytest.param(PHASE1, {'key': ONE.attempted(2).key + '\n'}, 'is not that', id='a line end'),
        pytest.param(PHASE1, {'commit': OTHER}, 'is not that of these', id='a forged commit'),
        pytest.param(PHASE1, {'update': 'a7de'}, 'is not that of these', id='a forged update'),
    ],
)
def test_what_is_no_request_of_ours(phase: str, changed: Mapping[str, str], problem: str) -> None:
    good = next((one for one in REQUESTS if one.phase == phase), ONE)
    with pytest.raises(ValueError, match=re.escape(problem)):
        Request.parse(phase, {**good.mapping, **changed})


def test_commits_that_begin_alike_are_not_one() -> None:
    """A pair whose ids share a dozen digits is found in seconds."""
    twin = dataclasses.replace(ONE, commit=COMMIT[:12] + 'e' * 28)
    assert twin.subject != ONE.subject
    assert dataclasses.replace(POOL, commit=twin.commit).subject != POOL.subject
