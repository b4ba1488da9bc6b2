"""Tiny real RPMs, built by rpmbuild from a spec made of a few words."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

# A fixed time, so that the same words give the same RPM.
BUILT = '1425211200'


class Words(NamedTuple):
    """``extra`` are further lines of the preamble, such as ``Conflicts: foo``."""

    name: str
    version: str = '1'
    release: str = '1.el7'
    requires: Sequence[str] = ()
    extra: Sequence[str] = ()
    arch: str = 'noarch'


def build(directory: Path, words: Words) -> Path:
    """The binary RPM, in ``directory``."""
    if not shutil.which('rpmbuild'):
        pytest.skip('needs rpmbuild')
    directory.mkdir(parents=True, exist_ok=True)
    top = directory / '.rpmbuild'
    top.mkdir(exist_ok=True)
    spec = top / f'{words.name}.spec'
    spec.write_text('\n'.join([
        f'Name: {words.name}', f'Version: {words.version}', f'Release: {words.release}', 'Summary: A test', 'License: ASL 2.0',
        *(['BuildArch: noarch'] if words.arch == 'noarch' else []),
        'AutoReqProv: no', *(f'Requires: {need}' for need in words.requires), *words.extra,
        '%description', 'A test.', '%files', '',
    ]))
    subprocess.run(
        [
            'rpmbuild', '-bb', '--quiet', f'--define=_topdir {top}', f'--define=_rpmdir {directory}', '--define=_buildhost test',
            '--define=_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm', '--define=use_source_date_epoch_as_buildtime 1',
            '--define=_binary_payload w1.gzdio', '--define=_build_id_links none', '--define=debug_package %{nil}',
            f'--target={words.arch}', str(spec),
        ],
        env={'PATH': '/usr/bin:/bin', 'HOME': str(top), 'SOURCE_DATE_EPOCH': BUILT}, check=True, capture_output=True,
    )
    shutil.rmtree(top)
    return directory / f'{words.name}-{words.version}-{words.release}.{words.arch}.rpm'
