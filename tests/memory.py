"""Doors in memory, which promise what the contracts promise and no more: for tests of flows with
hundreds of runs, and a second implementation that keeps the contract tests honest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from typing import Any

from rdopkg_ci.core.review.change import Change, Message, Posting, Proposal, Vote
from rdopkg_ci.core.review.closed import Abandoned, Closed
from rdopkg_ci.core.runs import result_json
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.result import Result
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors.engine import WINDOW, Artifact, Conclusion, Run, State
from rdopkg_ci.doors.git.repo import Git, RefUpdate
from rdopkg_ci.errors import CiError, LostRace, Refused

US = 'Gate <gate@example.org>'
WHEN = datetime(2015, 3, 1, tzinfo=timezone.utc)
CONCLUSIONS = {Verdict.PASSED: Conclusion.SUCCESS}


@dataclass
class Kept:
    """A run as the engine remembers it."""

    request: Request
    state: State = State.QUEUED
    conclusion: Conclusion | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    console: bytes = b''


class MemoryEngine:
    """``memory`` is how many runs of a phase it remembers, the newest; ``down`` names verbs that
    fail.
    """

    def __init__(self, memory: int = 10_000) -> None:
        self.kept: list[Kept] = []
        self.started: list[str] = []
        self.memory = memory
        self.down: set[str] = set()

    def start(self, request: Request) -> bool:
        self._check('start')
        self.started.append(request.key)
        is_new = all(kept.request.key != request.key for kept in self.kept)
        if is_new:
            self.kept.append(Kept(request))
        return is_new

    def runs(
        self, phase: str, wanted: Collection[str] = (), labels: Collection[str] = ()
    ) -> Sequence[Run]:
        self._check('runs')
        newest = [kept for kept in reversed(self.kept) if kept.request.phase == phase]
        older = [one for one in newest[WINDOW : self.memory] if one.request.subject in wanted]
        return [_seen(one) for one in [*newest[:WINDOW], *older]]

    def artifacts(self, runs: Sequence[Run], name: str, limit: int) -> Mapping[str, Artifact]:
        self._check('artifacts')
        return {run.key: _artifact(self._kept(run).files.get(name), limit) for run in runs}

    def console(self, run: Run, offset: int = 0) -> Iterator[bytes]:
        self._check('console')
        yield self._kept(run).console[offset:]

    def stop(self, run: Run) -> None:
        kept = self._kept(run)
        kept.state, kept.conclusion = State.FINISHED, Conclusion.ABORTED

    def end(self, key: str, result: Result | None = None) -> None:
        """A run ends, with what its worker leaves: without a result it was killed."""
        kept = next(kept for kept in self.kept if kept.request.key == key)
        kept.state, kept.conclusion = State.FINISHED, Conclusion.ABORTED
        if result:
            kept.conclusion = CONCLUSIONS.get(result.verdict, Conclusion.FAILURE)
            kept.files['result.json'] = result_json.dump(result)

    def _kept(self, run: Run) -> Kept:
        return next(kept for kept in self.kept if kept.request.key == run.key)

    def _check(self, verb: str) -> None:
        if verb in self.down:
            raise CiError('the engine does not answer')


def _seen(kept: Kept) -> Run:
    url = f'memory:{kept.request.key}'
    return Run(
        kept.request,
        kept.state,
        kept.conclusion,
        WHEN,
        None,
        url,
        f'{url}/result',
        f'{url}/console',
    )


def _artifact(data: bytes | None, limit: int) -> Artifact:
    if data is not None and len(data) > limit:
        return Artifact(None, f'larger than {limit:,} bytes')
    return Artifact(data)


class MemoryReview:
    """Changes of a branch; their commits are real ones, in a bare git repo."""

    def __init__(self, repo: Git, branch: str = 'master') -> None:
        self.repo = repo
        self.branch = f'refs/heads/{branch}'
        self.changes: dict[str, Change] = {}
        self.ended: dict[str, str] = {}
        self.past: list[Closed] = []
        self.down: set[str] = set()

    def propose(self, proposal: Proposal) -> Change:
        if proposal.key in self.ended:
            raise Refused(f'the change is {self.ended[proposal.key]} already')
        known = self.changes.get(proposal.key)
        number = known.number if known else len(self.changes) + len(self.ended) + 1
        tip = self.repo.resolve(self.branch)
        if known and self.repo.read(known.revision, proposal.path) == proposal.content:
            return self._keep(known, topic=proposal.topic, wip=proposal.asking.wip)
        if self.repo.read(tip, proposal.path) == proposal.content:
            raise Refused('no new changes')
        edits = {proposal.path: proposal.content}
        revision = self.repo.commit(tip, edits, proposal.message)
        patch_set = int(known.ref.rpartition('/')[2]) + 1 if known else 1
        ref = f'refs/changes/{number % 100:02}/{number}/{patch_set}'
        self.repo.update_refs([RefUpdate(ref, revision, '')])
        subject, url = proposal.message.partition('\n')[0], f'memory:{number}'
        new = Change(
            number,
            proposal.key,
            subject,
            US,
            revision,
            ref,
            (proposal.path,),
            proposal.topic,
            proposal.asking.wip,
            (),
            known.messages if known else (),
            url,
        )
        return self._keep(new)

    def open_changes(self) -> Sequence[Change]:
        if 'open_changes' in self.down:
            raise CiError('the review system does not answer')
        return sorted(self.changes.values(), key=lambda change: change.number)

    def closed(self, path: str) -> Sequence[Closed]:
        return [one for one in reversed(self.past) if path in one.change.paths]

    def post_review(self, change: Change, posting: Posting) -> None:
        known = self._current(change)
        said = Message(US, posting.message, posting.tag, change.revision, is_ours=True)
        votes = (Vote(US, posting.vote, is_ours=True),) if posting.vote else ()
        messages = known.messages if said in known.messages else (*known.messages, said)
        self._keep(known, votes=votes, messages=messages)

    def set_topic(self, change: Change, topic: str) -> None:
        self._keep(self._current(change), topic=topic)

    def submit(self, change: Change) -> None:
        known, tip = self._current(change), self.repo.resolve(self.branch)
        if [vote.value for vote in known.votes] != [1]:
            raise Refused('needs Verified +1')
        content = self.repo.read(known.revision, known.paths[0])
        merged = self.repo.commit(tip, {known.paths[0]: content}, 'Merge')
        self.repo.update_refs([RefUpdate(self.branch, merged, tip)])
        self._close(known)

    def abandon(self, change: Change, message: str) -> None:
        self._close(self._current(change), Abandoned(US.partition(' <')[0], WHEN, message))

    def _current(self, change: Change) -> Change:
        known = self.changes.get(change.key)
        if known is None or known.revision != change.revision:
            raise LostRace(f'change {change.number} is closed or has a newer patch set')
        return known

    def _keep(self, change: Change, **fields: Any) -> Change:
        self.changes[change.key] = change._replace(**fields)
        return self.changes[change.key]

    def _close(self, change: Change, abandoned: Abandoned | None = None) -> None:
        del self.changes[change.key]
        self.ended[change.key] = 'abandoned' if abandoned else 'merged'
        self.past.append(Closed(change, abandoned))


class Counting:
    """A door that notes the name of every verb that is asked of it."""

    def __init__(self, door: Any) -> None:
        self._door = door
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._door, name)
        if not callable(found):
            return found

        def counted(*arguments: Any, **named: Any) -> Any:
            self.calls.append(name)
            return found(*arguments, **named)

        return counted


def result(request: Request, verdict: Verdict = Verdict.PASSED, **more: Any) -> Result:
    """What a worker leaves of a run."""
    updates = (request.update,) if request.update else request.updates
    plain = Result(request.phase, request.target, updates, request.commit, verdict, WHEN, WHEN)
    return plain._replace(**{'key': request.key, **more})


def another(request: Request, **fields: Any) -> Request:
    return replace(request, **fields)
