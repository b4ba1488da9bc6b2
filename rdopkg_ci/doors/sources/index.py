"""What is known of the RPMs in a directory from the last look, so that thousands of headers are not
read again by every command.

A file counts as the same while the kernel says that nobody touched it: device, inode, size and both
times, of which nobody can set the second one. What is broken or not ours in the index is read anew.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rdopkg_ci.core.rpm_name import RPM_FILE
from rdopkg_ci.doors import files
from rdopkg_ci.doors.rpm.rpms import Header
from rdopkg_ci.errors import CiError

_LIMIT = 200_000_000
_SCHEMA = 1
# In nanoseconds: within so long a file may change again without another time.
_FRESH = 3_000_000_000


class Index:
    def __init__(self, path: Path | None, known: Mapping[str, Any]) -> None:
        self._path = path
        self._known = known
        self._seen: dict[str, Any] = {}
        self._now = time.time_ns()

    @classmethod
    def load(cls, path: Path | None) -> Index:
        """The index in that file; an empty one where there is none, and without ``path`` one that
        is not kept.
        """
        try:
            data = json.loads(files.read(path, _LIMIT)) if path else {}
            known = data['rpms'] if data.get('schema') == _SCHEMA else {}
        except (CiError, ValueError, KeyError, AttributeError, RecursionError):
            known = {}
        return cls(path, known if isinstance(known, dict) else {})

    def header(self, path: Path, read: Callable[[Path], Header]) -> Header:
        """The header of a file, by ``read`` where it is not known. Raises what ``read`` does; a
        file that has none is looked at every time.
        """
        identity = _identity(path)
        known = _header(self._known.get(str(path)), identity)
        header = known or read(path)
        # The kernel's times are coarse: what changed just now may be changing still.
        if identity and abs(self._now - identity[-1]) > _FRESH:
            self._seen[str(path)] = [*identity, *header]
        return header

    def save(self) -> None:
        """Remember what was seen; where it cannot be written, the next look only takes longer."""
        if self._path and self._seen != self._known:
            data = {'schema': _SCHEMA, 'rpms': self._seen}
            try:
                files.write(self._path, json.dumps(data).encode())
            except (CiError, OSError):
                return


def _identity(path: Path) -> list[int]:
    """Empty where there is no such file; its own end is the time of its last change."""
    try:
        stat = os.stat(path)
    except OSError:
        return []
    return [stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]


def _header(entry: Any, identity: list[int]) -> Header | None:
    """None unless the entry is one of ours for this very file."""
    if not isinstance(entry, list) or not identity or entry[: len(identity)] != identity:
        return None
    words = entry[len(identity) :]
    if len(words) != len(Header._fields) or not all(isinstance(word, str) for word in words):
        return None
    header = Header(*words)
    return header if RPM_FILE.fullmatch(header.file) else None
