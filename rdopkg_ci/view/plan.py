"""The plan of a run, for `rdopkg ci run --plan`."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import Any

from rdopkg_ci.core.planning.plan import Plan, PlannedStep
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.terminal import safe_line

_AFTER = 'as an upgrade of what was provisioned'


def text(plan: Plan, target: Target, updates: Sequence[str]) -> str:
    """What is tested and within which limit, then a line a step, with its command as the policy
    has it.
    """
    first = f'before provisioning, because {plan.packages_first}' if plan.packages_first else _AFTER
    width = max(len(step.name) for step in plan.steps)
    lines = [
        f'{plan.phase} on {target}: {", ".join(sorted(updates))}',
        f'time limit: {_seconds(plan.timeout)}',
        f'packages: {first}',
        '',
    ]
    for number, step in enumerate(plan.steps, 1):
        lines.append(f'{number:3}  {step.name:{width}}  {_what(step)}')
    return '\n'.join(lines)


def data(plan: Plan, target: Target, updates: Sequence[str]) -> dict[str, Any]:
    """The same as JSON data; times in seconds."""
    return {
        'phase': plan.phase,
        'target': str(target),
        'updates': sorted(updates),
        'timeout': plan.timeout,
        'packages_first': bool(plan.packages_first),
        'reason': plan.packages_first,
        'steps': [_step(step) for step in plan.steps],
    }


def _what(step: PlannedStep) -> str:
    if step.command is None:
        return 'built in'
    notes = [safe_line(shlex.join(step.command.words))]
    notes += [f'role {step.command.role.value}'] if step.command.role else []
    notes += ['always'] if step.always else []
    notes += [f'at most {_seconds(step.timeout)}'] if step.timeout else []
    return '; '.join(notes)


def _step(step: PlannedStep) -> dict[str, Any]:
    role = step.command.role if step.command else None
    return {
        'name': step.name,
        'built_in': step.command is None,
        'command': list(step.command.words) if step.command else None,
        'role': role.value if role else None,
        'always': step.always,
        'timeout': step.timeout,
    }


def _seconds(seconds: float) -> str:
    """As a policy may write it: ``90s``, ``120m``."""
    minutes, rest = divmod(seconds, 60)
    return f'{seconds:g}s' if rest else f'{minutes:g}m'
