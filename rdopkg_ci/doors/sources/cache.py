"""RPMs that were fetched before, by the digests that their sources give them."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from rdopkg_ci.doors import files

# In seconds: what nobody has asked for so long is forgotten.
KEPT = 30 * 86400.0
_DIGEST = re.compile(r'[a-z0-9]+:[0-9a-f]{32,128}')


class Cache:
    """A directory of ours. Losing it costs time only; where it cannot be written, nothing is
    kept.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def find(self, digest: str) -> Path | None:
        """None where there is none; the file may be damaged, so look at it."""
        place = self._place(digest)
        if place is None or not place.is_file():
            return None
        with suppress(OSError):
            os.utime(place)
        return place

    def put(self, digest: str, path: Path) -> None:
        """Keep a copy of what has been checked; nothing without a digest."""
        place = self._place(digest)
        if place is None:
            return
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            self._forget()
            handle, name = tempfile.mkstemp(prefix='.new.', dir=place.parent)
            try:
                with open(handle, 'wb') as copy, files.opened(path) as stream:
                    shutil.copyfileobj(stream, copy, files.PIECE)
                os.replace(name, place)
            finally:
                Path(name).unlink(missing_ok=True)

    def _place(self, digest: str) -> Path | None:
        if not _DIGEST.fullmatch(digest):
            return None
        return self._directory / digest.replace(':', '-')

    def _forget(self) -> None:
        for path in self._old():
            with suppress(OSError):
                path.unlink()

    def _old(self) -> Iterator[Path]:
        now = time.time()
        for entry in os.scandir(self._directory):
            if entry.is_file(follow_symlinks=False) and now - entry.stat().st_mtime > KEPT:
                yield Path(entry.path)
