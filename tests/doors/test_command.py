"""Programs that we run: their time, their children and what they see."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from rdopkg_ci.doors.processes import command
from rdopkg_ci.errors import CiError, MissingTool


def test_the_time_holds_for_children_too(tmp_path: Path) -> None:
    """A child of it has our pipes open, and would be waited for without end."""
    note, begun = tmp_path / 'pid', time.monotonic()
    note.touch()
    for seconds in (0.5, 4.0, 30.0, 240.0):
        told = re.escape(f'sh did not end within {seconds:g} seconds')
        with pytest.raises(CiError, match=told):
            command.run('sh', '-c', f'sleep 6000 & echo $! > {note}; wait', timeout=seconds)
        if note.read_text():
            break
    stat = Path('/proc', note.read_text().strip(), 'stat')
    while stat.exists() and ') Z ' not in stat.read_text():
        assert time.monotonic() - begun < 500, 'the child was killed as well'
        time.sleep(0.01)


def test_what_it_says(tmp_path: Path) -> None:
    done = command.run('sh', '-c', 'cat; echo no >&2; exit 3', stdin=b'in', codes=(3,))
    assert done == (3, b'in', b'no\n')
    with pytest.raises(command.CommandFailed, match='ended with code 3: no'):
        command.run('sh', '-c', 'echo no >&2; exit 3')


def test_what_does_not_read_its_input_is_no_failure() -> None:
    assert command.run('true', stdin=b'x' * 1_000_000).code == 0


def test_a_program_that_is_not_there() -> None:
    with pytest.raises(MissingTool, match='no-such-tool is not installed'):
        command.run('no-such-tool')


def test_passwords_are_for_our_own_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv('RDOPKG_CI_GERRIT_PASSWORD', 'squeamish')
    monkeypatch.setenv('RDOPKG_CI_HOME', '/x')
    text = command.run('env', env={'LANG': None, 'MORE': 'yes'}).text
    assert 'squeamish' not in text
    assert 'RDOPKG_CI_HOME=/x' in text and 'MORE=yes' in text and 'LANG=' not in text
