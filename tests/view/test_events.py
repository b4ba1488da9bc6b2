from __future__ import annotations

import pytest
from box import SCHEMA

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.view import events as view

SENTENCES = {
    'proposed': (Event('06ny', Action.PROPOSED, '7'), '06ny: change 7 opened'),
    'patch set': (
        Event('06ny', Action.PATCH_SET_ADDED, '7'),
        '06ny: patch set added to change 7',
    ),
    'topic': (Event('06ny', Action.TOPIC_SET, 'kilo_el7'), '06ny: topic set to kilo_el7'),
    'phase1': (
        Event('06ny', Action.STARTED, phase='phase1', target='kilo/el7'),
        '06ny: phase1 started on kilo/el7',
    ),
    'phase2': (
        Event('abcdef', Action.STARTED, phase='phase2', target='kilo/el7'),
        'phase2 of abcdef started on kilo/el7',
    ),
    'stage': (
        Event('stage', Action.STARTED, phase='stage', target='kilo/el7'),
        'stage started on kilo/el7',
    ),
    'somebody else was faster': (
        Event('06ny', Action.UNDER_WAY, phase='phase1', target='kilo/el7'),
        '06ny: phase1 on kilo/el7 goes on, somebody else asked for it already',
    ),
    'retry': (
        Event('06ny', Action.RESTARTED, phase='phase1', target='kilo/el7'),
        '06ny: phase1 started again on kilo/el7',
    ),
    'ready': (Event('06ny', Action.MARKED_READY, '7'), '06ny: change 7 is ready for the gate'),
    'wip': (
        Event('06ny', Action.MARKED_WIP, '7'),
        '06ny: change 7 is work in progress from here on',
    ),
    'vote': (Event('06ny', Action.VOTED, '-1'), '06ny: voted -1'),
    'merge': (Event('06ny', Action.MERGED), '06ny: merged into updates/'),
    'refusal': (
        Event('06ny', Action.NOT_MERGED, 'no \x1b[31mrights'),
        '06ny: not merged: no rights',
    ),
    'race': (
        Event('06ny', Action.OVERTAKEN),
        '06ny: changed meanwhile, left for the next pass',
    ),
    'no topic': (
        Event('06ny', Action.TOPIC_KEPT, 'not permitted'),
        '06ny: topic not set: not permitted',
    ),
    'another': (
        Event('12', Action.LEFT_TO_PEOPLE),
        'change 12: no update, left to people',
    ),
    'policy': (
        Event('12', Action.LEFT_TO_PEOPLE, 'ci.yml'),
        'change 12: changes the policy, ci.yml; next: an admin: check it with'
        ' `rdopkg ci policy FILE`, vote and merge it',
    ),
    'not heard': (
        Event('12', Action.NOT_HEARD),
        'change 12: who asks to test it again is not listed in the policy',
    ),
    'vanished': (
        Event('06ny', Action.VANISHED, 'a-1-1 was deleted', target='kilo/el7'),
        '06ny: a-1-1 was deleted (kilo/el7)',
    ),
    'staged': (
        Event('kilo/el7', Action.STAGED, 'abc', target='kilo/el7'),
        'kilo/el7: stage is generation abc',
    ),
    'published': (
        Event('kilo/el7', Action.PUBLISHED, 'abc, RPMs added: 2', target='kilo/el7'),
        'kilo/el7: production is generation abc, RPMs added: 2',
    ),
    'withdrawn': (
        Event('06ny', Action.WITHDRAWN, 'ready/06ny.yml'),
        'ready/06ny.yml: moved to failed/',
    ),
    'stopped': (
        Event('06ny', Action.STOPPED, '', 'phase1', 'kilo/el7'),
        '06ny: phase1 on kilo/el7 stopped, nobody waits for it any more',
    ),
    'abandoned': (Event('06ny', Action.ABANDONED, '7'), '06ny: change 7 abandoned'),
    'edit-abandoned': (
        Event('06ny', Action.EDIT_ABANDONED, '7'),
        '06ny: change 7 abandoned too, an edit with nothing left to edit',
    ),
    'unrecorded': (
        Event('06ny', Action.UNRECORDED, 'the disk is full'),
        '06ny: no record in failed/: the disk is full; the abandoned change alone tells of it',
    ),
    'moved': (Event('06ny', Action.MOVED, 'ready'), 'moved to ready/: 06ny'),
    'left': (
        Event('06ny', Action.LEFT_IN_PLACE),
        'published, but left where they are, for they were edited meanwhile: 06ny',
    ),
}


@pytest.mark.parametrize(('event', 'sentence'), SENTENCES.values(), ids=SENTENCES)
def test_sentences(event: Event, sentence: str) -> None:
    assert view.sentences([event]) == [sentence]


def test_every_action_has_a_sentence() -> None:
    assert {event.action for event, _ in SENTENCES.values()} == set(Action)


def test_the_schema_lists_every_action() -> None:
    listed = SCHEMA['$defs']['event']['properties']['action']['enum']
    assert listed == [action.value for action in Action]


def test_those_that_got_no_vote_are_one_sentence() -> None:
    none = [Event(one, Action.VOTED, '+0') for one in ('06ny', 'ab12')]
    assert view.sentences([*none, Event('c3d4', Action.VOTED, '-1')]) == [
        '06ny, ab12: no vote, and said why in the reviews',
        'c3d4: voted -1',
    ]


def test_what_was_moved_at_once_is_one_sentence() -> None:
    moved = [Event('b', Action.MOVED, 'ready'), Event('a', Action.MOVED, 'ready')]
    other = Event('c', Action.MOVED, 'my-group')
    merged = Event('d', Action.MERGED)
    assert view.sentences([*moved, other, merged]) == [
        'moved to my-group/: c; ready/: a, b',
        'd: merged into updates/',
    ]


def test_events_as_data() -> None:
    event = Event('06ny', Action.STARTED, phase='phase1', target='kilo/el7')
    assert view.data([event, Event('06ny\x07', Action.MERGED)]) == [
        {
            'subject': '06ny',
            'action': 'started',
            'detail': '',
            'phase': 'phase1',
            'target': 'kilo/el7',
        },
        {'subject': '06ny', 'action': 'merged', 'detail': '', 'phase': None, 'target': None},
    ]
