"""What a dead worker leaves, what outlives a run, and what nobody can know."""

from __future__ import annotations

from pathlib import Path

import pytest
from memory import MemoryEngine, result
from scene import CAUSE, TARGETS, Scene

from rdopkg_ci.core.event import Action
from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.review.change import Message, Vote
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.flows import board, retry
from rdopkg_ci.flows.gathering.evidence import gather
from rdopkg_ci.flows.gathering.spoken import TAG

KILO = Target('kilo', 'el7')
ONE = Request(PHASE1, KILO, 'c' * 40, 'c' * 40, update='06ny')


def report(engine: MemoryEngine, said: dict[str, Report] | None = None, detailed: bool = True):  # type: ignore[no-untyped-def]
    known = gather(engine, {PHASE1: ()}, said, detailed)
    [found] = known.reports({KILO: ONE}) or [None]
    return found


@pytest.mark.parametrize(
    ('console', 'left', 'signature', 'summary'),
    [
        pytest.param(
            b'',
            None,
            'worker-lost',
            'the worker ended without a result: killed, or its machine lost',
            id='nothing',
        ),
        pytest.param(
            b'OSError: [Errno 28] No space left on device\n',
            None,
            'disk-full',
            'OSError: [Errno 28] No space left on device',
            id='its console says why',
        ),
        pytest.param(b'', b'{', 'worker-lost', 'the worker ended', id='half a result'),
    ],
)
def test_a_dead_worker_is_errored(
    console: bytes, left: bytes | None, signature: str, summary: str
) -> None:
    engine = MemoryEngine()
    engine.start(ONE)
    engine.end(ONE.key)
    engine.kept[0].console = console
    if left:
        engine.kept[0].files['result.json'] = left
    found = report(engine)
    assert found.verdict is Verdict.ERRORED
    assert found.cause.signature == signature and found.cause.summary.startswith(summary)


def test_no_run_no_report() -> None:
    assert report(MemoryEngine()) is None


def test_the_newest_attempt_counts_whatever_has_been_forgotten_before_it() -> None:
    engine = MemoryEngine()
    second = ONE.attempted(2)
    engine.start(second)
    engine.end(second.key, result(second, Verdict.FAILED, cause=CAUSE))
    found = report(engine)
    assert (found.attempt, found.verdict) == (2, Verdict.FAILED)


def test_what_was_said_stands_where_the_engine_has_forgotten() -> None:
    said = Report(KILO, 1, Verdict.FAILED, 'url', CAUSE)
    assert report(MemoryEngine(), {ONE.series: said}) == said


@pytest.mark.parametrize(
    ('said_attempt', 'detailed', 'counts'),
    [
        pytest.param(1, False, 'run', id='a later attempt is news'),
        pytest.param(2, False, 'said', id='the same is not'),
        pytest.param(2, True, 'run', id='the same, in detail'),
        pytest.param(3, True, 'said', id='the engine has forgotten the last'),
    ],
)
def test_run_or_said(said_attempt: int, detailed: bool, counts: str) -> None:
    engine = MemoryEngine()
    second = ONE.attempted(2)
    engine.start(second)
    engine.end(second.key, result(second))
    said = Report(KILO, said_attempt, Verdict.FAILED, 'url', CAUSE)
    found = report(engine, {ONE.series: said}, detailed)
    assert ('run' if found.verdict is Verdict.PASSED else 'said') == counts


@pytest.mark.parametrize('verb', ['runs', 'artifacts', 'console'])
def test_an_engine_that_does_not_answer_is_unknown(verb: str) -> None:
    engine = MemoryEngine()
    engine.start(ONE)
    engine.end(ONE.key)
    engine.down.add(verb)
    found = report(engine)
    assert (found.verdict, found.problem) == (Verdict.UNKNOWN, 'the engine does not answer')


def test_the_board_goes_on_without_the_engine(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    scene.propose(1)
    scene.engine.down.add('runs')
    seen = scene.look()
    [row] = board.rows(seen)
    assert row.verdict is Verdict.UNKNOWN and row.is_unfinished and not row.is_red
    assert [one.reason for one in row.ruling.targets] == ['the engine does not answer'] * 3
    assert [str(one) for one in seen.problems] == ['the engine does not answer']


def test_the_gate_starts_nothing_that_may_be_there(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    scene.propose(1)
    scene.engine.down.add('runs')
    done = scene.gate()
    assert done.unfinished and done.problems and scene.engine.started == []


def test_the_board_goes_on_without_the_review_system(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    scene.propose(1)
    scene.review.down.add('open_changes')
    seen = scene.look()
    assert board.rows(seen) == []
    assert [str(one) for one in seen.problems] == ['the review system does not answer']


def test_a_vote_outlives_the_runs(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    update_id = scene.propose(1)
    scene.gate()
    scene.end(Verdict.FAILED)
    scene.gate()
    scene.engine.kept.clear()
    assert scene.gate().events == [] and len(scene.engine.started) == 3
    [row] = board.rows(scene.look(), [update_id])
    assert row.verdict is Verdict.FAILED
    cause = row.ruling.targets[0].cause
    assert cause and (cause.summary, cause.signature, cause.blame) == (
        CAUSE.summary,
        CAUSE.signature,
        CAUSE.blame,
    )
    assert [line.text for line in cause.lines] == [line.text for line in CAUSE.lines]


@pytest.mark.parametrize(
    ('is_ours', 'votes'),
    [
        pytest.param(False, (Vote('Eve', 1),), id='somebody else spoke and voted'),
        pytest.param(False, (Vote('Gate', 1, is_ours=True),), id='somebody else spoke'),
        pytest.param(True, (Vote('Eve', 1),), id='somebody else voted'),
        pytest.param(True, (), id='nobody voted'),
    ],
)
def test_words_prove_nothing_unless_they_and_the_vote_are_ours(
    tmp_path: Path, is_ours: bool, votes: tuple[Vote, ...]
) -> None:
    scene = Scene(tmp_path)
    scene.propose(1)
    [change] = scene.review.open_changes()
    text = 'phase1 passed.' + ''.join(f'\n\n{target}: passed' for target in TARGETS)
    said = Message('Eve', text, TAG, change.revision, is_ours)
    scene.review.changes[change.key] = change._replace(messages=(said,), votes=votes)
    assert [event.action for event in scene.gate().events] == [Action.STARTED] * 3
    assert len(scene.review.open_changes()) == 1


def test_a_retry_after_the_runs_were_forgotten_is_the_next_attempt(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    scene.propose(1)
    scene.gate()
    scene.end(Verdict.FAILED)
    scene.gate()
    scene.engine.kept.clear()
    events = retry.retry(scene.look(every_attempt=True), ())
    assert [key.rpartition('.')[2] for key in scene.engine.started[3:]] == ['2', '2', '2']
    assert len(events) == 3
    scene.end(Verdict.PASSED)
    scene.gate()
    assert scene.review.open_changes() == [], 'all its targets are green now, so it was merged'


def test_a_result_that_was_lost_says_less_than_we_said(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    scene.propose(1)
    scene.gate()
    scene.end(Verdict.FAILED)
    scene.gate()
    for kept in scene.engine.kept:
        kept.files.clear()
    [row] = board.rows(scene.look())
    assert {one.verdict for one in row.ruling.targets} == {Verdict.FAILED}


def test_the_cause_of_a_lost_worker_leads_to_its_console() -> None:
    engine = MemoryEngine()
    engine.start(ONE)
    engine.end(ONE.key)
    engine.kept[0].console = b'OSError: [Errno 28] No space left on device\n'
    assert report(engine).where == f'memory:{ONE.key}/console'
