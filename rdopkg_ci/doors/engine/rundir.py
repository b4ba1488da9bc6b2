"""The directory of one local run, and who holds its lock."""

from __future__ import annotations

import fcntl
import json
import os
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, NamedTuple

from rdopkg_ci.doors import files
from rdopkg_ci.errors import CiError

LIMIT = 4_000_000
_NAME = re.compile(r'[A-Za-z0-9][A-Za-z0-9._-]{0,200}')


class Asked(NamedTuple):
    """``at`` is in seconds since the epoch."""

    phase: str
    key: str
    parameters: Mapping[str, str]
    at: float


class Started(NamedTuple):
    pid: int
    at: datetime


class RunDir(NamedTuple):
    path: Path

    @classmethod
    def of(cls, root: Path, phase: str, key: str) -> RunDir:
        if not (_NAME.fullmatch(phase) and _NAME.fullmatch(key)):
            raise CiError(f'{phase!r}, {key!r}: not the name of a run')
        return cls(root / phase / key)

    @property
    def result(self) -> Path:
        return self.path / 'result'

    @property
    def result_json(self) -> Path:
        return self.result / 'result.json'

    @property
    def console(self) -> Path:
        return self.path / 'console.log'

    @property
    def stopped(self) -> Path:
        return self.path / 'stopped'

    def write_request(self, asked: Asked) -> None:
        (self.path / 'request.json').write_text(json.dumps(asked._asdict()), 'utf-8')

    def asked(self) -> Asked | None:
        data = _json(self.path / 'request.json')
        return Asked(**data) if data else None

    def started(self) -> Started | None:
        data = _json(self.path / 'started.json')
        return (
            Started(data['pid'], datetime.fromtimestamp(data['at'], timezone.utc)) if data else None
        )

    def verdict(self) -> str | None:
        """The word in result.json; None where there is no such file, or a broken one."""
        word: str | None = _json(self.result_json).get('verdict')
        return word

    def is_over(self) -> bool:
        return self.result_json.exists() or self.stopped.exists()

    def is_held(self) -> bool:
        """Whether a worker of this run lives. Looking takes a shared lock, so that two who look see
        no worker.
        """
        with open(self.path / 'lock', 'ab') as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def take(self) -> int:
        """The lock, as a file descriptor that a worker can inherit; waits for those who only
        look.
        """
        lock = os.open(self.path / 'lock', os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        fcntl.flock(lock, fcntl.LOCK_EX)
        return lock


def every(folder: Path) -> Iterator[tuple[RunDir, Asked]]:
    """All runs of a phase's folder."""
    for path in sorted(folder.glob('[!.]*/')):
        run = RunDir(path)
        asked = run.asked()
        if asked:
            yield run, asked


def now() -> datetime:
    return datetime.now(timezone.utc)


def _json(path: Path) -> dict[str, Any]:
    """The file's mapping; empty where there is none, which is no failure here."""
    try:
        data = json.loads(files.read(path, LIMIT))
    except (CiError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}
