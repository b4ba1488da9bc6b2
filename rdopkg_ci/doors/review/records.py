"""The records of all local changes, each in its meta ref of the bare repo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rdopkg_ci.core.review.change import Change
from rdopkg_ci.core.review.closed import Abandoned
from rdopkg_ci.doors.git.repo import Git, RefUpdate
from rdopkg_ci.doors.review.refs import meta_ref, number_of
from rdopkg_ci.doors.review.stored import ABANDONED, BROKEN, FILE, OPEN, StoredChange
from rdopkg_ci.errors import LostRace, Refused, UsageError


class Records(NamedTuple):
    repo: Git

    def every(self) -> Sequence[StoredChange]:
        """All changes, oldest number first; those whose record cannot be read are `BROKEN`."""
        form = '--format=%(objectname) %(refname)'
        lines = self.repo.run('for-each-ref', form, 'refs/changes/*/*/meta').text.splitlines()
        metas = {number: meta for meta, _, ref in map(_words, lines) if (number := number_of(ref))}
        found = self.repo.read_each([(meta, FILE) for meta in metas.values()])
        return [
            _parsed(number, meta, found.get((meta, FILE))) for number, meta in sorted(metas.items())
        ]

    def current(self, change: Change) -> StoredChange:
        """The record of an open change. Raises LostRace where it went on since it was seen so,
        Refused where it cannot be read.
        """
        stored = next((one for one in self.every() if one.change.number == change.number), None)
        if stored is None:
            raise UsageError(f'there is no change {change.number}')
        if stored.status == BROKEN:
            raise Refused(stored.change.problem, 'A person has to look at it.')
        if stored.change.revision != change.revision:
            raise LostRace(f'change {change.number} has a newer patch set')
        if stored.status != OPEN:
            raise LostRace(f'change {change.number} is {stored.status} already')
        return stored

    def abandoned(self, stored: StoredChange) -> Abandoned | None:
        """What was said then is the last of it, and was kept at once."""
        if stored.status != ABANDONED:
            return None
        at = self.repo.history.dates([stored.meta])[stored.meta]
        said = stored.change.messages[-1:]
        who = ''.join(one.who.partition(' <')[0] for one in said)
        return Abandoned(who, at, ''.join(one.text for one in said))

    def write(self, new: StoredChange, moved: Sequence[RefUpdate] = ()) -> Change:
        """Keep it and move refs, in one transaction; not where its meta ref holds just that
        already.
        """
        before = self.repo.read(new.meta, FILE) if new.meta else None
        if moved or new.dump() != before:
            number, said = new.change.number, f'Change {new.change.number}: {new.status}\n'
            meta = self.repo.commit(new.meta or None, {FILE: new.dump()}, said)
            self.repo.update_refs([*moved, RefUpdate(meta_ref(number), meta, new.meta)])
        return new.change


def _words(line: str) -> tuple[str, str, str]:
    return line.partition(' ')


def _parsed(number: int, meta: str, content: bytes | None) -> StoredChange:
    try:
        if content is None:
            raise ValueError('there is no such file')
        stored = StoredChange.parse(content, meta)
        if stored.change.number != number:
            raise ValueError(f'it is that of change {stored.change.number}')
    except ValueError as error:
        return StoredChange.broken(number, meta, str(error))
    return stored
