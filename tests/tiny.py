"""Tiny real RPMs, built once a session by rpmbuild."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from rdopkg_ci.doors import command

SPEC = """\
Name: {name}
Version: {version}
Release: 1
Summary: A package for tests
License: ASL 2.0
BuildArch: noarch
%description
{text}
%files
"""


def rpm(name: str, version: str = '1', text: str = 'Nothing.') -> Path:
    """The RPM NAME-VERSION-1.noarch.rpm; ``text`` makes another file of the same name. Do not change it: it is shared."""
    if not shutil.which('rpmbuild'):
        pytest.skip('rpmbuild is not installed')
    return _rpm(name, version, text)


@cache
def _rpm(name: str, version: str, text: str) -> Path:
    top = Path(mkdtemp(prefix='tiny-'))
    spec = top / f'{name}.spec'
    spec.write_text(SPEC.format(name=name, version=version, text=text))
    command.run('rpmbuild', '-bb', '--quiet', '--define', f'_topdir {top}', str(spec))
    (built,) = top.glob('RPMS/*/*.rpm')
    return built
