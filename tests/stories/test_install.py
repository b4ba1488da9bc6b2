"""A normal install beside rdopkg: the plain command has both actions, and an uninstall leaves
rdopkg as it was.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from box import ROOT


class Site:
    """A copy of rdopkg in a directory of its own; everything else that it needs comes from where we
    run.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        for file in metadata.files('rdopkg') or ():
            if file.suffix != '.pyc' and '..' not in file.parts:
                (place / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(str(file.locate()), place / file)

    def python(self, *words: str) -> str:
        environ = {**os.environ, 'PYTHONPATH': str(self.place), 'PYTHONDONTWRITEBYTECODE': '1'}
        done = subprocess.run(
            [sys.executable, *words],
            env=environ,
            cwd=self.place,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def rdopkg(self, *words: str) -> str:
        return self.python(
            '-c', 'import sys; from rdopkg.cli import main; sys.exit(main())', *words
        )

    def files(self) -> list[str]:
        return sorted(
            str(path.relative_to(self.place)) for path in self.place.rglob('*') if path.is_file()
        )


@pytest.fixture(scope='module')
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source, place = tmp_path_factory.mktemp('source') / 'it', tmp_path_factory.mktemp('wheel')
    shutil.copytree(
        ROOT, source, ignore=shutil.ignore_patterns('.*', 'tests', 'build', '*.egg-info')
    )
    options = [
        '--quiet',
        '--no-deps',
        '--no-build-isolation',
        '--no-index',
        '--disable-pip-version-check',
        '--wheel-dir',
        str(place),
    ]
    subprocess.run([sys.executable, '-m', 'pip', 'wheel', *options, str(source)], check=True)
    return next(place.glob('*.whl'))


def test_install_and_uninstall(wheel: Path, tmp_path: Path) -> None:
    site = Site(tmp_path / 'site')
    before = site.files()
    # Not a hair more than what pip does: unpack the wheel into the site.
    shutil.unpack_archive(wheel, site.place, 'zip')
    added = sorted(set(site.files()) - set(before))
    listing = site.rdopkg('--help')
    assert ' update ' in listing and ' ci ' in listing
    assert 'commands:' in site.rdopkg('ci', '--help')
    assert 'usage: rdopkg ci status' in site.rdopkg('ci', 'status', '--help')
    assert site.rdopkg('ci', '--version').startswith('rdopkg-ci ')
    theirs = [name for name in added if name.startswith('rdopkg/')]
    # An uninstall removes what the wheel lists, so it must list nothing of rdopkg itself.
    assert theirs == [
        f'rdopkg/actions/{action}/{name}.py'
        for action in ('ci', 'update')
        for name in ('__init__', 'actions')
    ]
    assert not set(added) & set(before)


def test_the_wheel_holds_the_whole_house(wheel: Path, tmp_path: Path) -> None:
    shutil.unpack_archive(wheel, tmp_path / 'it', 'zip')
    ours = {str(path.relative_to(ROOT)) for path in (ROOT / 'rdopkg_ci').rglob('*.py')}
    assert ours <= {
        str(path.relative_to(tmp_path / 'it')) for path in (tmp_path / 'it').rglob('*.py')
    }


def test_the_help_loads_nothing_that_rdopkg_does_not_load_already() -> None:
    code = 'import sys, {}; print(*sorted(sys.modules))'
    loaded = [
        set(
            subprocess.run(
                [sys.executable, '-c', code.format(what)],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=True,
            ).stdout.split()
        )
        for what in (
            'rdopkg.action',
            'rdopkg.action, rdopkg_ci.actions.ci, rdopkg_ci.actions.update',
        )
    ]
    assert loaded[1] - loaded[0] == {
        'rdopkg_ci',
        'rdopkg_ci.actions',
        'rdopkg_ci.actions.ci',
        'rdopkg_ci.actions.update',
        'rdopkg_ci.exits',
        'rdopkg_ci.menu',
    }
