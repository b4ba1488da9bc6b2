"""Events as sentences and as JSON data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.phase import PHASE1, PHASE2, STAGE
from rdopkg_ci.core.text.terminal import safe, safe_line

_SENTENCES: Mapping[Action, str] = {
    Action.PROPOSED: '{subject}: change {detail} opened',
    Action.PATCH_SET_ADDED: '{subject}: patch set added to change {detail}',
    Action.MARKED_READY: '{subject}: change {detail} is ready for the gate',
    Action.MARKED_WIP: '{subject}: change {detail} is work in progress from here on',
    Action.TOPIC_SET: '{subject}: topic set to {detail}',
    Action.TOPIC_KEPT: '{subject}: topic not set: {detail}',
    Action.RESTARTED: '{subject}: {phase} started again on {target}',
    Action.UNDER_WAY: '{subject}: {phase} on {target} goes on, somebody else asked for it already',
    Action.STOPPED: '{subject}: {phase} on {target} stopped, nobody waits for it any more',
    Action.MERGED: '{subject}: merged into updates/',
    Action.NOT_MERGED: '{subject}: not merged: {detail}',
    Action.OVERTAKEN: '{subject}: changed meanwhile, left for the next pass',
    Action.LEFT_TO_PEOPLE: 'change {subject}: no update, left to people',
    Action.NOT_HEARD: 'change {subject}: who asks to test it again is not listed in the policy',
    Action.STAGED: '{target}: stage is generation {detail}',
    Action.PUBLISHED: '{target}: production is generation {detail}',
    Action.WITHDRAWN: '{detail}: moved to failed/',
    Action.VANISHED: '{subject}: {detail} ({target})',
    Action.ABANDONED: '{subject}: change {detail} abandoned',
    Action.EDIT_ABANDONED: (
        '{subject}: change {detail} abandoned too, an edit with nothing left to edit'
    ),
    Action.UNRECORDED: (
        '{subject}: no record in failed/: {detail}; the abandoned change alone tells of it'
    ),
}
_STARTED: Mapping[str, str] = {
    PHASE1: '{subject}: phase1 started on {target}',
    PHASE2: 'phase2 of {subject} started on {target}',
    STAGE: 'stage started on {target}',
}
# A vote of zero.
_NO_VOTE = '+0'
# Of a change to people, where it is the policy that it changes.
_POLICY = (
    'change {subject}: changes the policy, {detail}; next: an admin: check it with'
    ' `rdopkg ci policy FILE`, vote and merge it'
)
_LEFT = 'published, but left where they are, for they were edited meanwhile: '


def sentences(events: Iterable[Event]) -> Sequence[str]:
    """A sentence an event; several updates that were moved at once, or got no vote, share one."""
    groups = groupby(events, key=lambda event: event.action)
    return [safe(sentence) for action, group in groups for sentence in _worded(action, list(group))]


def _worded(action: Action, events: Sequence[Event]) -> Iterator[str]:
    if action is Action.MOVED:
        yield f'moved to {"; ".join(_moved(events))}'
    elif action is Action.VOTED:
        yield from _votes(events)
    elif action is Action.LEFT_IN_PLACE:
        yield _LEFT + ', '.join(event.subject for event in events)
    else:
        for event in events:
            template = _STARTED[event.phase] if action is Action.STARTED else _SENTENCES[action]
            if action is Action.LEFT_TO_PEOPLE and event.detail:
                template = _POLICY
            yield template.format(
                subject=event.subject, detail=event.detail, phase=event.phase, target=event.target
            )


def _votes(events: Sequence[Event]) -> Iterator[str]:
    for vote, group in groupby(events, key=lambda event: event.detail):
        ids = [event.subject for event in group]
        if vote == _NO_VOTE:
            where = 'the review' if len(ids) == 1 else 'the reviews'
            yield f'{", ".join(ids)}: no vote, and said why in {where}'
        else:
            yield from (f'{one}: voted {vote}' for one in ids)


def _moved(events: Sequence[Event]) -> Iterator[str]:
    ordered = sorted(events, key=lambda event: (event.detail, event.subject))
    for directory, group in groupby(ordered, key=lambda event: event.detail):
        yield f'{directory}/: {", ".join(event.subject for event in group)}'


def data(events: Iterable[Event]) -> list[dict[str, Any]]:
    """An event an object; ``phase`` and ``target`` are null where there is none."""
    return [
        {
            'subject': safe_line(event.subject),
            'action': event.action.value,
            'detail': safe(event.detail),
            'phase': event.phase or None,
            'target': event.target or None,
        }
        for event in events
    ]
