"""The engine's verbs on a Jenkins."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from urllib.parse import quote

from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.doors.engine import Artifact, Run, State
from rdopkg_ci.doors.engine.jenkins import looking
from rdopkg_ci.doors.engine.jenkins.job import JenkinsJob
from rdopkg_ci.doors.engine.jenkins.starting import Starting
from rdopkg_ci.doors.http import Absent, Limits
from rdopkg_ci.doors.jenkins.server import Server
from rdopkg_ci.doors.parallel import together
from rdopkg_ci.errors import CiError, NotAuthorised, Refused

# A console may be as long as it likes: it is read in pieces.
CONSOLE = Limits(connect=10, read=60, whole=1800, size=1 << 40)


# How often we look again for a run that was there and is not.
LOOKS = 3


class JenkinsEngine:
    def __init__(self, server: Server) -> None:
        self._server = server
        self._starting = Starting(server)
        # Keys of runs that waited when we looked last, or were started since, by phase.
        self._waiting: dict[str, set[str]] = {}

    def start(self, request: Request) -> bool:
        is_ours = self._starting.start(JenkinsJob.of(self._server.address, request), request)
        self._waiting.setdefault(request.phase, set()).add(request.key)
        return is_ours

    def runs(
        self, phase: str, wanted: Collection[str] = (), labels: Collection[str] = ()
    ) -> Sequence[Run]:
        jobs = [JenkinsJob(self._server.address, phase, label) for label in ('', *sorted(labels))]
        found = looking.look(self._server, jobs, wanted)
        for _ in range(LOOKS):
            # On its way from the queue to the builds a run is in neither.
            if self._waiting.get(phase, set()) <= {run.key for run in found}:
                break
            time.sleep(looking.MOMENT)
            found = looking.look(self._server, jobs, wanted)
        # Whatever is missing now was not, perhaps, when we looked before.
        self._starting.forget()
        self._waiting[phase] = {run.key for run in found if run.state is State.QUEUED}
        return found

    def artifacts(self, runs: Sequence[Run], name: str, limit: int) -> Mapping[str, Artifact]:
        found = together([partial(self._artifact, run, name, limit) for run in runs])
        return {run.key: artifact for run, artifact in zip(runs, found)}

    def console(self, run: Run, offset: int = 0) -> Iterator[bytes]:
        """By ``consoleText``, which can be asked for as a whole only: what else there is skips
        lines, or counts other bytes, on one version or the other.
        """
        if run.console_url:
            path = self._path(run.console_url)
            for piece in self._server.stream(path, 'Job/Read', CONSOLE):
                yield piece[offset:]
                offset = max(0, offset - len(piece))

    def stop(self, run: Run) -> None:
        if run.state is State.FINISHED:
            return
        is_queued = run.state is State.QUEUED
        path = self._cancel(run) if is_queued else f'{self._path(run.url)}/stop'
        # A Jenkins answers 500 too where it has left the queue; who looks again sees it running.
        accepted = {*range(200, 400), 500} if is_queued else range(200, 400)
        # Where it is absent it is over, or has left the queue.
        with suppress(Absent):
            self._server.post(path, b'', 'Job/Cancel', accepted)

    def _cancel(self, run: Run) -> str:
        _, found, its_id = run.url.rpartition('/queue/item/')
        if not found:
            raise Refused(
                f'the run {run.key} waits in a queue that tells no numbers, and cannot be stopped',
                f'Cancel it at {self._server.address.root}/queue, or stop it once it runs.',
            )
        return f'/queue/cancelItem?id={its_id}'

    def _artifact(self, run: Run, name: str, limit: int) -> Artifact:
        if not run.results:
            return Artifact(None)
        path = f'{self._path(run.results)}/{quote(name, safe="")}'
        try:
            return Artifact(self._server.get(path, 'Run/Artifacts', limit).body)
        except Absent:
            return Artifact(None)
        except CiError as error:
            return Artifact(None, str(error), isinstance(error, NotAuthorised))

    def _path(self, url: str) -> str:
        return url[len(self._server.address.root) :]
