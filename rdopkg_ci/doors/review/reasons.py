"""Why a Gerrit does not let us vote or submit, with what a person can do about it."""

from __future__ import annotations

from rdopkg_ci.core.review.refusal import Refusal
from rdopkg_ci.doors.gerrit.changes import LABEL
from rdopkg_ci.doors.http import NotAllowed
from rdopkg_ci.errors import CiError, NotAuthorised, Refused

WHOLE_TOPICS = (
    'the Gerrit submits whole topics (change.submitWholeTopic): one update would merge all others'
    ' for the same releases, tested or not',
    'Ask the admin of the Gerrit to set change.submitWholeTopic to false.',
)


def of_submit(number: int, error: CiError) -> Refused:
    """Why a change is not merged, in the server's words, with the remedy: both are said in the
    review.
    """
    said = str(error).rstrip('.')
    return Refused(f'change {number}: {said}. {_refusal(error).value}')


def _refusal(error: CiError) -> Refusal:
    said = str(error).lower()
    if 'conflict' in said:
        return Refusal.CONFLICT
    if 'unsatisfied' in said or 'requires' in said or 'needs' in said:
        return Refusal.REQUIREMENT
    if isinstance(error, NotAllowed) or 'permi' in said:
        return Refusal.RIGHTS
    return Refusal.DEPENDS if 'depend' in said else Refusal.OTHER


def of_vote(number: int, error: CiError) -> CiError:
    """Why we could not say what we had to say."""
    said = str(error).lower()
    if LABEL.lower() in said and 'restricted' in said:
        hint = f'Ask an owner of the project in Gerrit to grant us the label {LABEL}, −1 to +1.'
        return NotAuthorised(f'change {number}: we may not vote: {error}', hint)
    if LABEL.lower() in said:
        hint = f'Ask an owner of the project in Gerrit to add the label {LABEL}.'
        return Refused(f'change {number}: we cannot vote: {error}', hint)
    return error
