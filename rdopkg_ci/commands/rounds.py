"""What the gate tells of rounds of phase2 that came out red."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.flows.red_rounds import RedRound
from rdopkg_ci.view import phase2
from rdopkg_ci.view.style import plain


def text(red: Sequence[RedRound]) -> str:
    """How each stands, and who does what then."""
    return ''.join(_text(one) for one in red)


def _text(one: RedRound) -> str:
    status = one.status
    stands = phase2.text(status.round, status.pool.ids, status.ruling, plain)
    return stands + phase2.turns(one.rows)
