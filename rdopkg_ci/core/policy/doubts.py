"""What a valid policy says that is hardly meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rdopkg_ci.core.phase import PHASES
from rdopkg_ci.core.policy.policy import Policy


class Doubt(NamedTuple):
    """A sentence, and what to do about it."""

    text: str
    remedy: str


def doubts(policy: Policy) -> Sequence[Doubt]:
    return [
        Doubt(
            f'{phase}: step {step.name} is to run always and has no timeout:'
            " it is skipped when the run's time is up",
            'Give it a timeout: so much of the run is kept free for it.',
        )
        for phase in PHASES
        for step in policy.phase(phase).steps
        if step.always and step.timeout is None
    ]
