"""Which update a file is that somebody submits: one that there is already, or a new one."""

from __future__ import annotations

from pathlib import Path

from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update import identity
from rdopkg_ci.core.update.update import Update
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows import abandoned
from rdopkg_ci.flows.naming import lookup
from rdopkg_ci.flows.services import Services
from rdopkg_ci.flows.submission.known import Known


def update_id(
    services: Services, tip: str, there: Known, path: Path, update: Update, asked: str
) -> str:
    """The id of the update that was ``asked`` for, else of the open one that the file is named
    after, of the one on its way that lists just these builds, or what the builds make.

    Raises UsageError where nothing is called as was asked, or several list these builds.
    """
    if asked:
        return _asked(services, tip, there, asked)
    if identity.ID.fullmatch(path.stem) and there.change(path.stem):
        return path.stem
    same = there.same(update)
    if len(same) == 1:
        return same[0]
    made = _made(services, there, update)
    if same and made not in same:
        names = ', '.join(same)
        problem = f'these builds are in {len(same)} updates, {names}; which one is meant?'
        raise UsageError(problem, 'Say it with --id ID.')
    return made


def _asked(services: Services, tip: str, there: Known, name: str) -> str:
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


def _made(services: Services, there: Known, update: Update) -> str:
    """Not the id of what was withdrawn, whose change takes no patch sets."""
    is_other = there.is_other(update)

    def is_taken(candidate: str) -> bool:
        is_new = not there.exists(candidate)
        return is_other(candidate) or (is_new and abandoned.told(services, candidate) != '')

    return identity.update_id(update, is_taken)
