from __future__ import annotations

import pytest

from rdopkg_ci.core.update.place import Place


@pytest.mark.parametrize(
    'path',
    [
        'updates/06ny.yml',
        'ready/06ny.yml',
        'pushed/06ny.yml',
        'failed/06ny.yml',
        'my-group/06ny.yml',
    ],
)
def test_a_place_is_its_path(path: str) -> None:
    assert str(Place.parse(path)) == path


@pytest.mark.parametrize(
    'path',
    [
        '06ny.yml',
        'updates/06ny.yaml',
        'updates/06ny.yml.files',
        'updates/06n.yml',
        'updates/a/06ny.yml',
        '../06ny.yml',
        '-x/06ny.yml',
        'up\n/06ny.yml',
    ],
)
def test_other_files_are_no_updates(path: str) -> None:
    assert Place.parse(path) is None


def test_what_is_ready() -> None:
    ready = {
        name: Place(name, '06ny').is_ready
        for name in ('updates', 'ready', 'pushed', 'failed', 'my-group')
    }
    assert ready == {
        'updates': False,
        'ready': True,
        'pushed': False,
        'failed': False,
        'my-group': True,
    }


def test_what_lies_beside() -> None:
    assert Place('ready', '06ny').sums == 'ready/06ny.yml.sums'
    assert Place('pushed', '06ny').files == 'pushed/06ny.yml.files'
