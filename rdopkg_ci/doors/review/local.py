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

from rdopkg_ci.core.review.change import Change, Message, Posting, Proposal, Vote
from rdopkg_ci.core.review.closed import Closed
from rdopkg_ci.doors.git.repo import Git, RefUpdate
from rdopkg_ci.doors.lock import held
from rdopkg_ci.doors.review import merging
from rdopkg_ci.doors.review.records import Records
from rdopkg_ci.doors.review.refs import change_ref, next_number, patch_set_ref
from rdopkg_ci.doors.review.stored import ABANDONED, BROKEN, MERGED, OPEN, StoredChange
from rdopkg_ci.errors import Refused


class LocalReview:
    """Reviews for ``branch`` of the bare repo at ``place``."""

    def __init__(self, place: Path, branch: str) -> None:
        self._place = place
        self._repo = Git(place)
        self._records = Records(self._repo)
        self._branch = f'refs/heads/{branch}'

    def propose(self, proposal: Proposal) -> Change:
        with self._alone():
            known = self._of_key(proposal)
            if known.status != OPEN:
                raise Refused(
                    f'change {known.change.number} is {known.status} already',
                    'It takes no more patch sets: run this again for another change.',
                )
            if self._is_current(known, proposal):
                mended = known.with_(topic=proposal.topic, wip=proposal.asking.wip)
                change = self._records.write(mended)
            else:
                change = self._new_patch_set(known, proposal)
            return _seen(change, (proposal.path,))

    def open_changes(self) -> Sequence[Change]:
        every = self._records.every()
        changes = [stored.change for stored in every if stored.status in (OPEN, BROKEN)]
        edits = self._repo.changed([change.revision for change in changes if change.revision])
        paths = {revision: tuple(edit.path for edit in found) for revision, found in edits.items()}
        return [_seen(_whole(change, paths), paths.get(change.revision, ())) for change in changes]

    def closed(self, path: str) -> Sequence[Closed]:
        over = (MERGED, ABANDONED)
        done = [stored for stored in self._records.every() if stored.status in over]
        revisions = [stored.change.revision for stored in done if stored.change.revision]
        edits = self._repo.changed(revisions)
        return [
            Closed(_seen(stored.change, (path,)), self._records.abandoned(stored))
            for stored in reversed(done)
            if path in {edit.path for edit in edits.get(stored.change.revision, ())}
        ]

    def post_review(self, change: Change, posting: Posting) -> None:
        with self._alone():
            stored = self._records.current(change)
            who = self._repo.person()
            votes = tuple(known for known in stored.change.votes if known.who != who)
            if posting.vote:
                votes = (*votes, Vote(who, posting.vote))
            messages = stored.change.messages
            said = Message(who, posting.message, posting.tag, change.revision)
            if said not in messages:
                stored = stored.commented(change.revision, posting.comments)
                messages = (*messages, said)
            self._records.write(stored.with_(votes=votes, messages=messages))

    def set_topic(self, change: Change, topic: str) -> None:
        with self._alone():
            self._records.write(self._records.current(change).with_(topic=topic))

    def submit(self, change: Change) -> None:
        with self._alone():
            stored = self._records.current(change)
            values = [vote.value for vote in stored.change.votes]
            if 1 not in values or -1 in values:
                raise Refused(f'change {change.number} needs Verified +1 and no -1')
            tip = self._repo.resolve(self._branch)
            merged = merging.merge(self._repo, change, tip)
            moved = [RefUpdate(self._branch, merged, tip)] if merged != tip else []
            self._records.write(stored._replace(status=MERGED), moved)

    def abandon(self, change: Change, message: str) -> None:
        with self._alone():
            stored = self._records.current(change)
            said = Message(self._repo.person(), message, '', change.revision)
            told = stored.with_(messages=(*stored.change.messages, said))
            self._records.write(told._replace(status=ABANDONED))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with held(self._place / 'rdopkg-ci.lock'):
            yield

    def _of_key(self, proposal: Proposal) -> StoredChange:
        """The change of that key; a new one, without a patch set, where there is none."""
        every = self._records.every()
        known = next((stored for stored in every if stored.change.key == proposal.key), None)
        if known:
            return known
        number = next_number([stored.change.number for stored in every])
        owner = proposal.author or self._repo.person()
        url = f'{self._place.as_uri()}#{change_ref(number)}'
        return StoredChange.new(number, proposal, owner, url)

    def _is_current(self, stored: StoredChange, proposal: Proposal) -> bool:
        """Whether the current patch set is just what is proposed."""
        revision = stored.change.revision
        if not revision or self._repo.read(revision, proposal.path) != proposal.content:
            return False
        is_same = self._repo.history.message(revision) == proposal.message.strip()
        edits = self._repo.changed([revision]).get(revision, ())
        return is_same and [edit.path for edit in edits] == [proposal.path]

    def _new_patch_set(self, stored: StoredChange, proposal: Proposal) -> Change:
        tip = self._repo.resolve(self._branch)
        if self._repo.read(tip, proposal.path) == proposal.content:
            raise Refused(f'{proposal.path} is the same in the branch: no new changes')
        revision = self._repo.commit(
            tip, {proposal.path: proposal.content}, proposal.message, proposal.author
        )
        patch_set = stored.patch_set + 1
        ref = patch_set_ref(stored.change.number, patch_set)
        new = stored.with_(
            revision=revision,
            ref=ref,
            subject=proposal.message.partition('\n')[0],
            topic=proposal.topic,
            wip=proposal.asking.wip,
            votes=(),
        )
        # A ref without its meta is what a kill left: it is ours to overwrite.
        moved = RefUpdate(ref, revision, self._repo.resolve(ref))
        return self._records.write(new._replace(patch_set=patch_set), [moved])


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
