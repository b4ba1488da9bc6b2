"""phase1 over doors in memory: what is next for an open change, whatever state it is in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from memory import result
from scene import TARGETS, Scene

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.judging.ruling import Ruling
from rdopkg_ci.core.review.change import Change, Message, Posting, Proposal, Vote
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.errors import LostRace, Refused
from rdopkg_ci.flows.gathering import spoken
from rdopkg_ci.flows.gathering.spoken import TAG
from rdopkg_ci.flows.phases import phase1


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def actions(events: Sequence[Event]) -> list[Action]:
    return [event.action for event in events]


def only(scene: Scene) -> Change:
    [change] = scene.review.open_changes()
    return change


def test_the_whole_way(scene: Scene) -> None:
    update_id = scene.propose(1)
    started = scene.gate().events
    assert [(event.action, event.target) for event in started] == [
        (Action.STARTED, target) for target in sorted(TARGETS)
    ]
    assert scene.gate().events == [], 'they run'
    scene.end()
    assert scene.gate().events == [
        Event(update_id, Action.VOTED, '+1'),
        Event(update_id, Action.MERGED),
    ]
    assert scene.review.open_changes() == []
    assert scene.gate().events == []


def test_one_red_target_is_voted_down_once(scene: Scene) -> None:
    scene.propose(1)
    scene.gate()
    scene.end(Verdict.FAILED, only='.kilo_el7.')
    assert scene.gate().events == [], 'the others run'
    scene.end()
    assert actions(scene.gate().events) == [Action.VOTED]
    assert scene.gate().events == []
    assert [vote.value for vote in only(scene).votes] == [-1]
    assert 'nova needs oslo' in only(scene).messages[-1].text


def test_errored_runs_are_tried_again_then_left_to_a_person(scene: Scene) -> None:
    scene.propose(1)
    scene.gate()
    scene.end(Verdict.ERRORED)
    again = scene.gate()
    assert actions(again.events) == [Action.RESTARTED] * 3 and again.unfinished
    scene.end(Verdict.ERRORED)
    assert [(event.action, event.detail) for event in scene.gate().events] == [(Action.VOTED, '+0')]
    assert only(scene).votes == ()
    assert scene.gate().events == [] and len(scene.engine.started) == 6


def test_a_new_patch_set_starts_afresh(scene: Scene) -> None:
    scene.propose(1)
    scene.gate()
    scene.end(Verdict.FAILED)
    scene.gate()
    old = only(scene)
    text = (scene.git.read(old.revision, old.paths[0]) or b'').replace(b'Update', b'Better')
    scene.review.propose(Proposal(old.key, old.paths[0], text, 'New\n', old.topic))
    assert actions(scene.gate().events) == [Action.STARTED] * 3
    assert len(set(scene.engine.started)) == 6


def test_work_in_progress_is_left_alone(scene: Scene) -> None:
    scene.propose(1)
    scene.review.changes['I1'] = only(scene)._replace(wip=True)
    done = scene.gate()
    assert done.events == [] and not done.unfinished


def test_the_topic_is_put_right(scene: Scene) -> None:
    update_id = scene.propose(1)
    scene.review.changes['I1'] = only(scene)._replace(topic='mine')
    topic = 'juno_epel-7/kilo_el7_f22'
    assert scene.gate().events[0] == Event(update_id, Action.TOPIC_SET, topic)
    assert only(scene).topic == topic


def test_a_file_that_is_no_update_is_voted_down_line_by_line(scene: Scene) -> None:
    content = b'notes: x\nbuild: []\n'
    proposal = Proposal('I1', 'updates/0001.yml', content, 'New\n', '')
    change = scene.review.propose(proposal)
    [reviewed] = phase1.survey(scene.look())
    assert [(one.path, one.line) for one in reviewed.comments] == [('updates/0001.yml', 2)]
    assert "did you mean 'builds'?" in reviewed.comments[0].text
    assert scene.gate().events == [Event('0001', Action.VOTED, '-1')]
    assert scene.gate().events == []
    assert only(scene).messages[-1].text.startswith('This is not a valid update.')
    assert only(scene).revision == change.revision


def test_other_changes_are_left_to_people_which_is_said_once(scene: Scene) -> None:
    scene.review.propose(Proposal('I1', 'ci.yml', b'# mine\n', 'Edit\n', ''))
    done = scene.gate()
    assert actions(done.events) == [Action.LEFT_TO_PEOPLE] and not done.unfinished
    assert (only(scene).votes, len(only(scene).messages)) == ((), 1)
    scene.review.propose(Proposal('I1', 'ci.yml', b'# mine too\n', 'Edit\n', ''))
    assert scene.gate().events == [], 'nor of the next patch set'
    assert phase1.survey(scene.look()) == []


class Strict:
    """A server that wants somebody else's vote, too."""

    def __init__(self, scene: Scene) -> None:
        self._review = scene.review

    def __getattr__(self, name: str) -> object:
        return getattr(self._review, name)

    def submit(self, change: Change) -> None:
        raise Refused("submit requirement 'Code-Review' is unsatisfied")


