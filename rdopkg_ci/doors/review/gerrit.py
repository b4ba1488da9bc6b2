"""The reviews of a Gerrit: proposed by git's push, the rest by its REST API.

Most verbs look at the change first: the server takes a vote on an old patch set, or a topic for one
that was never tested, without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from rdopkg_ci.core.review.change import Change, Posting, Proposal
from rdopkg_ci.core.review.closed import Closed
from rdopkg_ci.doors.gerrit import facts, posted, push, turns
from rdopkg_ci.doors.gerrit.project import GerritProject
from rdopkg_ci.doors.gerrit.server import GerritServer
from rdopkg_ci.doors.git.words import words
from rdopkg_ci.doors.http import Absent, NotAllowed, Rejected, Unreachable
from rdopkg_ci.doors.lock import held
from rdopkg_ci.doors.review import reasons
from rdopkg_ci.doors.update_repo import UpdateRepo
from rdopkg_ci.errors import LostRace, Refused


class GerritReview:
    """Reviews for ``branch`` of ``project``, whose git repo is ``repo``; ``lock`` is a file that
    keeps two of us on this machine from saying the same at once.
    """

    def __init__(
        self, server: GerritServer, project: str, branch: str, repo: UpdateRepo, lock: Path
    ) -> None:
        self._server = server
        self._changes = GerritProject(server, project, branch)
        self._branch = branch
        self.repo = repo
        self._lock = lock

    def propose(self, proposal: Proposal) -> Change:
        known = self._changes.known(proposal.key)
        if known and self._is_current(known, proposal):
            return self._mended(known, proposal)
        tip = self.repo.tip()
        if self.repo.read(tip, proposal.path) == proposal.content:
            raise Refused(f'{proposal.path} is the same in the branch: no new changes')
        made = self.repo.clone.commit(
            tip, {proposal.path: proposal.content}, proposal.message, proposal.author
        )
        options = [f'topic={proposal.topic}', *_people(proposal)]
        if proposal.asking.wip or known:
            options.append('wip' if proposal.asking.wip else 'ready')
        done = self.repo.server.pushed(f'{made}:refs/for/{self._branch}', *options)
        if done.code and not push.is_nothing_new(done):
            raise push.failure(done, self.repo.remote, self.repo.access)
        found = self._changes.known(proposal.key)
        if found is None:
            said = words(done)
            raise Refused(f'the Gerrit took the push and does not show the change:\n{said}')
        return found

    def open_changes(self) -> Sequence[Change]:
        return self._changes.open()

    def closed(self, path: str) -> Sequence[Closed]:
        return self._changes.closed(path)

    def post_review(self, change: Change, posting: Posting) -> None:
        with held(self._lock):
            now = self._changes.current(change)
            if not posted.is_said(now, posting) and self._is_our_turn(now, posting.tag):
                self._speak(now, posting)

    def set_topic(self, change: Change, topic: str) -> None:
        self._changes.current(change)
        self._server.send('PUT', f'{self._changes.path(change)}/topic', {'topic': topic})

    def submit(self, change: Change) -> None:
        if self._submits_whole_topics:
            raise Refused(*reasons.WHOLE_TOPICS)
        with held(self._lock):
            self._changes.current(change)
            try:
                self._server.send('POST', f'{self._changes.revision(change)}/submit', {})
            except (Refused, NotAllowed, Absent, Rejected) as error:
                self._changes.current(change)
                raise reasons.of_submit(change.number, error) from error
            except Unreachable:
                # As it fails where two submit at once.
                self._changes.current(change)
                raise

    def abandon(self, change: Change, message: str) -> None:
        self._changes.current(change)
        self._server.send('POST', f'{self._changes.path(change)}/abandon', {'message': message})

    def _speak(self, change: Change, posting: Posting) -> None:
        try:
            self._server.send(
                'POST', f'{self._changes.revision(change)}/review', posted.body(change, posting)
            )
        except (NotAllowed, Rejected) as error:
            self._changes.current(change)
            raise reasons.of_vote(change.number, error) from error
        except Refused as error:
            self._changes.current(change)
            raise LostRace(f'change {change.number}: {error}') from error

    def _is_our_turn(self, change: Change, tag: str) -> bool:
        """Whether it is not a gate of ours on another machine that speaks next under that tag."""
        before = posted.count(change, tag)
        return turns.take(
            self._server,
            self._changes.revision(change),
            f'{tag}/{before}',
            lambda: posted.count(self._changes.current(change), tag) > before,
        )

    def _is_current(self, change: Change, proposal: Proposal) -> bool:
        """Whether the current patch set is just what is proposed."""
        if change.paths != (proposal.path,) or self.repo.bring({change.revision: change.ref}):
            return False
        message = self.repo.history.message(change.revision)
        is_same = message == proposal.message.strip()
        return is_same and self.repo.read(change.revision, proposal.path) == proposal.content

    def _mended(self, known: Change, proposal: Proposal) -> Change:
        """With what is beside the patch set as it is proposed."""
        if known.topic != proposal.topic:
            self.set_topic(known, proposal.topic)
        if known.wip != proposal.asking.wip:
            state = 'wip' if proposal.asking.wip else 'ready'
            self._server.send('POST', f'{self._changes.path(known)}/{state}', {})
        people = [(one, 'REVIEWER') for one in proposal.asking.reviewers]
        people += [(one, 'CC') for one in proposal.asking.cc]
        for person, state in people:
            asked = {'reviewer': person, 'state': state}
            self._server.send('POST', f'{self._changes.path(known)}/reviewers', asked)
        return known._replace(topic=proposal.topic, wip=proposal.asking.wip)

    @cached_property
    def _submits_whole_topics(self) -> bool:
        return facts.submits_whole_topics(self._server)


def _people(proposal: Proposal) -> Iterator[str]:
    yield from (f'r={one}' for one in proposal.asking.reviewers)
    yield from (f'cc={one}' for one in proposal.asking.cc)
