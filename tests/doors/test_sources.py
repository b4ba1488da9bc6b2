from __future__ import annotations

from pathlib import Path

import pytest
from rpmkit import Words, build

from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors import rpms, sources
from rdopkg_ci.errors import CiError, UsageError


def wanted(build_id: str, arch: str = 'noarch') -> Build:
    return Build(build_id, 'local', 'kilo', 'el7', '', arch)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    place = tmp_path / 'shelf'
    build(place, Words('glance', '1')).rename(place / 'whatever it is called.rpm')
    build(place / 'deeper', Words('nova', '2', arch='x86_64'))
    return place


def test_builds_are_told_by_their_headers(shelf: Path, tmp_path: Path) -> None:
    source = sources.find('local', shelf)
    assert source.check(wanted('glance-1-1.el7')) == ['glance-1-1.el7.noarch.rpm']
    [path] = source.fetch(wanted('glance-1-1.el7'), tmp_path / 'here')
    assert path == tmp_path / 'here' / 'glance-1-1.el7.noarch.rpm'
    assert path.read_bytes() == (shelf / 'whatever it is called.rpm').read_bytes()
    assert source.fetch(wanted('glance-1-1.el7'), tmp_path / 'here') == [path], 'again is the same'


def test_what_is_fetched_is_a_copy(shelf: Path, tmp_path: Path) -> None:
    [path] = sources.find('local', shelf).fetch(wanted('glance-1-1.el7'), tmp_path / 'here')
    before = path.read_bytes()
    with open(shelf / 'whatever it is called.rpm', 'r+b') as stream:
        stream.write(b'overwritten')
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ('build_id', 'arch', 'found'),
    [
        ('glance-1-2.el7', 'noarch', None),
        ('glance-1-1.el7', 'x86_64', ['glance-1-1.el7.noarch.rpm']),
        ('nova-2-1.el7', 'x86_64', ['nova-2-1.el7.x86_64.rpm']),
        ('nova-2-1.el7', 'noarch', ['nova-2-1.el7.x86_64.rpm']),
        ('nova-2-1.el7', 'ppc64', None),
    ],
)
def test_which_files_belong_to_a_build(
    shelf: Path, build_id: str, arch: str, found: object
) -> None:
    assert sources.find('local', shelf).check(wanted(build_id, arch)) == found


def test_a_file_replaced_is_read_again(shelf: Path) -> None:
    path = shelf / 'whatever it is called.rpm'
    assert rpms.header(path).name == 'glance'
    build(shelf / 'new', Words('cinder', '3')).replace(path)
    assert rpms.header(path).build == 'cinder-3-1.el7'


def test_two_files_for_one_rpm(shelf: Path) -> None:
    build(shelf / 'again', Words('glance', '1'))
    assert sources.find('local', shelf).check(wanted('glance-1-1.el7')), 'the same twice is no harm'
    build(shelf / 'other', Words('glance', '1', text='Another one.'))
    with pytest.raises(CiError, match=r'both glance-1-1\.el7\.noarch\.rpm, and differ'):
        sources.find('local', shelf).check(wanted('glance-1-1.el7'))


def test_what_is_no_rpm_is_passed_over(shelf: Path) -> None:
    (shelf / 'broken.rpm').write_text('no RPM')
    assert sources.find('local', shelf).check(wanted('glance-1-1.el7'))


def test_half_a_copy_stops_only_who_wants_it(shelf: Path) -> None:
    whole = (shelf / 'whatever it is called.rpm').read_bytes()
    (shelf / 'other-1-1.el7.noarch.rpm').write_bytes(whole[:-1])
    assert sources.find('local', shelf).check(wanted('glance-1-1.el7'))
    with pytest.raises(CiError, match=r'other-1-1\.el7\.noarch\.rpm is no whole RPM'):
        sources.find('local', shelf).check(wanted('other-1-1.el7'))


def test_damage_is_found_when_fetched(shelf: Path, tmp_path: Path) -> None:
    rpm = shelf / 'whatever it is called.rpm'
    rpm.write_bytes(rpm.read_bytes()[:-8] + b'\0' * 8)
    with pytest.raises(CiError, match='is damaged'):
        sources.find('local', shelf).fetch(wanted('glance-1-1.el7'), tmp_path / 'into')
    assert not list((tmp_path / 'into').glob('*.rpm'))


def test_a_directory_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match='is not a directory'):
        sources.find('local', tmp_path / 'none').check(wanted('glance-1-1.el7'))


def test_dummy_has_everything_and_nothing(tmp_path: Path) -> None:
    source = sources.find('dummy', tmp_path)
    assert source.check(wanted('any-1-1')) == ()
    assert source.fetch(wanted('any-1-1'), tmp_path) == ()


def test_servers_are_not_known_yet(tmp_path: Path) -> None:
    with pytest.raises(CiError, match='only from local and dummy'):
        sources.find('copr-somebody', tmp_path)
