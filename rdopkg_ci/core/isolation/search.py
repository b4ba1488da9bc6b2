"""Who of a red pool is at fault, found by runs over parts of it.

Whole and empty pool are the brackets. Between them the updates come one by one, each behind those
that it needs, and the first with which it turns red is looked for by halves; last, the pool is
tried without it. That takes no more than log2(N) + 3 rounds, of which the first runs both brackets.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import Enum
from typing import NamedTuple, Union

from rdopkg_ci.core.causes.cause import Confidence
from rdopkg_ci.core.isolation.order import Needs, needed, ordered

# Ids of the updates that a run tests together.
Part = frozenset[str]


class Trial(Enum):
    """What the run over a part came to; OTHERWISE is red for another reason than the pool was."""

    GREEN = 'passed'
    RED = 'failed as the pool did'
    OTHERWISE = 'failed in another way than the pool'
    ERRORED = 'errored'


Trials = Mapping[Part, Trial]


class Ask(NamedTuple):
    """The parts to be tested before anything can be said."""

    parts: tuple[Part, ...]


class Guilty(NamedTuple):
    """``updates`` are at fault; ``left_out`` has those too that cannot go on without them, and
    ``rest_passes`` says whether all others do.
    """

    updates: tuple[str, ...]
    left_out: tuple[str, ...]
    confidence: Confidence
    why: str
    rest_passes: bool = True

    @property
    def sure(self) -> str:
        """How sure that is, in a word."""
        return 'certain' if self.confidence is Confidence.PROOF else 'likely'


class Undecided(NamedTuple):
    """Nobody is at fault as far as these runs tell, and why."""

    why: str


Step = Union[Ask, Guilty, Undecided]


def search(ids: Collection[str], needs: Needs, trials: Trials) -> Step:
    """What to do next, or what came of it."""
    whole, nothing = frozenset(ids), frozenset[str]()
    brackets = tuple(part for part in (whole, nothing) if part not in trials)
    if brackets:
        return Ask(brackets)
    if trials[whole] is Trial.GREEN:
        return Undecided('the same pool passed when it was run again: the failure comes and goes')
    if trials[nothing] is Trial.RED:
        return Undecided('it fails without any update too: production or the machine is at fault')
    odd = _odd(trials, whole, 'the whole pool') or _odd(trials, nothing, 'the empty pool')
    return odd or _between(whole, needs, trials)


def _between(whole: Part, needs: Needs, trials: Trials) -> Step:
    """Halve what lies between a green beginning and a red one."""
    groups = ordered(needs, whole)
    green, red = 0, len(groups)
    while red - green > 1:
        middle = (green + red) // 2
        part = frozenset(one for group in groups[:middle] for one in group)
        if part not in trials:
            return Ask((part,))
        odd = _odd(trials, part, f'the run of {", ".join(sorted(part))}')
        if odd:
            return odd
        green, red = (middle, red) if trials[part] is Trial.GREEN else (green, middle)
    return _without(groups[red - 1], whole, needs, trials)


def _without(guilty: tuple[str, ...], whole: Part, needs: Needs, trials: Trials) -> Step:
    """Whether the rest goes on when the guilty are left out."""
    leaning = {one for one in whole if needed(needs, [one]) & set(guilty)}
    rest = whole - leaning
    if rest not in trials:
        return Ask((rest,))
    left_out, trial = tuple(sorted(leaning)), trials[rest]
    if trial is Trial.GREEN:
        why = 'with it the pool fails, and without it passes'
        return Guilty(guilty, left_out, Confidence.PROOF, why)
    why = f'with it the pool begins to fail, but the rest without it {trial.value}'
    if trial is Trial.RED:
        why += ': it is not the only one at fault'
    return Guilty(guilty, left_out, Confidence.LIKELY, why, rest_passes=False)


def _odd(trials: Trials, part: Part, name: str) -> Undecided | None:
    """That a part came to what tells nothing of the failure that is looked for."""
    trial = trials[part]
    if trial in (Trial.GREEN, Trial.RED):
        return None
    return Undecided(f'{name} {trial.value}')
