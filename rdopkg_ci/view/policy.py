"""What a policy says, in short."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from rdopkg_ci.core.phase import PHASES
from rdopkg_ci.core.policy.policy import Disable, Policy
from rdopkg_ci.core.text.terminal import safe, safe_line
from rdopkg_ci.view.progress import duration


def text(policy: Policy, today: date) -> str:
    """A line a release, a line a phase, and the disables that hold or have lapsed."""
    return safe(''.join(f'{line}\n' for line in _lines(policy, today)))


def _lines(policy: Policy, today: date) -> Iterator[str]:
    yield f'a policy of {_counted(len(policy.targets), "target")}:'
    for release in sorted(policy.releases):
        dists = (target.dist for target in sorted(policy.targets) if target.release == release)
        yield f'  {release}: {", ".join(dists)}'
    for name in PHASES:
        phase = policy.phase(name)
        own = ', '.join(step.name for step in phase.steps) or 'no steps of its own'
        yield f'  {name}: {own}, at most {duration(phase.timeout)}'
    for disable in policy.disabled:
        state = 'until' if disable.until >= today else 'lapsed, was until'
        what = f'{disable.target}{disable.scope} {state} {disable.until}'
        yield f'  disabled: {what}: {safe_line(disable.reason)}'


def _counted(number: int, what: str) -> str:
    return f'{number} {what}' if number == 1 else f'{number} {what}s'


def data(policy: Policy) -> dict[str, Any]:
    """The targets with their repos, the steps of each phase, and the disables."""
    return {
        'disabled': [disable_data(disable) for disable in policy.disabled],
        'targets': {
            str(target): {'production': repos.production, 'base': list(repos.base)}
            for target, repos in sorted(policy.targets.items())
        },
        'phases': {
            name: {
                'timeout_seconds': policy.phase(name).timeout,
                'steps': [step.name for step in policy.phase(name).steps],
            }
            for name in PHASES
        },
    }


def disable_data(disable: Disable) -> dict[str, Any]:
    return {
        'target': str(disable.target),
        'reason': safe_line(disable.reason),
        'owner': safe_line(disable.owner),
        'until': str(disable.until),
        'phase': disable.phase or None,
        'signature': safe_line(disable.signature) or None,
    }
