"""Everything that status shows: the open changes, the pool and what is ready, judged as the gate
judges.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from rdopkg_ci.core.judging import elsewhere, loosely
from rdopkg_ci.core.judging.row import REVIEW, WORDS, Row
from rdopkg_ci.core.phase import PHASES
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.text.suggestions import meant as meant_names
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update import identity
from rdopkg_ci.core.update.place import DIRECTORIES, Place
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows import abandoned, naming
from rdopkg_ci.flows.board import awaiting, searched, vanished
from rdopkg_ci.flows.board.pooled import pooled
from rdopkg_ci.flows.board.reviewed import reviewed
from rdopkg_ci.flows.board.settled import settled
from rdopkg_ci.flows.board.signed import signed
from rdopkg_ci.flows.board.withdrawn import withdrawn
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.naming import lookup, own_file


def rows(snapshot: Snapshot, what: Sequence[str] = ()) -> Sequence[Row]:
    """The rows that ``what`` names, by default all updates on their way: those pushed or failed
    show only when named. Red ones come first, then the oldest.

    Raises UsageError for a name of nothing.
    """
    names = meant(snapshot, what)
    words = _words(snapshot.policy)
    dists = {name: naming.on_dist(snapshot.policy, name) for name in names if name not in words}
    special = [name for name, targets in dists.items() if not targets]
    found = [*reviewed(snapshot), *pooled(snapshot), *settled(snapshot, set(names), set(special))]
    found = [*awaiting.noted(snapshot, searched.noted(snapshot, found))]
    found = [*vanished.noted(snapshot, found)]
    every = signed(snapshot, elsewhere.noted(found))
    strange = _strange(special, every)
    if strange:
        every = [*every, *signed(snapshot, [*withdrawn(snapshot, strange)])]
        strange = _strange(special, every)
    loose, strange = (
        strange,
        [name for name in strange if not any(loosely.fits(row, name) for row in every)],
    )
    if strange:
        near = loosely.near(strange[0], every, words) if len(strange) == 1 else ()
        problem = f'nothing is known of {", ".join(map(quoted, strange))}{meant_names(near)}'
        raise UsageError(problem, '`rdopkg ci status` shows what there is.')
    on = {str(target) for targets in dists.values() for target in targets}
    chosen = [row for row in every if not names or _is_named(row, names, loose, on)]
    return sorted(chosen, key=_urgency)


def _is_named(row: Row, names: Sequence[str], loose: Sequence[str], on: Set[str]) -> bool:
    """By one of the names, of which some are ``loose``, or for a target that it is ``on``."""
    if any(row.matches(name) for name in names) or not on.isdisjoint(map(str, row.targets)):
        return True
    return any(loosely.fits(row, name) for name in loose)


def _strange(names: Sequence[str], rows: Sequence[Row]) -> Sequence[str]:
    """Those that name none of the rows."""
    return [name for name in names if not any(row.matches(name) for row in rows)]


def _urgency(row: Row) -> tuple[bool, float]:
    return not row.is_red, row.since.timestamp() if row.since else 0.0


def _words(policy: Policy) -> Set[str]:
    """What may be named though nothing is there of it now."""
    places = (*DIRECTORIES, *(f'{one}/' for one in DIRECTORIES))
    return {*WORDS, REVIEW, *places, *PHASES, *map(str, policy.targets), *policy.releases}


def meant(snapshot: Snapshot, what: Sequence[str]) -> Sequence[str]:
    """The names as the board has them: ``my-group/`` is my-group, a target may be spelled as in an
    update file, a file or an RPM stands for its update or build, a file of ours for what was
    submitted from it, and a change that is closed, by its number or address, for its update.
    """
    words = _words(snapshot.policy)
    bare = [name if name.lower() in words else name.rstrip('/') for name in what]
    names = [naming.spelled(snapshot.policy, name) for name in bare]
    here = {str(one.change.number) for one in snapshot.proposed} | words
    services, tip = snapshot.services, snapshot.tip
    names = [naming.number(services, name) or name for name in names]
    places = filter(None, map(Place.parse, services.repo.files(tip)))
    ids = {place.id for place in places} | {one.place.id for one in snapshot.proposed}
    names = [naming.plain(name, here | ids) for name in names]
    names = [name if name in here | ids else _of_file(snapshot, name) for name in names]
    return [name if name in here else naming.ids(services, tip, [name])[0] for name in names]


def _of_file(snapshot: Snapshot, name: str) -> str:
    """The id of the update that was submitted from our file of that name, also where its review
    alone tells of it; any other name as it is.
    """
    own = own_file.read(name, snapshot.policy)
    if not own:
        return name
    try:
        return lookup.from_file(snapshot.services, snapshot.tip, name, own, snapshot.proposed)
    except UsageError:
        made = identity.update_id(own, lambda _: False)
        if abandoned.told(snapshot.services, made):
            return made
        raise
