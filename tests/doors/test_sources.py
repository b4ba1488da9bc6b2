from __future__ import annotations

import json
import os
import random
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rpmkit import Words, build

from rdopkg_ci.core.update.build_state import BuildState, BuildStatus
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors.rpm import rpms
from rdopkg_ci.doors.sources import Source, index
from rdopkg_ci.doors.sources.dummy import Dummy
from rdopkg_ci.doors.sources.local import Local
from rdopkg_ci.errors import CiError, UsageError

COMPLETE, DAMAGED, MISSING = BuildStatus.COMPLETE, BuildStatus.DAMAGED, BuildStatus.MISSING


def state(source: Source, build: Build) -> BuildState:
    return source.states([build])[build]


def wanted(build_id: str, arch: str = 'noarch') -> Build:
    return Build(build_id, 'local', 'kilo', 'el7', '', arch)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    place = tmp_path / 'shelf'
    build(place, Words('glance', '1')).rename(place / 'whatever it is called.rpm')
    build(place / 'deeper', Words('nova', '2', arch='x86_64'))
    return place


def test_builds_are_told_by_their_headers(shelf: Path, tmp_path: Path) -> None:
    source = Local(shelf)
    assert state(source, wanted('glance-1-1.el7')) == BuildState(
        BuildStatus.COMPLETE, ('glance-1-1.el7.noarch.rpm',)
    )
    [path] = source.fetch(wanted('glance-1-1.el7'), tmp_path / 'here')
    assert path == tmp_path / 'here' / 'glance-1-1.el7.noarch.rpm'
    assert path.read_bytes() == (shelf / 'whatever it is called.rpm').read_bytes()
    assert source.fetch(wanted('glance-1-1.el7'), tmp_path / 'here') == [path], 'again is the same'


def test_what_is_fetched_is_a_copy(shelf: Path, tmp_path: Path) -> None:
    [path] = Local(shelf).fetch(wanted('glance-1-1.el7'), tmp_path / 'here')
    before = path.read_bytes()
    with open(shelf / 'whatever it is called.rpm', 'r+b') as stream:
        stream.write(b'overwritten')
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ('build_id', 'arch', 'expected'),
    [
        ('glance-1-1.el7', 'x86_64', BuildState(COMPLETE, ('glance-1-1.el7.noarch.rpm',))),
        ('nova-2-1.el7', 'x86_64', BuildState(COMPLETE, ('nova-2-1.el7.x86_64.rpm',))),
        ('nova-2-1.el7', 'noarch', BuildState(COMPLETE, ('nova-2-1.el7.x86_64.rpm',))),
        (
            'nova-2-1.el7',
            'ppc64',
            BuildState(MISSING, reason='it is there for x86_64 and not for ppc64'),
        ),
        ('glance-1-2.el7', 'noarch', BuildState(MISSING, near=('glance-1-1.el7',))),
        ('glanec-1-1.el7', 'noarch', BuildState(MISSING, near=('glance-1-1.el7',))),
        ('python-oslo-config-3-1.el7', 'noarch', BuildState(MISSING)),
    ],
)
def test_the_state_of_a_build(shelf: Path, build_id: str, arch: str, expected: BuildState) -> None:
    assert state(Local(shelf), wanted(build_id, arch)) == expected


def test_another_version_is_nearer_than_a_like_name(shelf: Path) -> None:
    build(shelf, Words('nova-common', '3'))
    source = Local(shelf)
    assert state(source, wanted('nova-3-1.el7')).near == ('nova-2-1.el7',)


def test_many_builds_are_looked_up_at_once(shelf: Path) -> None:
    builds = [wanted('glance-1-1.el7'), wanted('nova-2-1.el7'), wanted('cinder-1-1.el7')]
    states = Local(shelf).states(builds)
    assert [states[one].status for one in builds] == [COMPLETE, COMPLETE, MISSING]


def test_the_directory_is_read_once(shelf: Path, tmp_path: Path) -> None:
    source = Local(shelf)
    assert state(source, wanted('glance-1-1.el7')).status is COMPLETE
    build(shelf, Words('cinder', '3'))
    assert state(source, wanted('cinder-3-1.el7')).status is MISSING
    assert state(Local(shelf), wanted('cinder-3-1.el7')).status is COMPLETE


def test_a_file_replaced_is_read_again(shelf: Path) -> None:
    path = shelf / 'whatever it is called.rpm'
    assert rpms.header(path).name == 'glance'
    build(shelf / 'new', Words('cinder', '3')).replace(path)
    assert rpms.header(path).build == 'cinder-3-1.el7'