def test_a_refusal_is_said_once_and_found_again(scene: Scene) -> None:
    update_id = scene.propose(1)
    scene.services = scene.services._replace(review=Strict(scene))
    scene.gate()
    scene.end()
    assert actions(scene.gate().events) == [Action.VOTED, Action.NOT_MERGED]
    assert scene.gate().events == []
    assert spoken.refusal(only(scene)) == "submit requirement 'Code-Review' is unsatisfied"
    assert update_id in only(scene).paths[0]


def test_a_patch_set_in_this_very_moment_is_left_for_the_next_pass(scene: Scene) -> None:
    scene.propose(1)

    class Racing:
        def __getattr__(self, name: str) -> object:
            return getattr(scene.review, name)

        def post_review(self, change: Change, posting: Posting) -> None:
            raise LostRace('a newer patch set')

        submit = post_review

    scene.gate()
    scene.end(Verdict.FAILED)
    scene.services = scene.services._replace(review=Racing())
    assert actions(scene.gate().events) == [Action.OVERTAKEN]


def test_a_commit_that_cannot_be_had_is_unknown_and_alone(scene: Scene) -> None:
    scene.propose(1)
    scene.propose(2)
    lost = scene.review.changes['I1']
    scene.review.changes['I1'] = lost._replace(revision='d' * 40, ref='refs/changes/99/99/1')
    one, two = phase1.survey(scene.look())
    assert one.update is None and 'refs/changes/99/99/1' in one.problem
    assert two.update is not None
    assert {event.subject for event in scene.gate().events} == {two.update_id}
    assert scene.review.changes['I1'].messages == ()


@pytest.mark.parametrize(
    ('votes', 'tags', 'known'),
    [
        pytest.param((Vote('us', -1, True),), (TAG,), True, id='said and voted'),
        pytest.param((), (TAG,), False, id='not voted'),
        pytest.param((Vote('us', 1, True),), (TAG,), False, id='voted otherwise'),
        pytest.param((Vote('us', -1, True),), ('',), False, id='not under our tag'),
        pytest.param((Vote('us', -1, True),), ('', TAG), True, id='among others'),
    ],
)
def test_what_counts_as_said(
    scene: Scene, votes: tuple[Vote, ...], tags: Sequence[str], known: bool
) -> None:
    scene.propose(1)
    change = only(scene)
    text = 'phase1 failed.\n\nkilo/el7: failed (package, x): y'
    messages = tuple(Message('us', text, tag, change.revision, True) for tag in tags)
    said = spoken.verdict(change._replace(votes=votes, messages=messages))
    assert (said is not None) == known


def test_words_about_an_older_patch_set_do_not_count(scene: Scene) -> None:
    scene.propose(1)
    change = only(scene)
    message = Message('us', 'phase1 passed.\n\nkilo/el7: passed', TAG, 'c' * 40, True)
    vote = Vote('us', 1, True)
    assert spoken.verdict(change._replace(votes=(vote,), messages=(message,))) is None


@pytest.mark.parametrize(
    ('room', 'advanced'),
    [(6, 2), (5, 1), (3, 1), (1, 1), (9, 3)],
)
def test_no_more_runs_at_once_than_an_engine_lists(scene: Scene, room: int, advanced: int) -> None:
    """The first goes on whatever its size, or nothing ever would."""
    for number in range(3):
        scene.propose(number)
    reviewed = phase1.survey(scene.look())
    assert all(item.ruling != Ruling(()) for item in reviewed)
    assert len(list(phase1.within(room, reviewed))) == advanced


def commented(scene: Scene, text: str, tag: str = '', ours: bool = False, by: str = 'ann') -> None:
    change = only(scene)
    said = Message('Ann', text, tag, change.revision, ours, accounts=frozenset({by}))
    scene.review.changes[change.key] = change._replace(messages=(*change.messages, said))


