"""Tiny real RPMs, made by rpmbuild from a few words, each once a session."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

# A fixed time, so that the same words give the same RPM.
BUILT = '1425211200'
_SESSION = tempfile.TemporaryDirectory(prefix='rpmkit-')


class Content(NamedTuple):
    """A file, with ``kind`` as %files has it, such as ``%config`` or ``%dir``, a symbolic link with
    ``link``.
    """

    path: str
    text: str = 'a\n'
    kind: str = ''
    mode: str = '0644'
    link: str = ''
    owner: str = 'root'

    @property
    def listed(self) -> str:
        attributes = f'%attr({"-" if self.link else self.mode}, {self.owner}, root)'
        return ' '.join(filter(None, (self.kind, attributes, self.path)))

    def make(self, root: Path) -> None:
        place = root / self.path.lstrip('/')
        place.parent.mkdir(parents=True, exist_ok=True)
        if self.link:
            place.symlink_to(self.link)
        elif self.kind == '%dir':
            place.mkdir()
        else:
            place.write_text(self.text)


class Words(NamedTuple):
    """``extra`` are further lines of the preamble, such as ``Conflicts: foo``; another ``text``
    makes another file of the same name.
    """

    name: str
    version: str = '1'
    release: str = '1.el7'
    requires: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    arch: str = 'noarch'
    text: str = 'A test.'
    files: tuple[Content, ...] = ()


def rpm(name: str, version: str = '1', text: str = 'A test.') -> Path:
    """NAME-VERSION-1.noarch.rpm, shared by all tests: do not change it."""
    return _build(Words(name, version, '1', text=text))


def build(directory: Path, words: Words) -> Path:
    """A copy in ``directory``."""
    directory.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(_build(words), directory))


def source(directory: Path, words: Words) -> Path:
    """A copy of the source package in ``directory``."""
    directory.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(_build(words, '-bs'), directory))


@cache
def _build(words: Words, what: str = '-bb') -> Path:
    if not shutil.which('rpmbuild'):
        pytest.skip('needs rpmbuild')
    top = Path(tempfile.mkdtemp(dir=_SESSION.name))
    spec = top / 'it.spec'
    (top / 'root').mkdir()
    for content in words.files:
        content.make(top / 'root')
    spec.write_text(
        '\n'.join(
            [
                f'Name: {words.name}',
                f'Version: {words.version}',
                f'Release: {words.release}',
                'Summary: A test',
                'License: ASL 2.0',
                *(['BuildArch: noarch'] if words.arch == 'noarch' else []),
                'AutoReqProv: no',
                *(f'Requires: {need}' for need in words.requires),
                *words.extra,
                '%description',
                words.text,
                '%install',
                f'cp -a {top}/root/. %{{buildroot}}',
                '%files',
                *(content.listed for content in words.files),
                '',
            ]
        )
    )
    defines = {
        '_topdir': str(top),
        '_rpmdir': str(top),
        '_buildhost': 'test',
        '_binary_payload': 'w1.gzdio',
        'debug_package': '%{nil}',
        'use_source_date_epoch_as_buildtime': '1',
        '_rpmfilename': '%%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm',
    }
    options = [f'--define={name} {value}' for name, value in defines.items()]
    subprocess.run(
        ['rpmbuild', what, '--quiet', *options, f'--target={words.arch}', str(spec)],
        env={'PATH': '/usr/bin:/bin', 'HOME': str(top), 'SOURCE_DATE_EPOCH': BUILT},
        check=True,
        capture_output=True,
    )
    return next(top.glob('**/*.rpm'))