def test_two_files_for_one_rpm(shelf: Path, tmp_path: Path) -> None:
    glance, nova = wanted('glance-1-1.el7'), wanted('nova-2-1.el7')
    build(shelf / 'again', Words('glance', '1'))
    assert state(Local(shelf), glance).status is COMPLETE, 'the same is no harm'
    build(shelf / 'other', Words('glance', '1', text='Another one.'))
    source = Local(shelf)
    states = source.states([glance, nova])
    assert (states[glance].status, states[nova].status) == (DAMAGED, COMPLETE)
    assert 'are both glance-1-1.el7.noarch.rpm, and differ; remove' in states[glance].reason
    with pytest.raises(CiError, match=r'both glance-1-1\.el7\.noarch\.rpm, and differ'):
        source.fetch(glance, tmp_path / 'into')


def put_text(place: Path) -> None:
    place.write_text('no RPM')


def put_pipe(place: Path) -> None:
    os.mkfifo(place)


def put_directory(place: Path) -> None:
    place.mkdir()


def put_odd_header(place: Path) -> None:
    build(place.parent / 'odd', Words('odd')).replace(place)
    place.write_bytes(place.read_bytes()[:200] + b'\0' * (place.stat().st_size - 200))


@pytest.mark.parametrize('put', [put_text, put_pipe, put_directory, put_odd_header])
def test_what_is_no_rpm_concerns_only_who_wants_it(
    shelf: Path, put: Callable[[Path], None]
) -> None:
    put(shelf / 'other-1-1.el7.noarch.rpm')
    glance, other = wanted('glance-1-1.el7'), wanted('other-1-1.el7')
    states = Local(shelf).states([glance, other])
    assert (states[glance].status, states[other].status) == (COMPLETE, DAMAGED)
    assert 'other-1-1.el7.noarch.rpm' in states[other].reason


def test_half_a_copy_stops_only_who_wants_it(shelf: Path, tmp_path: Path) -> None:
    whole = (shelf / 'whatever it is called.rpm').read_bytes()
    (shelf / 'other-1-1.el7.noarch.rpm').write_bytes(whole[:-1])
    source = Local(shelf)
    assert state(source, wanted('glance-1-1.el7')).status is COMPLETE
    assert state(source, wanted('other-1-1.el7')).reason == (
        f'{shelf}/other-1-1.el7.noarch.rpm is not a whole RPM; remove it, or copy it again'
    )
    with pytest.raises(CiError, match=r'other-1-1\.el7\.noarch\.rpm is not a whole RPM'):
        source.fetch(wanted('other-1-1.el7'), tmp_path / 'into')


def test_damage_is_found_when_fetched(shelf: Path, tmp_path: Path) -> None:
    rpm = shelf / 'whatever it is called.rpm'
    rpm.write_bytes(rpm.read_bytes()[:-8] + b'\0' * 8)
    with pytest.raises(CiError, match='is damaged'):
        Local(shelf).fetch(wanted('glance-1-1.el7'), tmp_path / 'into')
    assert not list((tmp_path / 'into').glob('*.rpm'))


def test_a_directory_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match='is not a directory'):
        Local(tmp_path / 'none').states([wanted('glance-1-1.el7')])


def test_dummy_has_everything_and_nothing(tmp_path: Path) -> None:
    source = Dummy()
    assert state(source, wanted('any-1-1')) == BuildState(COMPLETE)
    assert source.fetch(wanted('any-1-1'), tmp_path) == ()


def test_one_odd_file_stops_nobody(shelf: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """None of them is waited for, and rpm's own words of a damaged one reach no terminal."""
    os.mkfifo(shelf / 'pipe.rpm')
    (shelf / 'device.rpm').symlink_to('/dev/zero')
    (shelf / 'circle.rpm').symlink_to('circle.rpm')
    (shelf / 'folder.rpm').mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(shelf / 'socket.rpm'))
    other = build(shelf, Words('other', '1'))
    data = bytearray(other.read_bytes())
    at = data.index(b'\x8e\xad\xe8\x01', 100 + 16)
    data[at : at + 4] = b'\x1b[3m'
    other.write_bytes(data)
    source = Local(shelf)
    assert state(source, wanted('glance-1-1.el7')).status is COMPLETE
    assert state(source, wanted('nova-2-1.el7')).status is COMPLETE
    damaged = state(source, wanted('other-1-1.el7'))
    assert damaged.status is DAMAGED and 'other-1-1.el7.noarch.rpm' in damaged.reason
    assert capfd.readouterr() == ('', '')


def test_an_rpm_whose_name_is_a_path_stops_nobody(shelf: Path) -> None:
    odd = build(shelf, Words('longname', '1'))
    odd.write_bytes(odd.read_bytes().replace(b'longname', b'../../ab'))
    assert state(Local(shelf), wanted('glance-1-1.el7')).status is COMPLETE


