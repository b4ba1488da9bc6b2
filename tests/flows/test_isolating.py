"""Looking for who of a red pool is at fault, over doors in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from memory import result
from scene import CAUSE, TODAY, Scene

from rdopkg_ci.core.isolation.search import Guilty, Part, Step, Undecided
from rdopkg_ci.core.phase import PHASE2
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.errors import CiError
from rdopkg_ci.flows import board, isolating
from rdopkg_ci.flows.isolating import red_targets
from rdopkg_ci.flows.isolating.red_targets import RedTarget
from rdopkg_ci.flows.phases import phase2

IDS = ('a001', 'b002', 'c003', 'd004')
BUILD = '- {{id: {id}-1-1, source: dummy, repo: kilo, dist: el7}}\n'
TEMPEST = CAUSE._replace(step='tempest')
P, F, E = Verdict.PASSED, Verdict.FAILED, Verdict.ERRORED
Rule = Callable[[Part], Verdict]


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """One with a pool, whose round failed in tempest."""
    scene = Scene(tmp_path)
    texts = {one: f'notes: x\nbuilds:\n{BUILD.format(id=one)}'.encode() for one in IDS}
    paths: dict[str, bytes | None] = {f'updates/{one}.yml': text for one, text in texts.items()}
    scene.services.repo.edit(lambda tip: (Edit(paths, 'Pool\n', 'Ann <ann@example.org>'), None))
    seen = scene.look()
    asked = phase2.plan(seen, (), ())
    assert asked is not None
    phase2.begin(scene.services, phase2.judged(seen, asked))
    end(scene, lambda part: F)
    return scene


def part_of(request: Request) -> Part:
    return frozenset(IDS) - set(request.without)


def end(scene: Scene, rule: Rule, step: str = 'tempest') -> None:
    for kept in scene.engine.kept:
        if kept.conclusion is None:
            verdict = rule(part_of(kept.request))
            cause = CAUSE._replace(step=step) if verdict.red else None
            needs = (('d004', ('c003',)),)
            left = result(kept.request, verdict, cause=cause, needs=needs)
            scene.engine.end(kept.request.key, left)


def look(scene: Scene, reds: Sequence[RedTarget]) -> isolating.Standing:
    known = isolating.gather(scene.services.engine, reds, (), ())
    [one] = [isolating.standing(red, known, scene.look().policy, TODAY) for red in reds]
    return one


def steps(scene: Scene, rule: Rule, step: str = 'tempest') -> Iterator[Step | None]:
    """The step that each pass comes to, the runs of the one before being over."""
    while True:
        reds = red_targets.found(scene.look(), ())
        one = look(scene, reds)
        yield one.step
        if not one.asked:
            return
        assert isolating.go_on(scene.services.engine, [one])
        assert not isolating.go_on(scene.services.engine, [look(scene, reds)]), 'they run already'
        end(scene, rule, step)


def last(scene: Scene, rule: Rule, step: str = 'tempest') -> Step | None:
    return list(steps(scene, rule, step))[-1]


def test_the_guilty_is_found_with_what_cannot_go_on_without_it(scene: Scene) -> None:
    found = last(scene, lambda part: F if 'c003' in part else P)
    assert isinstance(found, Guilty)
    assert (found.updates, found.left_out) == (('c003',), ('c003', 'd004'))
    parts = [part_of(kept.request) for kept in scene.engine.kept if kept.request.isolate]
    assert parts[:2] == [frozenset(IDS), frozenset()]
    assert not any('d004' in part and 'c003' not in part for part in parts)


def test_the_runs_of_a_search_are_no_rounds_and_move_nothing(scene: Scene) -> None:
    last(scene, lambda part: F if 'c003' in part else P)
    before = board.rows(scene.look())
    assert scene.gate().events == []
    assert {row.update_id for row in before} == set(IDS)
    assert set(scene.services.repo.files(scene.services.repo.tip())) >= {
        f'updates/{one}.yml' for one in IDS
    }


def shown(scene: Scene, update_id: str) -> tuple[str, bool, str]:
    [row] = board.rows(scene.look(), [update_id])
    return row.note, row.is_red, row.next.told()


def test_the_board_names_whom_a_search_has_found(scene: Scene) -> None:
    assert shown(scene, 'a001')[0] == ''
    last(scene, lambda part: F if 'c003' in part else P)
    why = 'with it the pool fails, and without it passes (4 runs)'
    fault = f'c003 is at fault (certain): {why}'
    without = '`rdopkg update --phase2 kilo --without c003,d004`'
    mend = 'the author: better builds: `rdopkg update FILE --id c003`; for the others'
    assert shown(scene, 'c003') == (fault, True, f'{mend} {without}')
    for other in ('a001', 'd004'):
        assert shown(scene, other) == (fault, False, f'a release engineer: {without}')


def test_whom_a_search_has_found_is_told_when_the_others_have_gone_on(scene: Scene) -> None:
    last(scene, lambda part: F if 'c003' in part else P)
    seen = scene.look()
    asked = phase2.plan(seen, (), ('c003', 'd004'))
    assert asked is not None
    phase2.begin(scene.services, phase2.judged(seen, asked))
    end(scene, lambda part: P)
    assert {event.subject for event in scene.gate().events} == {'a001', 'b002'}
    fault = 'c003 is at fault (certain): with it the pool fails, and without it passes (4 runs)'
    better = 'better builds: `rdopkg update FILE --id c003`'
    for update_id, turn in (
        ('c003', f'{better}; as it is it is red again, in stage at the latest'),
        ('d004', '`rdopkg update FILE --id d004`, or `rdopkg update --phase2 kilo` with it'),
    ):
        note, is_red, told = shown(scene, update_id)
        assert note.startswith('left out of phase2 of ') and note.endswith(f'\n{fault}')
        assert (is_red, told) == (False, f'the author: {turn}')


def test_a_likely_one_holds_nobody_else(scene: Scene) -> None:
    last(scene, lambda part: F if part & {'a001', 'c003'} else P)
    note, is_red, turn = shown(scene, 'b002')
    assert note.startswith('a001 is at fault (likely): ') and is_red
    assert turn == 'a release engineer: `rdopkg update --phase2 kilo --without a001`'


def test_how_far_a_search_is(scene: Scene) -> None:
    next(passes := steps(scene, lambda part: F if 'c003' in part else P))
    assert shown(scene, 'a001')[0] == ''
    next(passes)
    note, is_red, turn = shown(scene, 'a001')
    assert note == 'the search for who is at fault is not over, after 2 runs' and is_red
    assert turn.startswith('a release engineer: `rdopkg update --phase2 kilo --isolate` looks')


def test_a_search_that_found_nobody(scene: Scene) -> None:
    last(scene, lambda part: P)
    assert shown(scene, 'a001')[0].startswith('who is at fault was not found: the same pool passed')


@pytest.mark.parametrize(
    ('rule', 'step', 'why'),
    [
        pytest.param(lambda part: P, 'tempest', 'comes and goes', id='a pool that passes now'),
        pytest.param(lambda part: F, 'tempest', 'without any update', id='production is red'),
        pytest.param(lambda part: F if part else P, 'packstack', 'another way', id='another step'),
    ],
)
def test_brackets_that_do_not_hold(scene: Scene, rule: Rule, step: str, why: str) -> None:
    found = last(scene, rule, step)
    assert isinstance(found, Undecided) and why in found.why


def test_an_errored_run_has_the_attempts_that_the_policy_grants(scene: Scene) -> None:
    found = last(scene, lambda part: E if not part else F)
    assert isinstance(found, Undecided) and 'the empty pool errored' in found.why
    empty = [kept.request.attempt for kept in scene.engine.kept if not part_of(kept.request)]
    assert empty == [1, 2]


def test_what_the_run_itself_tells_is_not_looked_for(scene: Scene) -> None:
    for kept in scene.engine.kept:
        cause = TEMPEST._replace(at_fault=('b002',))
        scene.engine.end(kept.request.key, result(kept.request, F, cause=cause))
    assert list(steps(scene, lambda part: P)) == [None]


@pytest.mark.parametrize(('release', 'count'), [('kilo', 1), ('juno', 0)])
def test_a_release_can_be_named(scene: Scene, release: str, count: int) -> None:
    assert len(red_targets.found(scene.look(), [release])) == count


def test_nothing_is_looked_for_while_a_round_goes_on_or_is_green(scene: Scene) -> None:
    [kept] = scene.engine.kept
    scene.engine.end(kept.request.key, result(kept.request, P))
    assert red_targets.found(scene.look(), ()) == []


def test_an_engine_that_does_not_answer_is_told_of(scene: Scene) -> None:
    reds = red_targets.found(scene.look(), ())
    scene.engine.down.add('runs')
    with pytest.raises(CiError, match='the engine does not answer'):
        isolating.gather(scene.services.engine, reds, (), ())


def test_runs_that_the_window_has_forgotten_count_when_they_are_asked_for(scene: Scene) -> None:
    reds = red_targets.found(scene.look(), ())
    first = look(scene, reds)
    isolating.go_on(scene.services.engine, [first])
    end(scene, lambda part: F if part else P)
    for number in range(120):
        other = Request(PHASE2, reds[0].target, f'{number:040x}', f'{number:040x}')
        scene.engine.start(other)
    known = isolating.gather(scene.services.engine, reds, isolating.subjects([first]), ())
    assert isolating.standing(reds[0], known, scene.look().policy, TODAY).tested == 2
