"""Locks: who holds them, who may, and how long the others wait."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from rdopkg_ci.doors import lock
from rdopkg_ci.doors.processes import python
from rdopkg_ci.errors import CiError

HOLDER = """
from pathlib import Path
from rdopkg_ci.doors import lock
with lock.held(Path(sys.argv[1])):
    print('held', flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [*python.command(HOLDER), str(tmp_path / 'x.lock')]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == 'held\n'
        yield process


def test_the_holder_is_named(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    assert lock.is_held(tmp_path / 'x.lock')
    with pytest.raises(CiError) as caught, lock.held(tmp_path / 'x.lock', 0.1):
        raise AssertionError('two hold it')
    text = str(caught.value)
    assert f'x.lock has been held for 0.1 seconds by another process: {holder.pid}, ' in text
    assert 'python' in text


def test_a_killed_holder_holds_nothing(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    holder.kill()
    holder.wait()
    assert not lock.is_held(tmp_path / 'x.lock')
    with lock.held(tmp_path / 'x.lock', 0.1):
        assert lock.is_held(tmp_path / 'x.lock')


@pytest.mark.parametrize('before', [None, 0o644, 0o666])
def test_nobody_else_can_open_it(tmp_path: Path, before: int | None) -> None:
    path = tmp_path / 'x.lock'
    if before:
        path.touch()
        path.chmod(before)
    with lock.held(path):
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / 'x.lock').symlink_to(tmp_path / 'other')
    with pytest.raises(OSError, match=r'x\.lock'), lock.held(tmp_path / 'x.lock'):
        pass
    assert not (tmp_path / 'other').exists()


def test_whatever_stands_in_it_is_no_harm(tmp_path: Path) -> None:
    path = tmp_path / 'x.lock'
    path.write_bytes(b'\x1b[31m' * 1000)
    handle = os.open(path, os.O_RDWR)
    os.close(handle)
    with lock.held(path):
        path.write_bytes(b'99999999999999999999')
        with pytest.raises(CiError, match='99999999999999999999 took it last'):
            lock.taken(path, 0.0)
