"""The local review system: changes are refs of the bare rdo-update repo itself, named as Gerrit
names them.

    refs/changes/NN/NUMBER/PATCHSET   the commit under review
    refs/changes/NN/NUMBER/meta       its topic, votes and messages, see `stored`

Every deed is one transaction on refs. Where only a part of it survived a kill, doing it again
completes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rdopkg_ci.core.review.change import Change, Message, Posting, Proposal, Vote
from rdopkg_ci.doors.git import Git, RefUpdate
from rdopkg_ci.doors.lock import held
from rdopkg_ci.doors.review import merging
from rdopkg_ci.doors.review.stored import (
    ABANDONED,
    BROKEN,
    FILE,
    MERGED,
    OPEN,
    StoredChange,
    meta_ref,
    next_number,
    number_of,
    patch_set_ref,
)
from rdopkg_ci.errors import LostRace, Refused, UsageError


class LocalReview:
    """Reviews for ``branch`` of the bare repo at ``place``."""

    def __init__(self, place: Path, branch: str) -> None:
        self._place = place
        self._repo = Git(place)
        self._branch = f'refs/heads/{branch}'

    def propose(self, proposal: Proposal) -> Change:
        with self._alone():
            every = self._every()
            known = next((stored for stored in every if stored.change.key == proposal.key), None)
            if known is None:
                number = next_number([stored.change.number for stored in every])
                known = self._blank(number, proposal)
            elif known.status != OPEN:
                raise Refused(
                    f'change {known.change.number} is {known.status} already',
                    'Submit the builds under another --id.',
                )
            if self._is_current(known, proposal):
                change = self._write(known, topic=proposal.topic, wip=proposal.asking.wip)
            else:
                change = self._new_patch_set(known, proposal)
            return _seen(change, (proposal.path,))

    def open_changes(self) -> Sequence[Change]:
        changes = [stored.change for stored in self._every() if stored.status in (OPEN, BROKEN)]
        edits = self._repo.changed([change.revision for change in changes if change.revision])
        paths = {revision: tuple(edit.path for edit in every) for revision, every in edits.items()}
        return [_seen(_whole(change, paths), paths.get(change.revision, ())) for change in changes]

    def post_review(self, change: Change, posting: Posting) -> None:
        with self._alone():
            stored = self._current(change)
            who = self._repo.person()
            votes = tuple(known for known in stored.change.votes if known.who != who)
            if posting.vote:
                votes = (*votes, Vote(who, posting.vote))
            messages = stored.change.messages
            said = Message(who, posting.message, posting.tag, change.revision)
            if said not in stored.change.messages:
                stored = stored.commented(change.revision, posting.comments)
                messages = (*messages, said)
            self._write(stored, votes=votes, messages=messages)

    def set_topic(self, change: Change, topic: str) -> None:
        with self._alone():
            self._write(self._current(change), topic=topic)

    def submit(self, change: Change) -> None:
        with self._alone():
            stored = self._current(change)
            values = [vote.value for vote in stored.change.votes]
            if 1 not in values or -1 in values:
                raise Refused(f'change {change.number} needs Verified +1 and no -1')
            tip = self._repo.resolve(self._branch)
            merged = merging.merge(self._repo, change, tip)
            moved = [RefUpdate(self._branch, merged, tip)] if merged != tip else []
            self._write(stored, moved, status=MERGED)

    def abandon(self, change: Change, message: str) -> None:
        with self._alone():
            stored = self._current(change)
            said = Message(self._repo.person(), message, '', change.revision)
            self._write(stored, status=ABANDONED, messages=(*stored.change.messages, said))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with held(self._place / 'rdopkg-ci.lock'):
            yield

    def _every(self) -> Sequence[StoredChange]:
        """All changes, oldest number first; those whose record cannot be read are `BROKEN`."""
        lines = self._repo.run(
            'for-each-ref', '--format=%(objectname) %(refname)', 'refs/changes/*/*/meta'
        ).text.splitlines()
        metas = {number: meta for meta, _, ref in map(_words, lines) if (number := number_of(ref))}
        found = self._repo.read_many([f'{meta}:{FILE}' for meta in metas.values()])
        return [
            _parsed(number, meta, found.get(f'{meta}:{FILE}'))
            for number, meta in sorted(metas.items())
        ]

    def _current(self, change: Change) -> StoredChange:
        stored = next(
            (known for known in self._every() if known.change.number == change.number), None
        )
        if stored is None:
            raise UsageError(f'there is no change {change.number}')
        if stored.status == BROKEN:
            raise Refused(stored.change.problem, 'A person has to look at it.')
        if stored.change.revision != change.revision:
            raise LostRace(f'change {change.number} has a newer patch set')
        if stored.status != OPEN:
            raise LostRace(f'change {change.number} is {stored.status} already')
        return stored

    def _blank(self, number: int, proposal: Proposal) -> StoredChange:
        url = f'{self._place.as_uri()}#{patch_set_ref(number, 1).rpartition("/")[0]}'
        owner = proposal.author or self._repo.person()
        ref, topic = patch_set_ref(number, 0), proposal.topic
        change = Change(number, proposal.key, '', owner, '', ref, (), topic, False, (), (), url)
        return StoredChange(change, OPEN, 0)

    def _is_current(self, stored: StoredChange, proposal: Proposal) -> bool:
        revision = stored.change.revision
        if not revision or self._repo.read(revision, proposal.path) != proposal.content:
            return False
        said = self._repo.run('log', '-1', '--format=%B', revision).text
        is_same = said.strip() == proposal.message.strip()
        edits = self._repo.changed([revision]).get(revision, ())
        return is_same and [edit.path for edit in edits] == [proposal.path]

    def _new_patch_set(self, stored: StoredChange, proposal: Proposal) -> Change:
        tip = self._repo.resolve(self._branch)
        if self._repo.read(tip, proposal.path) == proposal.content:
            raise Refused(f'{proposal.path} is the same in the branch: no new changes')
        revision = self._repo.commit(
            tip, {proposal.path: proposal.content}, proposal.message, proposal.author
        )
        new = stored._replace(patch_set=stored.patch_set + 1)
        ref = patch_set_ref(stored.change.number, new.patch_set)
        # A ref without its meta is what a kill left: it is ours to overwrite.
        moved = RefUpdate(ref, revision, self._repo.resolve(ref))
        fields: dict[str, Any] = {
            'revision': revision,
            'ref': ref,
            'subject': proposal.message.partition('\n')[0],
            'topic': proposal.topic,
            'wip': proposal.asking.wip,
            'votes': (),
        }
        return self._write(new, [moved], **fields)

    def _write(
        self, stored: StoredChange, moved: Sequence[RefUpdate] = (), status: str = '', **fields: Any
    ) -> Change:
        """Keep what there is of a change now, unless that is what its meta ref holds already."""
        new = stored.with_(**fields)._replace(status=status or stored.status)
        before = self._repo.read(new.meta, FILE) if new.meta else None
        if moved or new.dump() != before:
            meta = self._repo.commit(
                new.meta or None, {FILE: new.dump()}, f'Change {new.change.number}: {new.status}\n'
            )
            self._repo.update_refs([*moved, RefUpdate(meta_ref(new.change.number), meta, new.meta)])
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


def _whole(change: Change, paths: Mapping[str, tuple[str, ...]]) -> Change:
    """The change, with a problem where its commit is not to be had."""
    if change.problem or change.revision in paths:
        return change
    what = f'its commit {change.revision[:12] or "(none)"} is not in the repo, or damaged'
    return change._replace(problem=what)


def _seen(change: Change, paths: tuple[str, ...]) -> Change:
    """The change as an answer shows it. Whoever may write to this repo is the same person to it, so
    all that was said was said by us.
    """
    votes = tuple(vote._replace(is_ours=True) for vote in change.votes)
    messages = tuple(said._replace(is_ours=True) for said in change.messages)
    return change._replace(paths=paths, votes=votes, messages=messages)
