"""What `rdopkg update` says: pure text."""

from __future__ import annotations

from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.doors.review import Change
from rdopkg_ci.flows.submit import Submission


def plan(submission: Submission, checked: bool) -> str:
    """What a submission would do."""
    builds = submission.update.builds
    exist = (
        f'{len(builds)} builds exist at their sources'
        if len(builds) > 1
        else 'the build exists at its source'
    )
    checks = exist if checked else 'builds were not looked up (-a)'
    head = [
        f'update:  {submission.update_id}',
        f'topic:   {submission.proposal.topic}',
        f'checks:  {checks}',
    ]
    head += [f'deed:    {_deed(submission)}', '']
    body = [f'    {line}'.rstrip() for line in submission.proposal.message.rstrip('\n').split('\n')]
    return safe('\n'.join([*head, *body])) + '\n'


def _deed(submission: Submission) -> str:
    if submission.place:
        return f'nothing to do, these builds are in {submission.place}'
    if submission.change is None:
        return 'would open a new change'
    number = submission.change.number
    return (
        f'nothing to do, change {number} has these builds'
        if submission.current
        else f'would add a patch set to change {number}'
    )


def proposed(submission: Submission, change: Change) -> str:
    before = submission.change
    deed = (
        ''
        if before is None
        else ', unchanged'
        if before.revision == change.revision
        else ', new patch set'
    )
    lines = [
        f'{submission.update_id}: change {change.number}{deed}, topic {change.topic}',
        change.url,
    ]
    return safe('\n'.join(lines)) + '\n'
