"""`rdopkg update --phase2`: start a test of the pool, and say how it stands."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date

from rdopkg_ci import settings
from rdopkg_ci.commands.telling import Teller
from rdopkg_ci.core.event import Action
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.phase import PHASE2
from rdopkg_ci.core.runs.rounds import Round
from rdopkg_ci.errors import Exit
from rdopkg_ci.flows import board, red_rounds
from rdopkg_ci.flows.board import apart
from rdopkg_ci.flows.board.pooled import disabled
from rdopkg_ci.flows.gathering import snapshot
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.phases import phase2
from rdopkg_ci.flows.phases.once import once_only
from rdopkg_ci.flows.phases.round_status import RoundStatus
from rdopkg_ci.flows.polling import poll
from rdopkg_ci.flows.services import Services, open_services
from rdopkg_ci.view import phase2 as view
from rdopkg_ci.view.style import paint_for


def run(
    releases: Sequence[str], without: Sequence[str], wait: bool, dry_run: bool, as_json: bool
) -> int:
    services, tell = once_only(open_services(settings.load(), create=False)), Teller(as_json)
    seen = snapshot.take(services, date.today())
    tell.problems(seen.warnings)
    round_ = phase2.plan(seen, releases, without)
    if round_ is None:
        tell.text('Nothing in updates/ to test.\n')
        tell.finish(commit=None, without=[], updates=[], verdict=None, targets=[], next=[])
        return Exit.OK
    status, moved = phase2.judged(seen, round_), list[str]()
    if not dry_run:
        tell.events(phase2.begin(services, status))
        seen, status = _test(services, round_, wait, tell, moved)
    ruling, updates = status.ruling, status.pool.ids
    if dry_run:
        ruling = ruling.at_rest('no run yet, it starts without --dry-run')
    ready = apart.beside(seen, status.pool.targets, updates)
    paint = paint_for(sys.stdout)
    tell.text(view.text(round_, updates, ruling, paint, not dry_run, ready))
    waiting, is_red = disabled(status), ruling.finished and ruling.verdict.red
    rows = [*(_red(seen, updates) if is_red else ()), *waiting]
    if is_red:
        red_rounds.told(services.settings, status)
    tell.text(view.promotable(moved, round_.releases))
    tell.text(view.turns(rows))
    tell.finish(**view.data(round_, updates, ruling, rows))
    if is_red:
        return Exit.RED
    is_open = bool(waiting) or not ruling.finished
    return Exit.UNFINISHED if is_open and not dry_run else Exit.OK


def _red(seen: Snapshot, updates: Sequence[str]) -> Sequence[Row]:
    """What is red of those that were tested, as the board has it."""
    rows = board.rows(seen, [PHASE2])
    return [row for row in rows if row.is_red and row.update_id in updates]


def _test(
    services: Services, round_: Round, wait: bool, tell: Teller, moved: list[str]
) -> tuple[Snapshot, RoundStatus]:
    """How the round stands now; with ``wait`` be its gate until its runs are over, and note what
    was ``moved``.
    """

    def once() -> tuple[tuple[Snapshot, RoundStatus], bool]:
        seen = snapshot.take(services, date.today(), also=(round_.subject,))
        status = phase2.judged(seen, round_)
        if wait:
            events = phase2.advance(services, status)
            moved.extend(event.subject for event in events if event.action is Action.MOVED)
            tell.events(events)
        return (seen, status), status.ruling.finished or not wait

    return poll(once)
