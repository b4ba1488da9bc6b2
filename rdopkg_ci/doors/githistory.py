"""Who brought a file, and since when it lies where it lies, of many files in one answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timezone
from typing import NamedTuple

from rdopkg_ci.core.judging.story import Happened
from rdopkg_ci.core.update.place import Place
from rdopkg_ci.doors.command import Done

_MARK = '\1'


class History(NamedTuple):
    """``author`` is ``Name <address>``; ``since`` is when the last commit touched the file, and
    ``begun`` when the first one did.
    """

    author: str
    since: datetime
    begun: datetime


def histories(run: Callable[..., Done], commit: str, ids: Collection[str]) -> Mapping[str, History]:
    """By id of an update, wherever its file lay; as of ``commit``."""
    if not ids:
        return {}
    options = ('--no-renames', '--name-only', '-z', f'--format={_MARK}%an <%ae>{_MARK}%ct{_MARK}')
    where = [f':(glob)*/{one}.yml' for one in sorted(ids)]
    out = run('log', *options, commit, '--', *where).out.decode('utf-8', 'surrogateescape')
    found: dict[str, History] = {}
    words = out.split(_MARK)[1:]
    for author, made, paths in zip(words[::3], words[1::3], words[2::3]):
        at = _time(made)
        for path in paths.replace('\n', '\0').split('\0'):
            place = Place.parse(path)
            if place:
                known = found.get(place.id)
                found[place.id] = History(author, known.since if known else at, at)
    return found


def story(run: Callable[..., Done], commit: str, update_id: str) -> Sequence[Happened]:
    """What happened to an update, as of ``commit``, the oldest first."""
    options = ('--no-renames', '--reverse', f'--format=%ct{_MARK}%an{_MARK}%s')
    text = run('log', *options, commit, '--', f':(glob)*/{update_id}.yml').text
    words = (line.split(_MARK, 2) for line in text.splitlines())
    return [Happened(_time(made), who, what) for made, who, what in words]


def said(run: Callable[..., Done], commit: str, path: str) -> Happened:
    """The last commit that changed a file, as of ``commit``, with its whole message."""
    text = run('log', '-1', f'--format=%ct{_MARK}%an{_MARK}%B', commit, '--', path).text
    made, who, what = text.split(_MARK, 2)
    return Happened(_time(made), who, what.strip())


def dates(run: Callable[..., Done], commits: Collection[str]) -> Mapping[str, datetime]:
    """When each commit was made."""
    if not commits:
        return {}
    asked = ''.join(f'{commit}\n' for commit in commits).encode()
    text = run('log', '--no-walk=unsorted', '--format=%H %ct', '--stdin', stdin=asked).text
    lines = (line.partition(' ') for line in text.splitlines())
    return {commit: _time(made) for commit, _, made in lines}


def _time(seconds: str) -> datetime:
    return datetime.fromtimestamp(int(seconds), timezone.utc)
