"""`rdopkg update FILE`: check an update file and work out what to propose for review."""

from __future__ import annotations

from pathlib import Path

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.review.change import Proposal
from rdopkg_ci.core.review.submission import Submission
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update import group, identity, message, topic, update_file
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.core.update.update import Update
from rdopkg_ci.doors import files
from rdopkg_ci.errors import InvalidInput, UsageError
from rdopkg_ci.flows import abandoned, naming
from rdopkg_ci.flows.holdings import holdings
from rdopkg_ci.flows.naming import lookup
from rdopkg_ci.flows.services import Services
from rdopkg_ci.flows.submission import builds, known, namesakes, older
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
    as in `builds.check`; ``to_read`` is for who goes no further. Raises InvalidInput with all
    problems at once.
    """
    tip, stale = services.repo.seen() if to_read else (services.repo.tip(), None)
    policy, bad = services.in_force(tip)
    name = files.called(str(path))
    parsed = update_file.parse(_given(path, policy), name, policy)
    update, there = parsed.update, known.gather(services, tip)
    problem = group.problem(update.group, there.blobs.keys(), policy)
    if problem:
        raise InvalidInput(f'{name}:', (problem,))
    if check:
        builds.check(services.settings, parsed, name, wait)
    asked_id = _asked(services, tip, there, asked_id)
    update_id = _id(services, there, path, update, asked_id)
    proposal = _proposal(services, there, update_id, update)
    told = [f'{one}\n{one.hint}' for one in (stale, bad) if one]
    warnings = [*told, *parsed.warnings, *there.elsewhere(update_id, update)]
    change, beside = there.change(update_id), tuple(there.beside(update_id, update))
    place = None if change else _settled(there, update_id, proposal)
    if check:
        if place is None:
            namesakes.check(services, tip, policy, update_id, parsed, name)
        held = holdings(services.settings, policy, update.targets)
        warnings += there.in_production(update, held)
        warnings += older.warnings(update, held, policy.may_be_older)
    is_current = change is not None and there.content(update_id) == proposal.content
    return Submission(update_id, update, proposal, warnings, change, is_current, place, beside)


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


def _asked(services: Services, tip: str, there: Known, name: str) -> str:
    """The id of the update that is to be submitted again; empty where none is named."""
    if not name:
        return ''
    changes = [*there.proposed.values()]
    found = lookup.update_id(services, tip, name, lookup.on_its_way, changes)
    if not there.exists(found):
        known = abandoned.told(services, found)
        if known:
            raise UsageError(f'{found} was {known}', 'Leave --id out: the builds get another id.')
        raise UsageError(
            f'there is no update {quoted(name)} to submit again',
            'Leave --id out for a new update: its id is computed.',
        )
    return found


def _id(services: Services, there: Known, path: Path, update: Update, asked_id: str) -> str:
    """The id that was asked for, or that the file is named after, or that its builds make; not of
    what was withdrawn, whose change takes no patch sets.
    """
    named = path.stem if identity.ID.fullmatch(path.stem) and there.change(path.stem) else ''
    is_other = there.is_other(update)

    def is_taken(candidate: str) -> bool:
        is_new = not there.exists(candidate)
        return is_other(candidate) or (is_new and abandoned.told(services, candidate) != '')

    return asked_id or named or identity.update_id(update, is_taken)


def _proposal(services: Services, there: Known, update_id: str, update: Update) -> Proposal:
    is_edit = update_id in there.places and not there.change(update_id)
    closed = abandoned.last(services, update_id) if is_edit else None
    key = there.key(update_id, str(closed.change.number) if closed else '')
    return Proposal(
        key,
        str(Place(UPDATES, update_id)),
        update_file.dump(update),
        message.commit_message(update_id, update, key),
        topic.topic(update.targets),
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
