"""What `rdopkg update` says: pure text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.judging.next_step import fresh
from rdopkg_ci.core.judging.turn import Turn
from rdopkg_ci.core.review.change import Asking, Change
from rdopkg_ci.core.review.submission import Submission
from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.view import beside
from rdopkg_ci.view.board_data import turn_data

_SAME = ', unchanged'
_NOBODY = Asking()


def plan(submission: Submission, checked: bool) -> str:
    """What a submission would do."""
    head = [
        f'update:  {submission.update_id}',
        f'topic:   {submission.proposal.topic}',
        f'checks:  {_checks(submission, checked)}',
        f'action:  {_action(submission)}',
        *_edits(submission),
        *beside.told(submission, is_plan=True),
        '',
    ]
    message = submission.proposal.message.rstrip('\n')
    body = [f'    {line}'.rstrip() for line in message.split('\n')]
    return safe('\n'.join([*head, *body])) + '\n'


def _checks(submission: Submission, checked: bool) -> str:
    builds = submission.update.builds
    if not checked:
        return 'builds were not looked up (-a)'
    if len(builds) == 1:
        return 'the build exists at its source'
    return f'{len(builds)} builds exist at their sources'


def _action(submission: Submission) -> str:
    if submission.place:
        return f'nothing to do, these builds are in {submission.place}'
    if submission.change is None:
        return 'would open a new change'
    number = submission.change.number
    if submission.current:
        return f'nothing to do, change {number} has these builds'
    return f'would add a patch set to change {number}'


def proposed(
    submission: Submission, change: Change, wip: bool, gate: str, asking: Asking = _NOBODY
) -> str:
    """What was submitted, where it is, who was asked, and what comes next; ``gate`` is how that is
    run.
    """
    before, update_id = submission.change, submission.update_id
    news = _news(before, change)
    later = f'next: {_next(submission, wip).told("you", gate)}'
    if news == _SAME:
        later = f'`rdopkg ci status {update_id}` says how it stands'
    head = f'{update_id}: change {change.number}{news}, topic {change.topic}'
    more = [*_asked(asking), *_edits(submission), *beside.told(submission)]
    return safe('\n'.join([head, change.address, *more, later])) + '\n'


def _asked(asking: Asking) -> Iterator[str]:
    if asking.reviewers:
        yield f'asked to look at it: {", ".join(asking.reviewers)}'
    if asking.cc:
        yield f'told of it: {", ".join(asking.cc)}'


def _next(submission: Submission, wip: bool) -> Turn:
    return fresh(submission.update_id, submission.update.targets, wip)


def _news(before: Change | None, change: Change) -> str:
    """How the change differs from what it was before, as an apposition."""
    if before is None:
        return ''
    if before.revision != change.revision:
        return ', new patch set'
    if before.wip == change.wip:
        return _SAME
    return ', work in progress from here on' if change.wip else ', ready for the gate'


def _edits(submission: Submission) -> Iterator[str]:
    """What it does to what there is already, and to whom."""
    if submission.place:
        return
    if submission.edits:
        yield submission.edits
    if submission.whose:
        yield f'update {submission.update_id} is by {submission.whose}'


def events(submission: Submission, change: Change) -> Sequence[Event]:
    """What submitting did, going by the change as it was before and as it is now."""
    before, done = submission.change, []
    if before is None:
        done.append(Action.PROPOSED)
    elif before.revision != change.revision:
        done.append(Action.PATCH_SET_ADDED)
    if before and before.wip != change.wip:
        done.append(Action.MARKED_WIP if change.wip else Action.MARKED_READY)
    return [Event(submission.update_id, action, str(change.number)) for action in done]


def data(submission: Submission, change: Change | None) -> dict[str, Any]:
    """``change`` is the one that holds it now, None when there is none. Who is next is known of
    what was submitted just now; else the board tells.
    """
    is_fresh = change is not None and _news(submission.change, change) != _SAME
    return {
        'id': submission.update_id,
        'topic': submission.proposal.topic,
        'message': safe(submission.proposal.message),
        'targets': [str(target) for target in submission.update.targets],
        'beside': [
            {'update': one.update_id, 'change': one.number or None, 'build': one.build.id}
            for one in submission.beside
        ],
        'edit': safe(submission.edits) or None,
        'by': safe(submission.whose) or None,
        'warnings': [safe(warning) for warning in submission.warnings],
        'change': change.number if change else None,
        'revision': change.revision if change else None,
        'url': change.url if change else None,
        'place': str(submission.place) if submission.place else None,
        'next': turn_data(_next(submission, change.wip)) if change and is_fresh else None,
    }
