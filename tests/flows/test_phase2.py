"""phase2 over doors in memory: rounds, what moves, and what stays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from memory import result
from scene import CAUSE, TODAY, Scene

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.phase import PHASE2
from rdopkg_ci.core.runs.result import Rpm
from rdopkg_ci.core.runs.rounds import Round
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows import board
from rdopkg_ci.flows.gathering import snapshot
from rdopkg_ci.flows.phases import phase2
from rdopkg_ci.flows.promotion import plan as promotion

ALL = ('kilo/el7', 'kilo/f22')


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def commit(scene: Scene, paths: Mapping[str, bytes | None]) -> None:
    scene.services.repo.edit(lambda tip: (Edit(paths, 'Edit\n', 'Ann <ann@example.org>'), None))


def pool(scene: Scene, update_id: str, *targets: str, notes: str = 'x', group: str = '') -> None:
    """An update in updates/ with a build for each target."""
    builds = ''.join(
        f'- {{id: {update_id}-1-1, source: dummy, repo: {release}, dist: {dist}}}\n'
        for release, dist in (target.split('/') for target in targets)
    )
    grouped = f'group: {group}\n' if group else ''
    text = f'notes: {notes}\nbuilds:\n{builds}{grouped}'
    commit(scene, {f'updates/{update_id}.yml': text.encode()})


def begin(scene: Scene, *releases: str, without: tuple[str, ...] = ()) -> Round:
    """Ask for a round, and start its runs."""
    seen = scene.look()
    asked = phase2.plan(seen, releases, without)
    assert asked is not None
    phase2.begin(scene.services, phase2.judged(seen, asked))
    return asked


def end(scene: Scene, **red: str) -> None:
    """All runs of phase2 pass, but those on the targets that are named, with the verdict."""
    for kept in scene.engine.kept:
        request = kept.request
        if kept.conclusion is None and request.phase == PHASE2:
            word = red.get(f'{request.target.release}_{request.target.dist}', 'passed')
            verdict = Verdict[word.upper()]
            rpms = (Rpm('a.rpm', 'ab' * 32, 'a001-1-1'), Rpm('b.rpm', 'cd' * 32, 'b002-1-1'))
            cause = CAUSE if verdict.red else None
            scene.engine.end(request.key, result(request, verdict, rpms=rpms, cause=cause))


def test_what_could_not_be_installed_is_said_for_people_to_decide(scene: Scene) -> None:
    pool(scene, 'a001', *ALL)
    pool(scene, 'b002', 'kilo/f22')
    begin(scene)
    note = 'a-1-1 (update a001) was not installed: it cannot be installed together with b-1-1'
    for kept in scene.engine.kept:
        target, rpms = kept.request.target, (Rpm('a.rpm', 'ab' * 32, 'a001-1-1'),)
        notes = (note,) if target.dist == 'el7' else ()
        scene.engine.end(kept.request.key, result(kept.request, notes=notes, rpms=rpms))
    rows = {row.update_id: row for row in board.rows(scene.look(), ['updates'])}
    assert {str(one.target): one.reason for one in rows['a001'].ruling.targets} == {
        'kilo/el7': note,
        'kilo/f22': 'passed',
    }
    scene.gate()
    scene.engine.kept.clear()
    notes_then = {row.update_id: row.note for row in board.rows(scene.look(), ['ready'])}
    assert notes_then == {'a001': f'phase2 passed\nkilo/el7: {note}', 'b002': 'phase2 passed'}
    assert promotion.plan(scene.services, ['a001'], TODAY).notes == [f'kilo/el7: {note}']
    assert promotion.plan(scene.services, ['b002'], TODAY).notes == []


def test_a_note_stands_with_those_that_it_names_and_else_with_all(scene: Scene) -> None:
    for one in ('a001', 'b002', 'c003'):
        pool(scene, one, 'kilo/el7')
    begin(scene)
    why = 'it cannot be installed together with b-1-1 (update b002)'
    named, more = f'a-1-1 (update a001) was not installed: {why}', '3 more packages'
    for kept in scene.engine.kept:
        rpms = tuple(Rpm(f'{one}.rpm', one[:2] * 32, f'{one}-1-1') for one in ('a001', 'b002'))
        notes = (named, more)
        scene.engine.end(kept.request.key, result(kept.request, notes=notes, rpms=rpms))
    scene.gate()
    both, rest = [f'kilo/el7: {named}', f'kilo/el7: {more}'], [f'kilo/el7: {more}']
    told = {row.update_id: row.note.split('\n')[1:] for row in board.rows(scene.look(), ['ready'])}
    assert told == {'a001': both, 'b002': both, 'c003': rest}
    for ids, notes in ((['b002'], both), (['c003'], rest), (['a001', 'c003'], both)):
        assert promotion.plan(scene.services, ids, TODAY).notes == notes


def test_what_no_round_could_judge_says_so_before_anybody_asks_for_one(scene: Scene) -> None:
    """What shares a target with it is judged by the others."""
    pool(scene, 'a001', 'kilo/f22')
    pool(scene, 'b002', 'kilo/el7')
    pool(scene, 'c003', 'kilo/el7', 'juno/epel-7')
    policy = scene.services.repo.read(scene.services.repo.tip(), 'ci.yml') or b''
    lines = ''.join(
        f'- {{target: {target}, reason: x, owner: ann, until: 2099-01-01}}\n' for target in ALL
    )
    commit(scene, {'ci.yml': policy.replace(b'disabled: []', f'disabled:\n{lines}'.encode())})
    rows = {row.update_id: row for row in board.rows(scene.look(), ['updates'])}
    assert {name: row.verdict for name, row in rows.items()} == {
        'a001': Verdict.DISABLED,
        'b002': Verdict.PASSED,
        'c003': Verdict.PASSED,
    }
    assert rows['a001'].next.what.startswith('every target is disabled: `rdopkg ci enable kilo/f22')


def files(scene: Scene) -> list[str]:
    return sorted(set(scene.services.repo.files(scene.services.repo.tip())) - {'ci.yml'})


def test_what_passed_moves_with_its_checksums_and_its_author(scene: Scene) -> None:
    pool(scene, 'a001', *ALL)
    asked = begin(scene)
    assert scene.gate().events == []
    end(scene)
    assert scene.gate().events == [Event('a001', Action.MOVED, 'ready')]
    assert files(scene) == ['ready/a001.yml', 'ready/a001.yml.sums']
    tip = scene.services.repo.tip()
    sums = (scene.services.repo.read(tip, 'ready/a001.yml.sums') or b'').decode()
    assert sums == ''.join(f'{"ab" * 32}  {target}/a.rpm  a001-1-1\n' for target in ALL)
    assert scene.services.repo.history.author(tip, 'ready/a001.yml') == 'Ann <ann@example.org>'
    assert asked.commit[:12] in scene.git.run('log', '-1', '--format=%B', tip).text
    assert scene.gate().events == [], 'and only once'


def test_a_group_has_a_directory_of_its_own(scene: Scene) -> None:
    pool(scene, 'a001', 'kilo/el7', group='my-group')
    begin(scene)
    end(scene)
    assert scene.gate().events == [Event('a001', Action.MOVED, 'my-group')]


def test_a_red_target_holds_all_that_share_it(scene: Scene) -> None:
    pool(scene, 'a001', *ALL)
    pool(scene, 'b002', 'kilo/f22')
    pool(scene, 'c003', 'juno/epel-7')
    begin(scene)
    end(scene, kilo_el7='failed')
    assert scene.gate().events == [Event('c003', Action.MOVED, 'ready')]
    rows = {row.update_id: row for row in board.rows(scene.look(), ['updates'])}
    assert rows['a001'].verdict is Verdict.FAILED
    assert rows['b002'].verdict is Verdict.WAITING
    assert rows['b002'].note == 'waits for the pool: what it was tested with is red (a001)'
    assert rows['b002'].next.what == '`rdopkg update --phase2 kilo --without ID`'


def test_what_is_ready_names_the_others_that_it_was_not_tested_with(scene: Scene) -> None:
    rounds = ({'a001': 'kilo/el7', 'b002': 'kilo/el7'}, {'c003': 'kilo/el7', 'd004': 'kilo/f22'})
    for pooled in rounds:
        for update_id, target in pooled.items():
            pool(scene, update_id, target)
        begin(scene)
        end(scene)
        scene.gate()
    notes = {row.update_id: row.note for row in board.rows(scene.look(), ['ready'])}
    assert notes == {
        'a001': 'phase2 passed, but not with c003: stage tests them together',
        'b002': 'phase2 passed, but not with c003: stage tests them together',
        'c003': 'phase2 passed, but not with a001, b002: stage tests them together',
        'd004': 'phase2 passed',
    }


def test_what_waits_for_others_is_told_when_they_have_changed(scene: Scene) -> None:
    pool(scene, 'a001', 'kilo/el7')
    pool(scene, 'b002', 'kilo/el7')
    begin(scene)
    for kept in scene.engine.kept:
        cause = CAUSE._replace(at_fault=('a001',))
        failed = result(kept.request, Verdict.FAILED, cause=cause)
        scene.engine.end(kept.request.key, failed)
    rows = {row.update_id: row for row in board.rows(scene.look())}
    assert rows['a001'].is_red and not rows['b002'].is_red
    assert [one.reason for one in rows['b002'].ruling.targets] == ['for the pool: a001 is at fault']
    pool(scene, 'a001', 'kilo/el7', notes='mended')
    rows = {row.update_id: row for row in board.rows(scene.look())}
    assert rows['a001'].note == 'phase1 passed'
    assert rows['b002'].verdict is Verdict.WAITING
    assert rows['b002'].note == 'what was at fault has changed'


def test_what_a_red_round_has_left_out_stays_so_until_it_is_edited(scene: Scene) -> None:
    for one in ('a001', 'b002', 'd004'):
        pool(scene, one, 'kilo/el7')
    begin(scene, without=('d004',))
    end(scene, kilo_el7='failed')
    row = board.rows(scene.look(), ['a001'])[0]
    assert (row.together, row.left_out) == (['b002'], ['d004'])
    pool(scene, 'd004', 'kilo/el7', notes='mended')
    commit(scene, {'updates/b002.yml': None})
    row = board.rows(scene.look(), ['a001'])[0]
    assert (row.together, row.left_out) == ([], [])


def test_an_edit_after_the_pin_stays_and_waits_for_the_next_round(scene: Scene) -> None:
    pool(scene, 'a001', 'kilo/el7')
    pool(scene, 'c003', 'juno/epel-7')
    begin(scene)
    pool(scene, 'a001', 'kilo/el7', notes='edited')
    end(scene)
    assert scene.gate().events == [Event('c003', Action.MOVED, 'ready')]
    [row] = board.rows(scene.look(), ['a001'])
    assert row.note == 'phase1 passed'


def left_out_of(asked: Round) -> str:
    return f'left out of phase2 of {asked.commit[:12]}, the last that is known'


def test_of_a_round_that_the_engine_lost_the_one_before_is_told_by_name(scene: Scene) -> None:
    """Nothing but its runs tells of it: while one of them is known, the others are started."""
    for one in ('a001', 'b002'):
        pool(scene, one, *ALL)
    less = begin(scene, without=('b002',))
    begin(scene)
    lost = [kept for kept in scene.engine.kept if not kept.request.without]
    scene.engine.kept.remove(lost[0])
    assert [event.action for event in scene.gate().events] == [Action.STARTED]
    scene.engine.kept[:] = [kept for kept in scene.engine.kept if kept.request.without]
    assert scene.gate().events == []
    [row] = board.rows(scene.look(), ['b002'])
    assert row.note == left_out_of(less)


def test_what_was_left_out_says_so(scene: Scene) -> None:
    pool(scene, 'a001', 'kilo/el7')
    pool(scene, 'b002', 'kilo/el7')
    asked = begin(scene, without=('b002',))
    end(scene)
    assert scene.gate().events == [Event('a001', Action.MOVED, 'ready')]
    [row] = board.rows(scene.look(), ['b002'])
    assert row.note == left_out_of(asked)


def test_what_was_left_out_says_what_it_broke_as_long_as_that_is_there(scene: Scene) -> None:
    for one in ('a001', 'b002', 'd004'):
        pool(scene, one, 'kilo/el7')
    asked = begin(scene)
    cause = CAUSE._replace(summary='a001 needs b002 < 2', at_fault=('a001', 'b002'))
    for kept in scene.engine.kept:
        failed = result(kept.request, Verdict.FAILED, cause=cause)
        scene.engine.end(kept.request.key, failed)
    less = begin(scene, without=('b002',))
    end(scene)
    assert len(scene.gate().events) == 2
    [row] = board.rows(scene.look(), ['b002'])
    broke = f'it broke that of {asked.commit[:12]}: a001 needs b002 < 2'
    assert row.note == f'{left_out_of(less)}; {broke}'
    assert row.next.what.endswith(
        '`rdopkg update FILE --id b002`; as it is it is red again, in stage at the latest'
    )
    commit(scene, {'ready/a001.yml': None, 'ready/a001.yml.sums': None})
    [row] = board.rows(scene.look(), ['b002'])
    assert broke in row.note and row.next.what.endswith('`rdopkg update --phase2 kilo` with it')


def test_what_was_left_out_of_a_red_round_says_so(scene: Scene) -> None:
    pool(scene, 'a001', 'kilo/el7')
    pool(scene, 'b002', 'kilo/el7')
    asked = begin(scene)
    end(scene, kilo_el7='failed')
    less = begin(scene, without=('b002',))
    end(scene)
    [row] = board.rows(scene.look(), ['b002'])
    red = f'that of {asked.commit[:12]}, with it, was red: {CAUSE.summary}'
    assert row.note == f'{left_out_of(less)}; {red}'


def test_errored_runs_are_tried_again(scene: Scene) -> None:
    pool(scene, 'a001', 'kilo/el7')
    begin(scene)
    end(scene, kilo_el7='errored')
    assert [event.action for event in scene.gate().events] == [Action.RESTARTED]
    end(scene)
    assert scene.gate().events == [Event('a001', Action.MOVED, 'ready')]


def test_a_release_can_be_asked_for_alone(scene: Scene) -> None:
    pool(scene, 'a001', 'kilo/el7')
    pool(scene, 'c003', 'juno/epel-7')
    begin(scene, 'juno')
    assert [key.split('.')[2] for key in scene.engine.started] == ['juno_epel-7']


@pytest.mark.parametrize(
    ('releases', 'without', 'problem'),
    [
        pytest.param(('grizzly',), (), "the policy does not know 'grizzly'", id='release'),
        pytest.param((), ('nope',), "not in updates/: 'nope'", id='update'),
    ],
)
def test_names_of_nothing(
    scene: Scene, releases: tuple[str, ...], without: tuple[str, ...], problem: str
) -> None:
    pool(scene, 'a001', 'kilo/el7')
    with pytest.raises(UsageError, match=problem):
        phase2.plan(scene.look(), releases, without)


def test_an_empty_pool_is_no_round(scene: Scene) -> None:
    assert phase2.plan(scene.look(), (), ()) is None


def test_without_the_engine_the_pool_is_unknown(scene: Scene) -> None:
    pool(scene, 'a001', 'kilo/el7')
    begin(scene)
    scene.engine.down.add('runs')
    [row] = board.rows(scene.look())
    assert (row.verdict, row.phase) == (Verdict.UNKNOWN, PHASE2)
    assert [one.reason for one in row.ruling.targets] == ['the engine does not answer']


def test_a_result_that_cannot_be_read_now_moves_nothing(scene: Scene) -> None:
    pool(scene, 'a001', 'kilo/el7')
    begin(scene)
    end(scene)
    scene.engine.down.add('artifacts')
    done = scene.gate()
    assert done.events == [] and done.unfinished
    scene.engine.down.clear()
    assert scene.gate().events == [Event('a001', Action.MOVED, 'ready')]


def test_an_older_round_at_the_same_commit_is_not_run_again(scene: Scene) -> None:
    """Asked for again after another one: its runs are there, though no longer the newest."""
    pool(scene, 'a001', 'kilo/el7')
    pool(scene, 'b002', 'kilo/el7')
    begin(scene)
    end(scene, kilo_el7='failed')
    begin(scene, without=('b002',))
    seen = scene.look()
    whole = phase2.plan(seen, (), ())
    assert whole is not None
    assert phase2.judged(seen, whole).ruling.verdict is Verdict.FAILED


def test_a_round_that_is_waited_for_is_seen_whatever_comes_after_it(scene: Scene) -> None:
    pool(scene, 'a001', 'kilo/el7')
    first = begin(scene)
    end(scene, kilo_el7='failed')
    pool(scene, 'b002', 'kilo/el7')
    begin(scene)
    assert phase2.judged(scene.look(), first).ruling.verdict is Verdict.MISSING
    seen = snapshot.take(scene.services, TODAY, also=(first.subject,))
    assert phase2.judged(seen, first).ruling.verdict is Verdict.FAILED
