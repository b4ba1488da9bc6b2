"""`rdopkg update FILE`: check an update file and work out what to propose for review."""

from __future__ import annotations

from pathlib import Path

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.review.change import Proposal
from rdopkg_ci.core.review.submission import Submission
from rdopkg_ci.core.update import message, topic, update_file
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.core.update.update import Update
from rdopkg_ci.doors import files
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows import abandoned, naming
from rdopkg_ci.flows.holdings import holdings
from rdopkg_ci.flows.services import Services
from rdopkg_ci.flows.submission import checked, edited, known, meant, namesakes, older, tags
from rdopkg_ci.flows.submission.builds import Wait
from rdopkg_ci.flows.submission.known import Known

LIMIT = 1_000_000


def prepare(
    services: Services,
    path: Path,
    check: bool,
    asked_id: str,
    wait: Wait | None = None,
    to_read: bool = False,
) -> Submission:
    """Check everything and change nothing; ``path`` may be - for standard input, and ``wait`` is
    as in `builds.look`; ``to_read`` is for who goes no further. Raises InvalidInput with all
    problems at once.
    """
    tip, stale = services.repo.looked_at(to_read)
    policy, bad = services.in_force(tip)
    name = files.called(str(path))
    content, there = _given(path, policy), known.gather(services, tip)
    parsed = checked.parsed(services, policy, there, content, name, check, wait)
    update = parsed.update
    update_id = meant.update_id(services, tip, there, path, update, asked_id)
    proposal = _proposal(services, there, update_id, update)
    told = [f'{one}\n{one.hint}' for one in (stale, bad) if one]
    warnings = [*told, *parsed.warnings, *tags.warnings(there, update_id, update)]
    warnings += there.elsewhere(update_id, update)
    change = there.change(update_id)
    _check_edit(there, update_id, proposal)
    place = None if change else _settled(there, update_id, proposal)
    if check:
        if place is None:
            namesakes.check(services, tip, policy, update_id, parsed, name)
        held = holdings(services.settings, policy, update.targets)
        warnings += there.in_production(update, held)
        warnings += older.warnings(update, held, policy.may_be_older)
    is_current = change is not None and there.content(update_id) == proposal.content
    found = Submission(update_id, update, proposal, warnings, change, is_current, place)
    return found._replace(
        beside=tuple(there.beside(update_id, update)),
        edits=_edits(there, update_id, update, policy),
        whose=edited.other(services, tip, there, update_id),
    )


def _edits(there: Known, update_id: str, update: Update, policy: Policy) -> str:
    place = Place(UPDATES, update_id)
    if there.places.get(update_id) != place:
        return ''
    return edited.told(place, there.merged.get(update_id, b''), update, policy)


def _given(path: Path, policy: Policy) -> bytes:
    try:
        return files.given(str(path), LIMIT)
    except UsageError as error:
        word = naming.spelled(policy, str(path))
        if path.exists() or word not in {*policy.releases, *map(str, policy.targets)}:
            raise
        release = word.partition('/')[0]
        hint = f'To test the pool of a release: `rdopkg update --phase2 {release}`.'
        raise UsageError(str(error), hint) from error


def _proposal(services: Services, there: Known, update_id: str, update: Update) -> Proposal:
    path = Place(UPDATES, update_id)
    is_edit = there.places.get(update_id) == path
    is_new = update_id in there.places and not there.change(update_id)
    closed = abandoned.last(services, update_id) if is_new else None
    key = there.key(update_id, str(closed.change.number) if closed else '')
    return Proposal(
        key,
        str(path),
        update_file.dump(update),
        message.commit_message(update_id, update, key, is_edit),
        topic.topic(update.targets),
    )


def _check_edit(there: Known, update_id: str, proposal: Proposal) -> None:
    """No patch set of an edit makes the file what it is in the branch: there is no change left."""
    place, change = there.places.get(update_id), there.change(update_id)
    if place and change and there.merged.get(update_id) == proposal.content:
        raise UsageError(
            f'{place} has these builds and notes already, and change {change.number} edits it',
            f'`rdopkg ci withdraw {change.number} --reason WHY` drops the edit.',
        )


def _settled(there: Known, update_id: str, proposal: Proposal) -> Place | None:
    """Where the update is, when there is nothing left to propose."""
    place, merged = there.places.get(update_id), there.merged.get(update_id)
    if place is None or (place.directory == UPDATES and merged != proposal.content):
        return None
    if merged != proposal.content:
        problem = f'{place}: update {update_id} has left the pool and cannot be edited'
        hint = 'Submit other builds as a new update.'
        if place.is_ready:
            back = f'`rdopkg ci revert {update_id} --reason WHY`'
            hint += f' {back} takes it back to the pool.'
        raise UsageError(problem, hint)
    return place
