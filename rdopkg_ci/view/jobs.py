"""The jobs on the server, told to people and as JSON data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rdopkg_ci.core.jobs.comparison import JobComparison, JobState

_STATES = {
    JobState.SAME: 'as wanted',
    JobState.MISSING: 'missing',
    JobState.OLD: 'as we left it before',
    JobState.EDITED: 'edited on the server',
}
_DONE = {JobState.MISSING: 'created', JobState.OLD: 'updated', JobState.EDITED: 'overwritten'}


def compared(found: Sequence[JobComparison]) -> str:
    """Each job with what differs, and what to do about it."""
    lines = [line for one in found for line in _compared(one)]
    if any(one.state in (JobState.MISSING, JobState.OLD) for one in found):
        lines += ['', 'Next: `rdopkg ci jobs --apply` brings them to what is wanted.']
    edited = [one for one in found if one.state is JobState.EDITED]
    if any(one.kept is not None for one in edited):
        lines += ['', 'Next: set jenkins.keep where our commands run, to keep so many builds.']
    if edited:
        lines += ['', 'Next: `rdopkg ci jobs --apply --force` overwrites what was edited.']
    return '\n'.join(lines) + '\n'


def _compared(one: JobComparison) -> list[str]:
    diff = () if one.state is JobState.MISSING else one.diff
    if one.kept is not None:
        diff = (one.retention,)
    return [f'{one.name}: {_STATES[one.state]}', *(f'  {line}' for line in diff)]


def applied(before: JobComparison, after: JobComparison | None, is_failed: bool = False) -> str:
    """What became of a job, and how the server took it."""
    if is_failed:
        return f'{before.name}: {_STATES[before.state]}, and could not be written\n'
    if after is None and before.state is JobState.EDITED:
        head = f'{before.name}: {_STATES[before.state]}, and left so; --force overwrites it'
        return '\n'.join([head, *_compared(before)[1:]]) + '\n'
    if after is None:
        return f'{before.name}: {_STATES[before.state]}\n'
    done = f'{before.name}: {_DONE[before.state]}'
    if after.dropped:
        dropped = ', '.join(after.dropped)
        return f'{done}, but the server dropped {dropped}: it lacks the plugin\n'
    if after.state is JobState.SAME:
        return f'{done}\n'
    lines = [f'{done}, but the server reads it back otherwise:', *_compared(after)[1:]]
    return '\n'.join(lines) + '\n'


def data(one: JobComparison) -> Mapping[str, Any]:
    return {
        'name': one.name,
        'state': one.state.value,
        'diff': list(one.diff),
        'dropped': list(one.dropped),
        'kept': one.kept,
    }
