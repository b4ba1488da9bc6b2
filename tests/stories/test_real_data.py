"""The updates of 2014 and 2015, every fourth of them or with `make soak` all, through `rdopkg update` into one local repo; a few of
our own for everybody else.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from box import ROOT, Box

from rdopkg_ci.core.update import update_file
from rdopkg_ci.core.update.topic import topic

BUNDLE = ROOT.parent / 'shared' / 'data' / 'rdo-update.bundle'
OURS = ROOT / 'tests' / 'data' / 'updates'
REFUSED = 'failed/ofia.yml'
STEP = 1 if os.environ.get('SOAK') else 4


def told(out: str) -> str:
    """Id, change and topic, whether it was new or not."""
    return re.sub(', (?:unchanged|new patch set)', '', out.partition('\n')[0])


def submit(box: Box, name: str, data: bytes) -> str:
    """The line that tells id, change and topic."""
    (box.work / 'up.yml').write_bytes(data)
    return told(box.run('update', 'up.yml', '-a').out)


def merged(box: Box) -> Mapping[str, str]:
    """Topic and Change-Id of each update's newest patch set, by its path."""
    found = {}
    for ref in box.git('for-each-ref', '--format=%(refname)', 'refs/changes').splitlines():
        if not ref.endswith('/meta'):
            [path] = box.git('diff-tree', '--name-only', '--no-commit-id', '-r', ref).splitlines()
            found[path] = box.git('show', f'{ref}:{path}')
    return found


def test_all_real_updates_become_reviews(box: Box, tmp_path: Path) -> None:
    if not BUNDLE.exists():
        pytest.skip('rdo-update.bundle is not beside the project')
    clone = tmp_path / 'real'
    subprocess.run(['git', 'clone', '--quiet', str(BUNDLE), str(clone)], check=True)
    every = sorted(clone.glob('*/*.yml'))
    assert len(every) == 101
    files = {str(path.relative_to(clone)): path.read_bytes() for path in every[::STEP]}
    refused, topics = [], {}
    for name, data in files.items():
        (box.work / 'up.yml').write_bytes(data)
        said = box.run('update', 'up.yml', '-a', code=None)
        if said.code:
            refused.append(name)
        else:
            topics[name] = told(said.out)
    assert refused == [REFUSED], 'it names a dist that its release never had'
    assert topics.keys() == files.keys() - {REFUSED}
    builds = {
        frozenset(update_file.parse(data, name).update.builds)
        for name, data in files.items()
        if name != REFUSED
    }
    assert len(box.git('for-each-ref', 'refs/changes/*/*/meta').splitlines()) == len(builds)
    before = box.git('for-each-ref')
    for name in list(topics)[:: 12 // STEP]:
        (box.work / 'up.yml').write_bytes(files[name])
        assert told(box.run('update', 'up.yml', '-a').out) == topics[name], 'the same on every run'
    # Two real updates list the same builds with other notes: those take turns as patch sets of one
    # change.
    assert len(box.git('for-each-ref').splitlines()) - len(before.splitlines()) <= len(
        topics
    ) - len(builds)


@pytest.mark.parametrize('path', sorted(OURS.glob('*.yml')), ids=lambda path: path.stem)
def test_updates_of_every_kind(box: Box, path: Path) -> None:
    update = update_file.parse(path.read_bytes(), path.name).update
    first = submit(box, path.name, path.read_bytes())
    assert submit(box, path.name, path.read_bytes()) == first
    [stored] = merged(box).values()
    settled = update_file.parse(stored.encode(), path.name).update
    assert first.endswith(f'topic {topic(settled.targets)}')
    assert [build.id for build in settled.builds] == [build.id for build in update.builds]
