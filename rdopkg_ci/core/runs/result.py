"""result.json, schema 1: what a worker leaves behind and status, gate and promote read."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Cause
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target


class StepOutcome(Enum):
    """What a step came to; a skipped one did nothing, and proves nothing."""

    OK = 'ok'
    FAILED = 'failed'
    SKIPPED = 'skipped'


class StepResult(NamedTuple):
    """One step of a worker; ``log`` is the file name of its log beside result.json, empty where a
    skipped step wrote none. ``reason`` says why it failed or was skipped.
    """

    name: str
    outcome: StepOutcome
    seconds: float
    log: str
    reason: str = ''

    @property
    def ok(self) -> bool:
        return self.outcome is StepOutcome.OK


class Rpm(NamedTuple):
    """One tested RPM: file name, SHA-256 in hex, the id of the build it came from and that build's
    tag.
    """

    file: str
    sha256: str
    build: str
    tag: str = ''


class Metadata(NamedTuple):
    """A yum repo as a run saw it: ``repo`` is what the run calls it, ``repomd`` the SHA-256 of its
    repomd.xml, which has the digests of all the rest; empty for a repo that was empty.
    """

    repo: str
    url: str
    repomd: str


class Result(NamedTuple):
    """``verdict`` is passed, failed or errored; ``updates`` are update ids; times are UTC.
    ``tools`` has the versions of what tested, by name; ``needs`` by the id of an update those of
    the others that it cannot be installed without; ``key`` is that of the run that left it;
    ``notes`` are what people have to know however green it is. Workers of before leave all from
    ``metadata`` on out.
    """

    phase: str
    target: Target
    updates: tuple[str, ...]
    commit: str
    verdict: Verdict
    started: datetime
    finished: datetime
    steps: tuple[StepResult, ...] = ()
    cause: Cause | None = None
    rpms: tuple[Rpm, ...] = ()
    metadata: tuple[Metadata, ...] = ()
    tools: tuple[tuple[str, str], ...] = ()
    needs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    key: str = ''
    notes: tuple[str, ...] = ()
