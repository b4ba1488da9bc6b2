from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rdopkg_ci.doors import host


def test_rdopkgs_own_actions_are_named() -> None:
    assert {'new-version', 'patch', 'clone'} <= {*host.actions()}


def test_a_plugin_that_does_not_load_hides_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import rdopkg.actions

    (tmp_path / 'zz_broken').mkdir()
    (tmp_path / 'zz_broken' / '__init__.py').write_text('raise RuntimeError')
    (tmp_path / 'zz_odd').mkdir()
    (tmp_path / 'zz_odd' / '__init__.py').write_text('ACTIONS = [1, None]')
    monkeypatch.setattr(rdopkg.actions, '__path__', [*rdopkg.actions.__path__, str(tmp_path)])
    known = host.actions()
    assert 'clone' in known and all(isinstance(name, str) for name in known)


def test_without_its_actions_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, 'rdopkg.actions', None)
    assert host.actions() == []
