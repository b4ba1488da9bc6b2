"""The search for who is at fault, as text and as JSON data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from rdopkg_ci.core.causes.cause import Cause
from rdopkg_ci.core.isolation.search import Ask, Guilty, Step
from rdopkg_ci.core.target import Target
from rdopkg_ci.view.bounded import bounded

NOTHING = 'No round of phase2 has failed: there is nobody to look for.\n'
_GO_ON = 'The rest may go on: `{}`'
_LOOK_ON = 'The rest does not pass yet: `{} --wait`, and then this again, looks for the next.'


class Searched(NamedTuple):
    """The search on one target: ``step`` is None where the run itself says who is at fault,
    ``tested`` is how many parts of the pool were run, and ``changed`` are the updates of it that
    are in the pool no more as they were tested; ``without`` are those that the round left out.
    """

    target: Target
    commit: str
    cause: Cause
    step: Step | None
    tested: int
    changed: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def text(found: Sequence[Searched]) -> str:
    if not found:
        return NOTHING
    lines = [line for one in found for line in _lines(one)]
    left_out = {update for one in found for update in _left_out(one)}
    if left_out:
        before = {update for one in found for update in one.without}
        releases = ' '.join(sorted({one.target.release for one in found}))
        less = f'--without {",".join(sorted(left_out | before))}'
        again = f'rdopkg update --phase2 {releases} {less}'
        is_all = all(one.step.rest_passes for one in found if isinstance(one.step, Guilty))
        lines.append(_GO_ON.format(again) if is_all else _LOOK_ON.format(again))
    if any(isinstance(one.step, Ask) for one in found):
        lines.append('Not finished: the same again goes on, with --wait until it is over.')
    return '\n'.join(lines) + '\n'


def _lines(one: Searched) -> Sequence[str]:
    head = f'{one.target}: {one.cause.step} of phase2 of {one.commit[:12]} failed: '
    lines = [f'{head}{bounded(one.cause.summary)}', f'  {_what(one)}']
    if one.changed:
        again = '`rdopkg update --phase2` tests what is there now'
        lines.append(f'  edited, moved or withdrawn since: {", ".join(one.changed)}; {again}')
    return lines


def _what(one: Searched) -> str:
    if one.step is None:
        return f'at fault by what the run itself says: {", ".join(one.cause.at_fault)}'
    runs = f'{one.tested} run{"" if one.tested == 1 else "s"}'
    if isinstance(one.step, Ask):
        parts = '; '.join(', '.join(sorted(part)) or 'no update' for part in one.step.parts)
        return f'next, after {runs}: {parts}'
    if isinstance(one.step, Guilty):
        names = ' and '.join(one.step.updates)
        return f'at fault ({one.step.sure}): {names}; {one.step.why} ({runs})'
    return f'errored: {one.step.why} ({runs})'


def _left_out(one: Searched) -> Sequence[str]:
    left_out = one.step.left_out if isinstance(one.step, Guilty) else ()
    return [update for update in left_out if update not in one.changed]


def data(found: Sequence[Searched]) -> list[dict[str, Any]]:
    """A target an object; ``state`` is at-fault, errored, unfinished, or told by the run itself."""
    return [_data(one) for one in found]


def _data(one: Searched) -> dict[str, Any]:
    guilty = one.step if isinstance(one.step, Guilty) else None
    return {
        'target': str(one.target),
        'commit': one.commit,
        'step': one.cause.step,
        'summary': bounded(one.cause.summary),
        'state': _state(one.step),
        'at_fault': list(guilty.updates if guilty else one.cause.at_fault),
        'left_out': list(_left_out(one)),
        'confidence': guilty.sure if guilty else None,
        'why': '' if one.step is None or isinstance(one.step, Ask) else one.step.why,
        'runs': one.tested,
        'asked': [sorted(part) for part in one.step.parts] if isinstance(one.step, Ask) else [],
        'changed': list(one.changed),
    }


def _state(step: Step | None) -> str:
    if step is None:
        return 'told'
    if isinstance(step, Ask):
        return 'unfinished'
    return 'at-fault' if isinstance(step, Guilty) else 'errored'
