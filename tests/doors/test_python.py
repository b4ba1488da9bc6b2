"""Pythons that we start run nothing from where we stand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rdopkg_ci.doors.processes import python


def said(code: str, *words: str, cwd: Path) -> str:
    command = [*python.command(code), *words]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return done.stdout


@pytest.fixture
def trap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current directory: modules in it leave a mark when they are imported."""
    for name in ('argparse', 'json', 're', 'token', 'select', 'yaml', 'rdopkg_ci', 'site'):
        (tmp_path / f'{name}.py').write_text('open("caught", "w").close()\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.syspath_prepend('')
    return tmp_path


def test_nothing_of_the_current_directory_runs(trap: Path) -> None:
    code = 'import argparse, re, select, yaml, rdopkg_ci.errors; print(rdopkg_ci.__file__)'
    assert said(code, cwd=trap).strip() == str(Path(python.ROOT, 'rdopkg_ci', '__init__.py'))
    assert not (trap / 'caught').exists()


def test_the_environment_does_not_lead_there_either(
    trap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv('PYTHONPATH', str(trap))
    monkeypatch.setenv('PYTHONSTARTUP', str(trap / 'json.py'))
    said('import rdopkg_ci.errors', cwd=trap)
    assert not (trap / 'caught').exists()


def test_what_we_import_from_is_handed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / 'plugin.py').write_text('NAME = "mine"\n')
    (tmp_path / 'json.py').write_text('raise RuntimeError("before the standard library")\n')
    monkeypatch.setattr(sys, 'path', [*sys.path, str(tmp_path)])
    assert said('import plugin; print(plugin.NAME)', cwd=Path('/')) == 'mine\n'


def test_words_follow(tmp_path: Path) -> None:
    assert said('print(sys.argv[1:])', 'a', '--b=c d', cwd=tmp_path) == "['a', '--b=c d']\n"
