"""Temporary directories of workers, alive and dead."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from pathlib import Path

import pytest

from rdopkg_ci.doors.processes import python
from rdopkg_ci.doors.scratch import scratch

OWNER = """
import time
from rdopkg_ci.doors.scratch import scratch
with scratch() as place:
    (place / 'much').write_text('x')
    print(place, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    there = tmp_path / 'tmp'
    there.mkdir()
    monkeypatch.setenv('TMPDIR', str(there))
    monkeypatch.setattr(tempfile, 'tempdir', None)
    return there


def test_it_goes_with_its_owner(place: Path) -> None:
    with scratch() as inner:
        (inner / 'x').write_text('x')
    assert not list(place.iterdir())


def test_what_the_dead_left_is_removed_and_nothing_else(place: Path) -> None:
    (place / 'rdopkg-ci-run-other').mkdir()
    (place / 'rdopkg-ci-run-link').symlink_to(place.parent)
    process = subprocess.Popen(python.command(OWNER), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    left = Path(process.stdout.readline().strip())
    with scratch():
        assert (left / 'much').exists(), 'its owner lives'
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    with scratch():
        assert not left.parent.exists()
    names = sorted(path.name for path in place.iterdir())
    assert names == ['rdopkg-ci-run-link', 'rdopkg-ci-run-other']
    assert place.parent.is_dir()
