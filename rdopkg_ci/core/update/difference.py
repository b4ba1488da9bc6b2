"""What of an update an edit changes, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.place import Place
from rdopkg_ci.core.update.update import Build, Update

_Key = tuple[str, Target]


def told(place: Place, before: Update | None, after: Update | None) -> str:
    """Such as ``edits updates/06ny.yml: the notes change``; None is a file that is no update."""
    changes = '; '.join(_differences(before, after)) if before and after else ''
    return f'edits {place}{": " if changes else ""}{changes}'


def _differences(before: Update, after: Update) -> Iterator[str]:
    old, new = _by_key(before), _by_key(after)
    added = [_called(key) for key in new.keys() - old.keys()]
    removed = [_called(key) for key in old.keys() - new.keys()]
    if added:
        yield f'adds {", ".join(sorted(added))}'
    if removed:
        yield f'removes {", ".join(sorted(removed))}'
    for key in sorted(new.keys() & old.keys()):
        for what in ('source', 'tag', 'arch'):
            now = getattr(new[key], what)
            if now != getattr(old[key], what):
                yield f'{what} of {_called(key)} is {now or "none"}'
    if before.notes != after.notes:
        yield 'the notes change'
    if before.group != after.group:
        yield f'the group is {after.group or "none"}'


def _by_key(update: Update) -> Mapping[_Key, Build]:
    return {(build.id, build.target): build for build in update.builds}


def _called(key: _Key) -> str:
    return f'{key[0]} ({key[1]})'
