"""A whole scene for flows, with as many open changes as a test wants: real git, other doors in
memory, and every call to these counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from memory import Counting, MemoryEngine, MemoryReview, result

from rdopkg_ci import settings
from rdopkg_ci.core.causes.cause import Blame, Cause, Line
from rdopkg_ci.core.review.change import Proposal
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.doors.git.repo import Git
from rdopkg_ci.flows import gate
from rdopkg_ci.flows.gate import Pass
from rdopkg_ci.flows.gathering import snapshot
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.services import Services, open_services

TODAY = date(2015, 3, 1)
# Of the policy of our own, three targets.
TARGETS = ('kilo/el7', 'kilo/f22', 'juno/epel-7')
CAUSE = Cause(
    'nova needs oslo',
    'depsolve',
    Blame.PACKAGE,
    'depsolve-unresolved',
    (Line(4, 'nothing provides oslo'),),
    log='resolve.log',
)
UPDATE = 'notes: Update {name}\nbuilds:\n- {{id: {name}-1-1, source: dummy, repo: {repo}, dist: {dist}}}\n'
BUILD = '- {{id: foo{number}-1-1, source: dummy, repo: {target[0]}, dist: {target[1]}}}\n'


class Scene:
    def __init__(self, place: Path, memory: int = 10_000) -> None:
        environ = {'HOME': str(place), 'RDOPKG_CI_HOME': str(place / 'ci')}
        opened = open_services(settings.load(environ))
        self.git = Git(opened.settings.embedded_repo)
        self.engine, self.review = MemoryEngine(memory), MemoryReview(self.git)
        self.engine_calls, self.review_calls = Counting(self.engine), Counting(self.review)
        self.services = Services(opened.settings, opened.repo, self.review_calls, self.engine_calls)

    def propose(self, number: int) -> str:
        """An open change with an update for each of the targets; returns its id."""
        update_id = f'{number:03}x'
        builds = [BUILD.format(number=number, target=target.split('/')) for target in TARGETS]
        content = f'notes: Update {number}\nbuilds:\n{"".join(builds)}'.encode()
        topic = 'juno_epel-7/kilo_el7_f22'
        path, message = f'updates/{update_id}.yml', f'New {update_id}\n'
        self.review.propose(Proposal(f'I{number}', path, content, message, topic))
        return update_id

    def put(self, files: Mapping[str, tuple[str, str, str]]) -> None:
        """Have an update at each path, of a package for a release and a dist."""
        paths: dict[str, bytes | None] = {
            path: UPDATE.format(name=name, repo=repo, dist=dist).encode()
            for path, (name, repo, dist) in files.items()
        }
        edit = Edit(paths, 'Obsolete\n\nA better one is on its way.\n')
        self.services.repo.edit(lambda tip: (edit, None))

    def gate(self) -> Pass:
        return gate.once(self.services, TODAY)

    def look(self, every_attempt: bool = False) -> Snapshot:
        return snapshot.take(self.services, TODAY, every_attempt=every_attempt)

    def end(self, verdict: Verdict | None = Verdict.PASSED, only: str = '') -> None:
        """Every run that was asked for ends so, or those whose key holds ``only``."""
        for kept in self.engine.kept:
            if kept.conclusion is None and only in kept.request.key:
                cause = CAUSE if verdict in (Verdict.FAILED, Verdict.ERRORED) else None
                left = result(kept.request, verdict, cause=cause) if verdict is not None else None
                self.engine.end(kept.request.key, left)

    @property
    def calls(self) -> list[str]:
        return [*self.engine_calls.calls, *self.review_calls.calls]

    def forget_calls(self) -> None:
        self.engine_calls.calls.clear()
        self.review_calls.calls.clear()
