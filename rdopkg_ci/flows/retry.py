"""Run again what is red: the next attempt under the next key, for a person who knows that something around it has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from rdopkg_ci.core import run_key
from rdopkg_ci.core.judge import Ruling, TargetRuling
from rdopkg_ci.core.row import Row
from rdopkg_ci.core.run_key import Request
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update import Update
from rdopkg_ci.flows import phase1, phase2, stage
from rdopkg_ci.flows.sight import Sight

Asking = Callable[[Target, int], Request]


def retry(sight: Sight, what: Sequence[str]) -> Sequence[str]:
    """Start the next attempt of every red run that ``what`` names, as on the board; everything red without it."""
    deeds = []
    for request, row in _red(sight, what):
        asked = request(row.target, row.report.attempt + 1 if row.report else 1)
        sight.world.engine.start(asked.phase, asked.key, asked.parameters)
        deeds.append(f'{asked.phase} started again on {row.target}')
    return deeds


def _red(sight: Sight, what: Sequence[str]) -> Iterator[tuple[Asking, TargetRuling]]:
    for item in phase1.look(sight):
        if item.update and _named(what, item.update_id, 'phase1', item.update, item.change.number):
            yield from _of(partial(run_key.phase1, item.update_id, item.change.revision), item.ruling, what)
    for tested in phase2.look(sight):
        if any(_named(what, member.id, 'phase2', member.update) for member in tested.pool.members):
            yield from _of(tested.round.request, tested.ruling, what)
    for request, ruling in stage.newest(sight):
        if not what or 'stage' in what or any(str(row.target) in what or row.target.release in what for row in ruling.targets):
            yield from _of(request, ruling, what)


def _named(what: Sequence[str], update_id: str, phase: str, update: Update, number: int = 0) -> bool:
    row = Row(update_id, '', '', phase, Ruling(()), update.targets, number=number)
    return not what or any(row.matches(name) for name in what)


def _of(request: Asking, ruling: Ruling, what: Sequence[str]) -> Iterator[tuple[Asking, TargetRuling]]:
    """The red rows; where a target was named, only that."""
    named = {name for name in what if '/' in name}
    for row in ruling.targets:
        if row.cause and not row.again and (not named or str(row.target) in named):
            yield request, row
