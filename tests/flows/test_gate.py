"""A pass of the gate as a whole: what it reports, and that another pass finds nothing to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from memory import MemoryEngine
from scene import TODAY, Scene

from rdopkg_ci.core.event import Action
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.errors import Exit, NotAuthorised, exit_of
from rdopkg_ci.flows import gate
from rdopkg_ci.flows.phases import phase2


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def test_nothing_to_do(scene: Scene) -> None:
    done = scene.gate()
    assert (list(done.events), done.unfinished, list(done.problems)) == ([], False, [])


@pytest.mark.parametrize(
    ('verdict', 'unfinished'),
    [(Verdict.PASSED, False), (Verdict.FAILED, False), (Verdict.ERRORED, True)],
)
def test_unfinished_until_every_run_is_over(
    scene: Scene, verdict: Verdict, unfinished: bool
) -> None:
    scene.propose(1)
    assert scene.gate().unfinished, 'started'
    scene.end(verdict, only='.kilo_el7.')
    assert scene.gate().unfinished, 'others run'
    scene.end(verdict)
    assert scene.gate().unfinished == unfinished


def test_one_change_does_not_wait_for_another(scene: Scene) -> None:
    fast, slow = scene.propose(1), scene.propose(2)
    scene.gate()
    scene.end(Verdict.PASSED, only=f'.{fast}-')
    events = scene.gate().events
    assert [(event.subject, event.action) for event in events] == [
        (fast, Action.VOTED),
        (fast, Action.MERGED),
    ]
    assert [change.paths[0] for change in scene.review.open_changes()] == [f'updates/{slow}.yml']


def test_phases_overlap(scene: Scene) -> None:
    """While phase2 tests what was merged, phase1 goes on with what is open."""
    scene.propose(1)
    scene.gate()
    scene.end()
    scene.gate()
    seen = scene.look()
    asked = phase2.plan(seen, (), ())
    assert asked is not None
    phase2.begin(scene.services, phase2.judged(seen, asked))
    scene.propose(2)
    assert [event.phase for event in scene.gate().events] == ['phase1'] * 3
    scene.end(only='phase1.')
    assert [event.action for event in scene.gate().events] == [Action.VOTED, Action.MERGED]
    scene.end(only='phase2.')
    assert [(event.subject, event.detail) for event in scene.gate().events] == [('001x', 'ready')]


def test_a_pass_that_was_killed_after_the_vote_is_taken_up(scene: Scene) -> None:
    """Our vote is there, the merge is not: the next pass merges and says nothing twice."""
    update_id = scene.propose(1)
    scene.gate()
    scene.end()

    class Killed(Exception):
        pass

    class Dying:
        def __getattr__(self, name: str) -> object:
            return getattr(scene.review, name)

        def submit(self, change: object) -> None:
            raise Killed

    whole = scene.services
    scene.services = whole._replace(review=Dying())
    with pytest.raises(Killed):
        scene.gate()
    scene.services = whole
    events = scene.gate().events
    assert [(event.subject, event.action) for event in events] == [(update_id, Action.MERGED)]


def test_a_broken_file_in_the_pool_stops_nobody(scene: Scene) -> None:
    edit = Edit({'updates/zz99.yml': b'no update'}, 'A test\n')
    scene.services.repo.edit(lambda tip: (edit, None))
    scene.propose(1)
    scene.gate()
    scene.end()
    assert Action.MERGED in [event.action for event in scene.gate().events]


def test_what_cannot_be_started_holds_up_nothing_else(scene: Scene) -> None:
    """As where one job of many is disabled on the server."""

    class Half(MemoryEngine):
        def start(self, request: Request) -> bool:
            if request.update == first:
                raise NotAuthorised('no runs for you', 'Ask for the permission.')
            return super().start(request)

    first, second = scene.propose(1), scene.propose(2)
    engine = Half()
    done = gate.once(scene.services._replace(engine=engine), TODAY)
    assert {key.partition('-')[0] for key in engine.started} == {f'phase1.{second}'}
    assert [str(problem) for problem in done.problems] == ['no runs for you']
    assert exit_of(done.problems) is Exit.NOT_AUTHORISED
    assert done.unfinished
