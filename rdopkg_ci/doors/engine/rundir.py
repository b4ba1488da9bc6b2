"""The directory of one local run, and who holds its lock."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, NamedTuple

from rdopkg_ci.core.runs import result_json
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors import files, lock
from rdopkg_ci.errors import CiError

LIMIT = 4_000_000
PATIENCE = 10.0
_NAME = re.compile(r'[A-Za-z0-9][A-Za-z0-9._-]{0,200}')


class StoredRequest(NamedTuple):
    """What was asked for, and when in seconds since the epoch."""

    request: Request
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
    def subject(self) -> str:
        """What it tests, as its key says: PHASE.SUBJECT.TARGET.ATTEMPT."""
        return '.'.join(self.path.name.split('.')[:2])

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

    @property
    def request(self) -> Path:
        return self.path / 'request.json'

    def write_request(self, stored: StoredRequest) -> None:
        request = stored.request
        data = {'phase': request.phase, 'parameters': dict(request.mapping), 'at': stored.at}
        # On the disk before the directory gets its name: half a request would never be run, and
        # never be over.
        files.write(self.request, json.dumps(data).encode())

    def stored(self) -> StoredRequest | None:
        """None where there is no request of ours."""
        data = _json(self.request)
        try:
            request = Request.parse(data['phase'], data['parameters'])
            return StoredRequest(request, _moment(data['at']).timestamp())
        except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError, OSError):
            return None

    def started(self) -> Started | None:
        """None where no worker of ours left its note."""
        data = _json(self.path / 'started.json')
        try:
            pid = int(data['pid'])
            # A signal to 0 or 1 would go to ourselves, or to everybody.
            return Started(pid, _moment(data['at'])) if pid > 1 else None
        except (KeyError, TypeError, ValueError, ArithmeticError, OSError):
            return None

    def verdict(self) -> Verdict | None:
        """That of result.json; None where there is no such file, or one that is none of ours."""
        try:
            return result_json.parse(files.read(self.result_json, result_json.LIMIT)).verdict
        except (CiError, OSError, ValueError):
            return None

    def is_over(self) -> bool:
        return self.result_json.exists() or self.stopped.exists()

    def is_held(self) -> bool:
        """Whether a worker of this run lives."""
        return lock.is_held(self.path / 'lock')

    def take(self) -> int:
        """The lock, as a file descriptor that a worker can inherit; waits for those who only
        look. Raises CiError when somebody holds it for long.
        """
        return lock.taken(self.path / 'lock', PATIENCE)


def every(folder: Path) -> Sequence[RunDir]:
    """All runs of a phase's folder, the newest first; those of the same moment by name."""
    found = ((_asked_at(path), path) for path in folder.glob('[!.]*/'))
    return [RunDir(path) for at, path in sorted(found, reverse=True) if at]


def _asked_at(path: Path) -> int:
    """In nanoseconds, by the file that nobody touches again; 0 for what is no run."""
    try:
        return RunDir(path).request.stat().st_mtime_ns
    except OSError:
        return 0


def now() -> datetime:
    return datetime.now(timezone.utc)


def _moment(seconds: Any) -> datetime:
    """Raises one of many errors where that is no time."""
    return datetime.fromtimestamp(float(seconds), timezone.utc)


def _json(path: Path) -> dict[str, Any]:
    """The file's mapping; empty where there is none, which is no failure here."""
    try:
        data = json.loads(files.read(path, LIMIT))
    except (CiError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
