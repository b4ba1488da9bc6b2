"""What the log of the branch tells: who brought a file, since when it lies where it lies, what was
there once. Every question names the commit as of which it is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from datetime import datetime, timezone
from typing import NamedTuple

from rdopkg_ci.core.judging.story import Happened
from rdopkg_ci.core.update.place import Place
from rdopkg_ci.doors.git import Run, ids
from rdopkg_ci.doors.git.ids import checked
from rdopkg_ci.doors.git.paths import of_list
from rdopkg_ci.doors.git.people import is_person

_MARK = '\1'
_SAID = f'%ct{_MARK}%an{_MARK}%B'


class Arrival(NamedTuple):
    """``author`` is ``Name <address>``; ``since`` is when the last commit touched the file, and
    ``begun`` when the first one did.
    """

    author: str
    since: datetime
    begun: datetime


class History(NamedTuple):
    """The log of a repo; ``run`` is git there."""

    run: Run

    def arrivals(self, commit: str, update_ids: Collection[str]) -> Mapping[str, Arrival]:
        """By id of an update, wherever its file lay: who brought it, and when it came to where it
        is.
        """
        if not update_ids:
            return {}
        where = [f':(glob)*/{one}.yml' for one in sorted(update_ids)]
        found: dict[str, Arrival] = {}
        for (author, made), paths in self._changes(('%an <%ae>', '%ct'), commit, where):
            at = _time(made)
            for place in filter(None, map(Place.parse, paths)):
                known = found.get(place.id)
                found[place.id] = Arrival(author, known.since if known else at, at)
        return found

    def newest(self, commit: str, paths: Collection[str]) -> Mapping[str, str]:
        """By path the last commit that changed it, of all of them in one answer."""
        if not paths:
            return {}
        where = [f':(literal){path}' for path in sorted(paths)]
        found: dict[str, str] = {}
        for (change,), changed in self._changes(('%H',), commit, where):
            for path in changed:
                found.setdefault(path, change)
        return {path: found[path] for path in paths if path in found}

    def _changes(
        self, fields: Sequence[str], commit: str, where: Sequence[str]
    ) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        """Of each commit that changed something there, the newest first: what git fills in for the
        fields, and the paths.
        """
        form = f'--format={_MARK}{_MARK.join(fields)}{_MARK}'
        options = ('--no-renames', '--name-only', '-z', form, checked(commit))
        out = self.run('log', *options, '--', *where).out.decode('utf-8', 'surrogateescape')
        words = iter(out.split(_MARK)[1:])
        for *filled, paths in zip(*[words] * (len(fields) + 1)):
            yield filled, paths.replace('\n', '\0').split('\0')

    def story(self, commit: str, update_id: str) -> Sequence[Happened]:
        """What happened to an update, the oldest first."""
        options = ('--no-renames', '--reverse', f'--format=%ct{_MARK}%an{_MARK}%s')
        where = f':(glob)*/{update_id}.yml'
        lines = self.run('log', *options, checked(commit), '--', where).text.splitlines()
        words = (line.split(_MARK, 2) for line in lines)
        return [Happened(_time(made), who, what) for made, who, what in words]

    def dates(self, commits: Collection[str]) -> Mapping[str, datetime]:
        """When each commit was made."""
        if not commits:
            return {}
        options = ('--no-walk=unsorted', '--format=%H %ct', '--stdin')
        text = self.run('log', *options, stdin=ids.lines(commits)).text
        lines = (line.partition(' ') for line in text.splitlines())
        return {commit: _time(made) for commit, _, made in lines}

    def ever(self, commit: str, patterns: Sequence[str]) -> Set[str]:
        """The paths that fit glob patterns and were there once, on any way that led to
        ``commit``.
        """
        specs = [f':(glob){pattern}' for pattern in patterns]
        return self._names('--full-history', '-m', checked(commit), '--', *specs)

    def touched(self, since: str, commit: str) -> Set[str]:
        """The paths that commits after ``since`` edited, up to ``commit``."""
        return self._names('-m', '--first-parent', f'{checked(since)}..{checked(commit)}')

    def _names(self, *asked: str) -> Set[str]:
        options = ('--format=', '--name-only', '-z', '--no-renames')
        return set(of_list(self.run('log', *options, *asked).out))

    def versions(self, commit: str, path: str, most: int) -> Sequence[str]:
        """The commits that changed ``path``, the newest first."""
        options = (f'--max-count={most}', '--format=%H')
        return self.run('log', *options, checked(commit), '--', path).text.split()

    def author(self, commit: str, path: str) -> str:
        """``Name <address>`` of who last changed ``path``; empty where the commit names nobody whom
        git would take for an author again.
        """
        found = self._last('%an <%ae>', commit, '--', path)
        return found if is_person(found) else ''

    def said(self, commit: str, path: str) -> Happened:
        """The last commit that changed ``path``, with its whole message."""
        made, who, what = self._last(_SAID, commit, '--', path).split(_MARK, 2)
        return Happened(_time(made), who, what.strip())

    def message(self, commit: str) -> str:
        """All that the commit itself says."""
        return self._last('%B', commit).strip()

    def _last(self, form: str, commit: str, *where: str) -> str:
        return self.run('log', '-1', f'--format={form}', checked(commit), *where).text


def _time(seconds: str) -> datetime:
    return datetime.fromtimestamp(int(seconds), timezone.utc)
