"""Programs that we run: their time, their children and what they see."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from rdopkg_ci.doors import command
from rdopkg_ci.errors import CiError, MissingTool


def test_the_time_holds_for_children_too(tmp_path: Path) -> None:
    """A child of it has our pipes open, and would be waited for without end."""
    note = tmp_path / 'pid'
    begun = time.monotonic()
    with pytest.raises(CiError, match=r'sh did not end within 0\.5 seconds'):
        command.run('sh', '-c', f'sleep 30 & echo $! > {note}; wait', timeout=0.5)
    assert time.monotonic() - begun < 5
    stat = Path('/proc', note.read_text().strip(), 'stat')
    assert not stat.exists() or ') Z ' in stat.read_text()


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
