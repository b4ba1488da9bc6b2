"""What the gate tells of a pass, whoever asked for it."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.commands.telling import Teller
from rdopkg_ci.flows.gate import Pass
from rdopkg_ci.flows.red_rounds import RedRound
from rdopkg_ci.view import phase2
from rdopkg_ci.view.gate import judged
from rdopkg_ci.view.style import plain


def tell_pass(tell: Teller, done: Pass) -> None:
    """What was done, why of what was voted down, and the rounds of phase2 that came out red."""
    tell.events(done.events)
    tell.text(judged(done.events, done.rows))
    tell.text(_red(done.red))


def _red(red: Sequence[RedRound]) -> str:
    """How each stands, and who does what then."""
    return ''.join(_text(one) for one in red)


def _text(one: RedRound) -> str:
    status = one.status
    stands = phase2.text(status.round, status.pool.ids, status.ruling, plain)
    return stands + phase2.turns(one.rows)
