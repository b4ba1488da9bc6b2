from __future__ import annotations

import multiprocessing
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from math import inf
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from rpmkit import rpm

from rdopkg_ci.core.publication.repomd import data_files
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors import files
from rdopkg_ci.doors.publication import modes, production, tree
from rdopkg_ci.doors.repos.yum import make
from rdopkg_ci.errors import CiError, LostRace

JUNO = Target('juno', 'epel-7')
FOO, BAR, BAZ = 'foo-1-1.noarch.rpm', 'bar-1-1.noarch.rpm', 'common/baz-1-1.noarch.rpm'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / 'production'


@pytest.fixture
def place(root: Path) -> Path:
    return root / 'juno' / 'epel-7'


def generation(tmp_path: Path, *paths: str) -> Path:
    """A stage generation of these RPMs."""
    found = tmp_path / f'generation-{len(paths)}-{abs(hash(paths))}'
    for path in paths:
        (found / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(rpm(path.rpartition('/')[2].split('-')[0]), found / path)
    make(found)
    return found


def publish(root: Path, made: Path) -> list[str]:
    with production.locked(root):
        return list(production.publish(root, JUNO, made, tree.content(made)))


def state(place: Path) -> Mapping[str, str]:
    return {
        str(path.relative_to(place)): files.sha256(path)
        for path in sorted(place.rglob('*'))
        if path.is_file()
    }


def named(place: Path) -> set[str]:
    return set(data_files((place / 'repodata/repomd.xml').read_bytes()))


def test_nothing_is_there_at_first(root: Path) -> None:
    assert production.content(root, JUNO) == {}


def test_production_becomes_the_generation(root: Path, place: Path, tmp_path: Path) -> None:
    made = generation(tmp_path, FOO, BAZ)
    assert publish(root, made) == [BAZ, FOO]
    assert state(place) == state(made)
    assert production.content(root, JUNO) == tree.content(made)


def test_publishing_again_changes_nothing(root: Path, place: Path, tmp_path: Path) -> None:
    made = generation(tmp_path, FOO)
    publish(root, made)
    before = {path: path.stat().st_mtime_ns for path in place.rglob('*') if path.is_file()}
    assert publish(root, made) == []
    assert {path: path.stat().st_mtime_ns for path in place.rglob('*') if path.is_file()} == before


def test_a_directory_that_an_admin_filled_by_hand_is_content(
    root: Path, place: Path, tmp_path: Path
) -> None:
    place.mkdir(parents=True)
    shutil.copy(rpm('foo'), place)
    (place / '.hidden.rpm').touch()
    (place / 'repodata').mkdir()
    (place / 'repodata' / 'odd.rpm').touch()
    assert production.content(root, JUNO) == {FOO: files.sha256(rpm('foo'))}
    kept = (place / FOO).stat()
    assert publish(root, generation(tmp_path, FOO, BAR)) == [BAR]
    assert ((place / FOO).stat().st_ino, (place / FOO).stat().st_mtime_ns) == (
        kept.st_ino,
        kept.st_mtime_ns,
    )
    assert (place / '.hidden.rpm').exists()


def test_the_last_metadata_stays_for_its_readers_and_older_goes(
    root: Path, place: Path, tmp_path: Path
) -> None:
    publish(root, generation(tmp_path, FOO))
    first = named(place)
    publish(root, generation(tmp_path, FOO, BAR))
    second = named(place)
    assert first | second <= {path.name for path in (place / 'repodata').iterdir()}
    (place / 'repodata' / 'comps.xml').touch()
    publish(root, generation(tmp_path, FOO, BAR, BAZ))
    assert {path.name for path in (place / 'repodata').iterdir()} == second | named(place) | {
        'repomd.xml',
        'comps.xml',
    }


def test_a_broken_repomd_is_mended(root: Path, place: Path, tmp_path: Path) -> None:
    made = generation(tmp_path, FOO)
    publish(root, made)
    (place / 'repodata/repomd.xml').write_text('<cut')
    publish(root, made)
    assert state(place) == state(made)


def test_broken_metadata_is_mended(root: Path, place: Path, tmp_path: Path) -> None:
    publish(root, generation(tmp_path, FOO))
    made = generation(tmp_path, FOO, BAR)
    (place / 'repodata' / next(iter(named(made)))).write_bytes(b'cut')
    publish(root, made)
    assert {name: state(place)[name] for name in state(made)} == state(made)


@pytest.mark.parametrize('other', ['another RPM', 'another file of that name'])
def test_production_that_went_on_meanwhile_is_left_alone(
    root: Path, place: Path, tmp_path: Path, other: str
) -> None:
    made = generation(tmp_path, FOO)
    place.mkdir(parents=True)
    if other == 'another RPM':
        shutil.copy(rpm('bar'), place)
    else:
        shutil.copy(rpm('foo', text='Something else.'), place)
    before = state(place)
    with pytest.raises(LostRace, match='since stage was published'):
        publish(root, made)
    assert state(place) == before


def test_a_generation_that_is_not_what_was_planned_is_not_published(
    root: Path, place: Path, tmp_path: Path
) -> None:
    made = generation(tmp_path, FOO)
    with pytest.raises(CiError, match='should be'), production.locked(root):
        production.publish(root, JUNO, made, {**tree.content(made), BAR: '0' * 64})
    assert not place.exists()


TURNS = 30


def _publish(root: Path, made: Path, may: Event) -> None:
    may.wait()
    publish(root, made)


def test_killed_anywhere_readers_see_old_or_new_and_again_finishes(
    root: Path, place: Path, tmp_path: Path
) -> None:
    old, new = generation(tmp_path, FOO), generation(tmp_path, FOO, BAR, BAZ)
    forking, seen, lasts = multiprocessing.get_context('fork'), set(), inf
    for turn in range(TURNS):
        shutil.rmtree(root, ignore_errors=True)
        publish(root, old)
        may = forking.Event()
        process = forking.Process(target=_publish, args=(root, new, may))
        process.start()
        # The first is left alone, and the second never begins: how long one takes is nothing to
        # bet on.
        if turn != 1:
            may.set()
        begun = time.monotonic()
        process.join(lasts * (turn - 1) / 20 if turn else None)
        if process.exitcode == 0:
            lasts = min(lasts, time.monotonic() - begun)
        process.kill()
        process.join()
        wanted = named(place)
        seen.add(wanted == named(new))
        assert wanted in (named(old), named(new))
        assert all(
            files.sha256(place / 'repodata' / name) == checksum.digest
            for name, checksum in tree.named_by_repomd(place).items()
        )
        assert (
            tree.content(old).items()
            <= production.content(root, JUNO).items()
            <= tree.content(new).items()
        )
        publish(root, new)
        assert production.content(root, JUNO) == tree.content(new)
        assert {path.name for path in place.iterdir()} == {FOO, BAR, 'common', 'repodata'}
    assert seen == {False, True}


def test_an_rpm_that_cannot_be_read_is_an_error_with_its_name(root: Path, place: Path) -> None:
    place.mkdir(parents=True)
    (place / FOO).symlink_to('nowhere')
    with pytest.raises(CiError, match=r'foo-1-1\.noarch\.rpm: cannot be read'):
        production.content(root, JUNO)


@pytest.fixture
def closed() -> Iterator[None]:
    """The umask of a careful admin."""
    before = os.umask(0o077)
    yield
    os.umask(before)


def readable(place: Path) -> list[str]:
    """The modes that there are below, those of directories with ``/`` before them."""
    found = {'/' * path.is_dir() + f'{path.stat().st_mode & 0o777:o}' for path in place.rglob('*')}
    return sorted(found)


@pytest.mark.usefixtures('closed')
def test_the_world_can_read_what_is_published_whatever_the_umask(
    root: Path, tmp_path: Path
) -> None:
    made = generation(tmp_path, FOO, BAZ)
    for path in made.rglob('*.rpm'):
        path.chmod(0o600)
    with pytest.raises(CiError, match='readers may not read it'):
        publish(root, made)
    assert not (root / 'juno' / 'epel-7' / 'repodata').exists(), 'checked before the switch'
    modes.open_up(made)
    publish(root, made)
    assert readable(root / 'juno') == ['/755', '644']
    assert root.stat().st_mode & 0o777 == 0o755


def test_what_an_old_umask_closed_is_opened(root: Path, place: Path, tmp_path: Path) -> None:
    publish(root, generation(tmp_path, FOO))
    for path in [*place.rglob('*'), place, root]:
        path.chmod(0o700 if path.is_dir() else 0o600)
    publish(root, generation(tmp_path, FOO, BAR))
    assert {path.stat().st_mode & 0o444 for path in [*place.rglob('*'), place, root]} == {0o444}
