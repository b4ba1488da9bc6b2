"""Files out of Maven's repositories by their coordinates, fetched once and kept."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# As it was when the tests started: each test has a home of its own.
CACHE = Path(os.environ.get('XDG_CACHE_HOME') or Path.home() / '.cache') / 'rdopkg-ci-tests'
_PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy'


def lacking() -> str:
    """Why nothing can run here; empty where it can."""
    missing = [tool for tool in ('java', 'mvn') if not shutil.which(tool)]
    return f'{" and ".join(missing)} not installed' if missing else ''


def fetched(coordinates: str) -> Path:
    """The file of ``GROUP:ARTIFACT:VERSION:TYPE``; raises CalledProcessError where it cannot be
    had.
    """
    _, artifact, version, kind = coordinates.split(':')
    path = CACHE / f'{artifact}-{version}.{kind}'
    CACHE.mkdir(parents=True, exist_ok=True)
    with open(CACHE / '.lock', 'w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            _fetch(coordinates, path)
    return path


def _fetch(coordinates: str, path: Path) -> None:
    with tempfile.TemporaryDirectory(dir=CACHE) as place:
        subprocess.run(
            ['mvn', '-q', '-B', _PLUGIN, f'-Dartifact={coordinates}', f'-DoutputDirectory={place}'],
            check=True,
            timeout=300,
        )
        (Path(place) / path.name).rename(path)


if __name__ == '__main__':
    for one in sys.argv[1:]:
        print(fetched(one))
