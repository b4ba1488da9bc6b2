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


def compared(found: Sequence[JobComparison], unwanted: Sequence[str] = (), home: str = '') -> str:
    """Each job with what differs, and what to do about it; ``unwanted`` are those of ours below the
    URL ``home`` that nothing asks for.
    """
    lines = [line for one in found for line in _compared(one)]
    lines += left(unwanted, home).splitlines()
    if any(one.state in (JobState.MISSING, JobState.OLD) for one in found):
        lines += ['', 'Next: `rdopkg ci jobs --apply` brings them to what is wanted.']
    edited = [one for one in found if one.state is JobState.EDITED]
    if any(one.may_be_kept for one in edited):
        lines += ['', 'Next: set jenkins.keep where our commands run, to keep so many builds.']
    if any(one.is_disabled for one in edited):
        lines += ['', 'Next: enable on the server what is disabled: nothing of it runs until then.']
    if edited:
        lines += ['', 'Next: `rdopkg ci jobs --apply --force` overwrites what was edited.']
    return '\n'.join(lines) + '\n'


def _compared(one: JobComparison) -> list[str]:
    diff = () if one.state is JobState.MISSING else one.diff
    if one.kept is not None:
        diff = (one.retention if one.may_be_kept else f'{one.retention}, which {one.limits}',)
    return [f'{one.name}: {_state(one)}', *(f'  {line}' for line in diff)]


def _state(one: JobComparison) -> str:
    if not one.is_disabled:
        return _STATES[one.state]
    return f'disabled on the server{", and edited" if one.diff else ""}'


def left(unwanted: Sequence[str], home: str) -> str:
    """The jobs that nothing asks for, and how to be rid of them."""
    if not unwanted:
        return ''
    lines = [f'{name}: no longer wanted, for no label of the policy is its' for name in unwanted]
    pages = ', '.join(f'{home}/job/{name}/delete' for name in unwanted)
    return '\n'.join([*lines, f'Delete it on the server, with what waits for it: {pages}']) + '\n'


def applied(before: JobComparison, after: JobComparison | None, is_failed: bool = False) -> str:
    """What became of a job, and how the server took it."""
    if is_failed:
        return f'{before.name}: {_STATES[before.state]}, and could not be written\n'
    if after is None and before.state is JobState.EDITED:
        head = f'{before.name}: {_state(before)}, and left so; --force overwrites it'
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
        'disabled': one.is_disabled,
    }
