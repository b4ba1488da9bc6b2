"""One look: what is asked for, in how many round trips, and what is not asked for again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import pytest
from memory import MemoryEngine, result
from scene import TODAY, Scene

from rdopkg_ci.core.phase import PHASE1, PHASE2, PHASES, STAGE
from rdopkg_ci.core.runs import result_json
from rdopkg_ci.core.runs.request import Request, phase1_subject
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.engine import Run
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.flows.gathering import snapshot

EL7, F22 = Target('kilo', 'el7'), Target('kilo', 'f22')
UPDATE = b'notes: x\nbuilds:\n- {id: foo-1-1, source: dummy, repo: kilo, dist: el7}\n'


class Asked(MemoryEngine):
    """Notes what is wanted of each phase."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted: dict[str, set[str]] = {}

    def runs(
        self, phase: str, wanted: Collection[str] = (), labels: Collection[str] = ()
    ) -> Sequence[Run]:
        self.wanted[phase] = set(wanted)
        return super().runs(phase, wanted)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def judged(scene: Scene, verdict: Verdict = Verdict.FAILED) -> None:
    """Everything that is open has been tested and voted on."""
    while scene.gate().events:
        scene.end(verdict)
    scene.forget_calls()


def asked_for(scene: Scene, every_attempt: bool = False) -> dict[str, set[str]]:
    engine = Asked()
    engine.kept = scene.engine.kept
    services = scene.services._replace(engine=engine)
    snapshot.take(services, TODAY, every_attempt=every_attempt)
    return engine.wanted


def test_three_round_trips(scene: Scene) -> None:
    scene.propose(1)
    scene.gate()
    scene.end(Verdict.FAILED)
    scene.forget_calls()
    scene.look()
    assert scene.review_calls.calls == ['open_changes']
    assert scene.engine_calls.calls == ['runs', 'runs', 'runs', 'artifacts']


def test_nothing_finished_nothing_read(scene: Scene) -> None:
    scene.propose(1)
    scene.gate()
    scene.forget_calls()
    scene.look()
    assert scene.engine_calls.calls == ['runs'] * 3


def test_a_green_run_is_proven_by_its_own_result(scene: Scene) -> None:
    """A job that lost its steps succeeds, and has what an earlier run left archived."""
    scene.propose(1)
    scene.gate()
    scene.end(Verdict.PASSED)
    assert verdicts(scene) == {Verdict.PASSED}
    for kept in scene.engine.kept:
        stale = result(kept.request.attempted(2))
        kept.files['result.json'] = result_json.dump(stale)
    assert verdicts(scene) == {Verdict.ERRORED}


def verdicts(scene: Scene) -> set[Verdict]:
    return {report.verdict for report in scene.look().evidence.latest.values()}


def test_old_runs_are_wanted_of_what_has_not_been_judged(scene: Scene) -> None:
    scene.propose(1)
    judged(scene)
    scene.propose(2)
    changes = {change.number: change for change in scene.review.open_changes()}
    assert asked_for(scene) == {
        PHASE1: {phase1_subject('002x', changes[2].revision)},
        PHASE2: set(),
        STAGE: set(),
    }


def test_a_retry_wants_every_attempt(scene: Scene) -> None:
    scene.propose(1)
    judged(scene)
    [change] = scene.review.open_changes()
    subject = phase1_subject('001x', change.revision)
    assert asked_for(scene, every_attempt=True)[PHASE1] == {subject}


def test_what_we_said_in_part_is_wanted_whole(scene: Scene) -> None:
    """Of a disabled target nothing was said that could stand for its run."""
    scene.propose(1)
    policy = scene.services.repo.read(scene.services.repo.tip(), 'ci.yml') or b''
    disable = b'\ndisabled:\n- {target: kilo/el7, reason: x, owner: me, until: 2015-03-01}\n'
    text = policy.replace(b'\ndisabled: []\n', b'\n') + disable
    scene.services.repo.edit(lambda tip: (Edit({'ci.yml': text}, 'Disable\n'), None))
    judged(scene)
    [change] = scene.review.open_changes()
    assert asked_for(scene)[PHASE1] == {phase1_subject('001x', change.revision)}


@pytest.mark.parametrize(
    ('directory', 'is_read'),
    [
        pytest.param('ready', True, id='waits for a promotion'),
        pytest.param('my-group', True, id='in a group'),
        pytest.param('pushed', False, id='promoted'),
        pytest.param('updates', False, id='not there yet'),
    ],
)
def test_stages_are_read_for_what_waits_for_a_promotion(
    scene: Scene, directory: str, is_read: bool
) -> None:
    edit = Edit({f'{directory}/a001.yml': UPDATE}, 'A test\n')
    scene.services.repo.edit(lambda tip: (edit, None))
    tip = scene.services.repo.tip()
    asked = Request(STAGE, EL7, tip, tip, updates=('a001',), generation='one')
    scene.engine.start(asked)
    scene.end(Verdict.FAILED)
    assert (asked.series in scene.look().evidence.latest) == is_read


def test_the_rounds_that_are_read(scene: Scene) -> None:
    """The newest of each release, and those at the tip; older ones only when they are named."""
    tip = scene.services.repo.tip()
    old = Request(PHASE2, EL7, 'a' * 40, 'a' * 40)
    newer = Request(PHASE2, EL7, 'b' * 40, 'b' * 40)
    other = Request(PHASE2, Target('juno', 'epel-7'), 'c' * 40, 'c' * 40)
    less = Request(PHASE2, F22, tip, tip, without=('a001',))
    whole = Request(PHASE2, F22, tip, tip)
    for asked in (whole, old, other, less, newer):
        scene.engine.start(asked)
        scene.end(Verdict.FAILED)
    read = scene.look().evidence.latest
    assert set(read) == {newer.series, other.series, less.series, whole.series}
    also = snapshot.take(scene.services, TODAY, also=(old.subject,)).evidence.latest
    assert old.series in also


@pytest.mark.parametrize('phase', PHASES)
def test_a_phase_that_cannot_be_asked_about_leaves_the_others(scene: Scene, phase: str) -> None:
    class Half(MemoryEngine):
        def runs(
            self, asked: str, wanted: Collection[str] = (), labels: Collection[str] = ()
        ) -> Sequence[Run]:
            if asked == phase:
                self.down.add('runs')
                try:
                    return super().runs(asked, wanted)
                finally:
                    self.down.clear()
            return super().runs(asked, wanted)

    seen = snapshot.take(scene.services._replace(engine=Half()), TODAY)
    told = {where: str(problem) for where, problem in seen.evidence.problems.items()}
    assert told == {phase: 'the engine does not answer'}
    assert set(seen.evidence.runs) == set(PHASES)


def test_a_server_that_is_away_is_told_of_once(scene: Scene) -> None:
    scene.engine.down.add('runs')
    scene.review.down.add('open_changes')
    assert [str(problem) for problem in scene.look().problems] == [
        'the review system does not answer',
        'the engine does not answer',
    ]