def test_recheck_runs_again_what_failed_and_judges_anew(scene: Scene) -> None:
    update_id = scene.propose(1)
    scene.gate()
    scene.end(Verdict.FAILED, only='.kilo_el7.')
    scene.end()
    scene.gate()
    commented(scene, 'The mirror is back.\n\nRecheck\n')
    [again] = scene.gate().events
    assert (again.action, again.target) == (Action.RESTARTED, 'kilo/el7')
    assert scene.gate().events == [], 'it runs'
    scene.engine.kept.pop()
    assert scene.gate().events == [again], 'the engine lost it, and the review did not'
    scene.end()
    assert actions(scene.gate().events) == [Action.VOTED, Action.MERGED]
    assert update_id and scene.review.open_changes() == []


def test_what_is_noted_of_a_green_run_is_said_once(scene: Scene) -> None:
    """Also when the engine has forgotten the run."""
    scene.propose(1)
    scene.gate()
    for kept in scene.engine.kept:
        scene.engine.end(kept.request.key, result(kept.request, notes=('b is not there',)))
    scene.services = scene.services._replace(review=Strict(scene))
    assert actions(scene.gate().events) == [Action.VOTED, Action.NOT_MERGED]
    assert '\n\nkilo/el7: passed\n  b is not there' in only(scene).messages[-1].text
    [reviewed] = phase1.survey(scene.look())
    assert {one.reason for one in reviewed.ruling.targets} == {'b is not there'}
    for _ in range(2):
        scene.forget_calls()
        assert scene.gate().events == [] and 'artifacts' not in scene.calls
        scene.engine.kept.clear()


def test_recheck_of_what_fails_again_is_said_again_once(scene: Scene) -> None:
    scene.propose(1)
    scene.gate()
    scene.end(Verdict.FAILED)
    scene.gate()
    commented(scene, 'recheck')
    assert actions(scene.gate().events) == [Action.RESTARTED] * len(TARGETS)
    scene.end(Verdict.FAILED)
    assert actions(scene.gate().events) == [Action.VOTED]
    assert 'attempt 2' in only(scene).messages[-1].text
    assert scene.gate().events == []


def hear(scene: Scene, who: bytes) -> None:
    """From now on the policy lists them."""
    policy = scene.git.read(scene.services.repo.tip(), 'ci.yml')
    assert policy
    edit = Edit({'ci.yml': re.sub(b'(?m)^recheck: .*$', b'recheck: ' + who, policy)}, 'Whose\n')
    scene.services.repo.edit(lambda tip: (edit, None))


def test_recheck_of_who_is_not_listed_is_answered_each_time(scene: Scene) -> None:
    scene.propose(1)
    scene.gate()
    scene.end(Verdict.FAILED)
    scene.gate()
    hear(scene, b'[ann]')
    commented(scene, 'recheck', by='eve')
    assert actions(scene.gate().events) == [Action.NOT_HEARD]
    assert 'It lists ann.' in only(scene).messages[-1].text
    assert [vote.value for vote in only(scene).votes] == [-1]
    assert scene.gate().events == []
    commented(scene, 'recheck', by='eve')
    assert actions(scene.gate().events) == [Action.NOT_HEARD]
    assert scene.gate().events == []
    commented(scene, 'recheck', by='ann')
    assert actions(scene.gate().events) == [Action.RESTARTED] * len(TARGETS)


def test_a_recheck_that_was_refused_stays_refused(scene: Scene) -> None:
    scene.propose(1)
    scene.gate()
    scene.end(Verdict.FAILED)
    scene.gate()
    hear(scene, b'[ann]')
    for _ in range(2):
        commented(scene, 'recheck', by='eve')
        scene.gate()
    hear(scene, b'anyone')
    assert scene.gate().events == []
    commented(scene, 'recheck', by='eve')
    assert actions(scene.gate().events) == [Action.RESTARTED] * len(TARGETS)


def test_who_asks_while_another_is_refused_is_heard(scene: Scene) -> None:
    scene.propose(1)
    scene.gate()
    scene.end(Verdict.FAILED)
    scene.gate()
    commented(scene, 'recheck', by='eve')
    answer = spoken.refuse(only(scene), 'no')
    commented(scene, 'recheck', by='ann')
    commented(scene, answer, spoken.RECHECK_TAG, ours=True)
    assert [one.accounts for one in spoken.asked_again(only(scene))] == [{'ann'}]


@pytest.mark.parametrize(
    ('text', 'tag', 'ours'),
    [
        ('please recheck the topic', '', False),
        ('recheck', 'autogenerated:other', False),
        ('recheck', '', True),
    ],
    ids=['in a sentence', 'a robot', 'we'],
)
def test_what_is_no_recheck(scene: Scene, text: str, tag: str, ours: bool) -> None:
    scene.propose(1)
    scene.gate()
    scene.end(Verdict.FAILED)
    scene.gate()
    commented(scene, text, tag=tag, ours=ours)
    assert scene.gate().events == []
