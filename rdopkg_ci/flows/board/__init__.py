"""Everything that status shows: the open changes, the pool and what is ready, judged as the gate
judges.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from rdopkg_ci.core.judging import elsewhere
from rdopkg_ci.core.judging.next_step import next_step
from rdopkg_ci.core.judging.row import Row, address_of
from rdopkg_ci.core.phase import PHASES
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update import targets
from rdopkg_ci.core.update.place import DIRECTORIES
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows.board.pooled import pooled
from rdopkg_ci.flows.board.reviewed import reviewed
from rdopkg_ci.flows.board.settled import settled
from rdopkg_ci.flows.snapshot import Snapshot


def rows(snapshot: Snapshot, what: Sequence[str] = ()) -> Sequence[Row]:
    """The rows that ``what`` names, by default all updates on their way: those pushed or failed
    show only when named.

    Raises UsageError for a name of nothing.
    """
    names = meant(snapshot, what)
    found = [*reviewed(snapshot), *pooled(snapshot), *settled(snapshot, set(names))]
    me = address_of(snapshot.services.repo.person())
    every = [_seen_by(me, row) for row in elsewhere.noted(found)]
    words = _words(snapshot.policy)
    strange = [
        name for name in names if name not in words and not any(row.matches(name) for row in every)
    ]
    if strange:
        problem = f'nothing is known of {", ".join(map(quoted, strange))}'
        raise UsageError(problem, '`rdopkg ci status` shows what there is.')
    return [row for row in every if not names or any(row.matches(name) for name in names)]


def _seen_by(me: str, row: Row) -> Row:
    is_mine = bool(me) and address_of(row.author) == me
    return row._replace(next=next_step(row), is_mine=is_mine)


def _words(policy: Policy) -> Set[str]:
    """What may be named though nothing is there of it now."""
    releases = {target.release for target in policy.targets}
    return {'all', 'review', *DIRECTORIES, *PHASES, *map(str, policy.targets), *releases}


def meant(snapshot: Snapshot, what: Sequence[str]) -> Sequence[str]:
    """The names as the board has them: ``ready/`` is ready, and a target may be spelled as in an
    update file.
    """
    return [_meant(snapshot, name.rstrip('/')) for name in what]


def _meant(snapshot: Snapshot, name: str) -> str:
    try:
        return str(targets.spell(Target.parse(name.lower()), snapshot.policy))
    except ValueError:
        releases = {target.release for target in snapshot.policy.targets}
        return name.lower() if name.lower() in releases else name
