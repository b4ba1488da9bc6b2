"""What an update is called by who wants to do something with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from scene import UPDATE, Scene

from rdopkg_ci.core.update.place import Place
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows.gathering.proposed import proposed
from rdopkg_ci.flows.naming import lookup
from rdopkg_ci.flows.services import Services

GERRIT = 'https://review.example.org'


@pytest.fixture(scope='module')
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """With a Gerrit beside the repo, as far as addresses go."""
    scene = Scene(tmp_path_factory.mktemp('named'))
    scene.propose(1)
    scene.put(
        {
            'updates/aa01.yml': ('a', 'kilo', 'el7'),
            'ready/bb02.yml': ('b', 'kilo', 'f22'),
            'updates/bb03.yml': ('b', 'kilo', 'f22'),
            'pushed/aa04.yml': ('a', 'kilo', 'el7'),
            'updates/cc05.yml': ('c', 'kilo', 'el7'),
            'my-group/cc06.yml': ('c', 'kilo', 'el7'),
            'pushed/dd07.yml': ('d', 'kilo', 'el7'),
        },
    )
    old = scene.services.settings
    there = replace(old, gerrit=replace(old.gerrit, url=GERRIT))
    return scene.services._replace(settings=there)


def found(services: Services, name: str, fits: lookup.Fits = lookup.on_its_way) -> str:
    every = proposed(services.review, services.repo)
    return lookup.update_id(services, services.repo.tip(), name, fits, every)


def is_ready(place: Place) -> bool:
    return place.is_ready


@pytest.mark.parametrize(
    ('name', 'update_id'),
    [
        pytest.param('aa01', 'aa01', id='id'),
        pytest.param('AA01', 'aa01', id='capitals'),
        pytest.param('aa01.yml', 'aa01', id='file'),
        pytest.param('./rdo-update/updates/aa01.yml', 'aa01', id='path'),
        pytest.param('1', '001x', id='number'),
        pytest.param('refs/changes/01/1/1', '001x', id='ref'),
        pytest.param(f'{GERRIT}/c/rdo-update/+/1', '001x', id='page'),
        pytest.param(f'{GERRIT}/1', '001x', id='page, in short'),
        pytest.param('foo1-1-1', '001x', id='build, of a review'),
        pytest.param('foo1-1-1.noarch.rpm', '001x', id='RPM'),
        pytest.param('a-1-1', 'aa01', id='build, of what is on its way before what is over'),
        pytest.param('d-1-1', 'dd07', id='build, of what is over'),
        pytest.param('a', 'aa01', id='package'),
        pytest.param('d', 'd', id='package, of what is over'),
        pytest.param('nope', 'nope', id='nothing'),
        pytest.param('99', '99', id='number of nothing'),
        pytest.param('https://elsewhere.example.org/c/x/+/1', None, id='another server'),
    ],
)
def test_one_update_has_many_names(services: Services, name: str, update_id: str | None) -> None:
    assert found(services, name) == (update_id or name)


def test_the_one_that_fits_is_meant(services: Services) -> None:
    assert found(services, 'b-1-1', is_ready) == 'bb02'


def test_an_ambiguous_build_names_those_that_list_it(services: Services) -> None:
    with pytest.raises(UsageError) as error:
        found(services, 'c-1-1.noarch')
    assert str(error.value) == (
        "'c-1-1.noarch' is in 2 updates; which one is meant?\n  cc05  Update c\n  cc06  Update c"
    )


@pytest.mark.parametrize(
    ('package', 'update_id'),
    [
        pytest.param('a', 'aa01', id='on its way before what is over'),
        pytest.param('d', 'dd07', id='over'),
        pytest.param('c', None, id='in two'),
        pytest.param('e', None, id='in none'),
    ],
)
def test_a_file_of_ours_is_the_update_of_its_builds(
    services: Services, tmp_path: Path, package: str, update_id: str | None
) -> None:
    file = tmp_path / 'up.yml'
    file.write_text(UPDATE.format(name=package, repo='kilo', dist='el7'), 'utf-8')
    if update_id:
        assert found(services, str(file)) == update_id
    else:
        with pytest.raises(UsageError):
            found(services, str(file))
