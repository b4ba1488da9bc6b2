"""What the gate tells of a pass, whoever asked for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rdopkg_ci.commands.telling import Teller
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.flows.gate import Pass
from rdopkg_ci.flows.red_rounds import RedRound
from rdopkg_ci.view import phase2
from rdopkg_ci.view.board_data import data
from rdopkg_ci.view.gate import judged, stopped
from rdopkg_ci.view.style import plain


class PassReport:
    """What the passes of a gate found out, for its JSON: the updates that do not go on, as each was
    judged last, and the red rounds of phase2.
    """

    def __init__(self) -> None:
        self._stopped: dict[tuple[str, int], Row] = {}
        self._red: list[RedRound] = []

    def add(self, done: Pass) -> None:
        self._stopped.update(
            {(row.update_id, row.number): row for row in stopped(done.events, done.rows)}
        )
        self._red += done.red

    @property
    def stopped(self) -> Sequence[Row]:
        return [*self._stopped.values()]

    def data(self) -> Mapping[str, Any]:
        rounds = [
            phase2.data(one.status.round, one.status.pool.ids, one.status.ruling, one.rows)
            for one in self._red
        ]
        return {'updates': data(self.stopped), 'rounds': rounds}


def tell_pass(tell: Teller, done: Pass, before: Sequence[Row] = ()) -> None:
    """What was done, why of what was voted down, and the rounds of phase2 that came out red.
    ``before`` are the updates that earlier passes have told of.
    """
    tell.events(done.events)
    tell.text(judged(done.events, done.rows, before))
    tell.text(_red(done.red))


def _red(red: Sequence[RedRound]) -> str:
    """How each stands, and who does what then."""
    return ''.join(_text(one) for one in red)


def _text(one: RedRound) -> str:
    status = one.status
    stands = phase2.text(status.round, status.pool.ids, status.ruling, plain)
    return stands + phase2.turns(one.rows)
