"""The commit that moves updates from one directory to another, with the credit where it belongs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby

from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.core.update.place import Place

_NOTE = 'Note on '


def message(why: str, moves: Sequence[tuple[Place, Place]], authors: Mapping[str, str]) -> str:
    """``why`` is a sentence. One line an update; when several people wrote them, all are
    credited.
    """
    lines = [
        subject(new for _, new in moves),
        '',
        why,
        '',
        *(f'{old} -> {new}' for old, new in moves),
    ]
    credited = sorted({safe_line(who) for who in authors.values() if who})
    if len(credited) > 1:
        lines += ['', *(f'Co-authored-by: {who}' for who in credited)]
    return '\n'.join(lines) + '\n'


def noted(why: str, notes: Mapping[Target, Sequence[str]]) -> str:
    """The ``why`` of a move with what people have to know of it, by target."""
    told = (f'{_NOTE}{target}: {safe_line(one)}' for target, each in notes.items() for one in each)
    return '\n'.join([why, *told])


def notes(said: str, targets: Collection[Target]) -> Sequence[str]:
    """What the message of a move tells of these targets by `noted`, each after its target."""
    heads = tuple(f'{target}: ' for target in targets)
    told = (safe_line(line[len(_NOTE) :]) for line in said.split('\n') if line.startswith(_NOTE))
    return [one for one in told if one.startswith(heads)]


def subject(places: Iterable[Place]) -> str:
    """What the message of a move to these places begins with."""
    return f'Move to {told(places)}'


def blocked(new: Place, paths: Collection[str]) -> str:
    """Why nothing can move to ``new`` in a branch that holds ``paths``; empty where it can.

    No move writes over an update or any other file; lists without their update are leftovers.
    """
    there = [path for path in (str(new), new.directory) if path in paths]
    return f'cannot move to {new}: there is {there[0]} already' if there else ''


def told(places: Iterable[Place]) -> str:
    """``ready/: 06ny, a7de``, and the same for every other directory."""
    ordered = sorted(places)
    groups = groupby(ordered, key=lambda place: place.directory)
    return '; '.join(
        f'{directory}/: {", ".join(place.id for place in group)}' for directory, group in groups
    )


def author(authors: Mapping[str, str]) -> str:
    """The author of all updates; empty, for git's own, when there are several."""
    every = set(authors.values())
    return every.pop() if len(every) == 1 else ''