def test_a_damaged_copy_does_not_spoil_a_whole_one(shelf: Path, tmp_path: Path) -> None:
    whole = shelf / 'whatever it is called.rpm'
    data = bytearray(whole.read_bytes())
    data[-1] ^= 1
    for name in ('a copy.rpm', 'z copy.rpm'):
        (shelf / name).write_bytes(data)
        source = Local(shelf)
        assert state(source, wanted('glance-1-1.el7')).status is COMPLETE
        [path] = source.fetch(wanted('glance-1-1.el7'), tmp_path / name)
        assert path.read_bytes() == whole.read_bytes()
        (shelf / name).unlink()


def test_headers_at_random(shelf: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Whatever stands in a header: an answer for the others."""
    data = build(shelf, Words('random', '1')).read_bytes()
    chance = random.Random(7)
    for number in range(200):
        spoilt = bytearray(data)
        for _ in range(chance.choice([1, 3, 30])):
            spoilt[chance.randrange(96, min(len(spoilt), 4000))] = chance.randrange(256)
        (shelf / f'spoilt{number}.rpm').write_bytes(spoilt)
    source = Local(shelf)
    assert state(source, wanted('glance-1-1.el7')).status is COMPLETE
    assert capfd.readouterr() == ('', '')


def test_thousands_of_files_are_looked_at_once(tmp_path: Path) -> None:
    """However many builds are asked for, each header is read once, and again only when it changed."""
    place = tmp_path / 'many'
    data = build(place, Words('zzaaaa', '1')).read_bytes()
    for number in range(3000):
        (place / f'{number}.rpm').write_bytes(data.replace(b'zzaaaa', b'zz%04d' % number))
    builds = [wanted(f'zz{number:04}-1-1.el7') for number in range(3000)]
    begun = time.monotonic()
    found = Local(place).states(builds[:1])
    once = time.monotonic() - begun
    assert found[builds[0]].status is COMPLETE
    begun = time.monotonic()
    found = Local(place).states(builds)
    assert {one.status for one in found.values()} == {COMPLETE}
    assert time.monotonic() - begun < 20 * once + 10, 'once a build is 3,000 times'


def test_headers_are_remembered_while_nobody_touches_the_file(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / 'rpms.json'
    glance, nova = wanted('glance-1-1.el7'), wanted('nova-2-1.el7')
    monkeypatch.setattr(index, '_FRESH', time.time_ns())
    Local(shelf, cache).states([glance, nova])
    assert not cache.exists(), 'all may be changing still'
    monkeypatch.setattr(index, '_FRESH', -1)
    before = Local(shelf, cache).states([glance, nova])
    assert sorted(json.loads(cache.read_text())['rpms']) == sorted(
        str(path) for path in shelf.rglob('*.rpm')
    )
    assert Local(shelf, cache).states([glance, nova]) == before
    [path] = (shelf / 'deeper').iterdir()
    known = path.stat()
    data = bytearray(path.read_bytes())
    data[104:112] = b'\xff' * 8
    while path.stat().st_ctime_ns == known.st_ctime_ns:
        path.write_bytes(data)
        os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert state(Local(shelf, cache), nova).status is not COMPLETE
    assert state(Local(shelf, cache), glance).status is COMPLETE
    path.unlink()
    assert state(Local(shelf, cache), nova).status is MISSING
    assert len(json.loads(cache.read_text())['rpms']) == 1


@pytest.mark.parametrize(
    'text',
    [
        '',
        '[]',
        '[' * 100_000,
        '{"schema": 1}',
        '{"schema": 1, "rpms": []}',
        '{"schema": 2, "rpms": {"PATH": 1}}',
        '{"schema": 1, "rpms": {"PATH": "x"}}',
        '{"schema": 1, "rpms": {"PATH": [IDENTITY]}}',
        '{"schema": 1, "rpms": {"PATH": [IDENTITY, "a", "b", "c", "../../x"]}}',
        '{"schema": 1, "rpms": {"PATH": [IDENTITY, 1, 2, 3, 4]}}',
    ],
)
def test_a_broken_index_is_none(shelf: Path, tmp_path: Path, text: str) -> None:
    path = shelf / 'whatever it is called.rpm'
    stat = path.stat()
    numbers = (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
    identity = ', '.join(map(str, numbers))
    cache = tmp_path / 'rpms.json'
    cache.write_text(text.replace('PATH', str(path)).replace('IDENTITY', identity))
    assert state(Local(shelf, cache), wanted('glance-1-1.el7')).status is COMPLETE
