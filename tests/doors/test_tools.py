from __future__ import annotations

import os
import platform
from pathlib import Path

import pytest

from rdopkg_ci.doors import tools


@pytest.mark.parametrize(
    ('said', 'version'),
    [
        pytest.param('RPM version 4.18.0', '4.18.0', id='rpm'),
        pytest.param('4.14.0\n  Installed: dnf-0:4.14.0', '4.14.0', id='dnf'),
        pytest.param('what?', None, id='no version'),
    ],
)
def test_a_program_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, version: str | None
) -> None:
    program = tmp_path / 'it'
    program.write_text(f"#!/bin/sh\necho '{said}'\n")
    program.chmod(0o755)
    monkeypatch.setenv('PATH', f'{tmp_path}{os.pathsep}{os.environ["PATH"]}')
    assert dict(tools.versions(['it', 'nobody-has-this'])).get('it') == version


def test_ours_is_always_told() -> None:
    found = dict(tools.versions())
    assert found['python'] == platform.python_version() and found['rdopkg-ci']
