from __future__ import annotations

import multiprocessing
import os
import shutil
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from rpmkit import rpm

from rdopkg_ci.core.publication.publication import generation_name
from rdopkg_ci.core.publication.repomd import data_files
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors import files
from rdopkg_ci.doors.publication import generations, tree
from rdopkg_ci.doors.publication.tree import TreeFile
from rdopkg_ci.doors.repos.yum import make
from rdopkg_ci.errors import CiError

JUNO = Target('juno', 'epel-7')


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / 'stage'


def entries(origins: Iterable[Path], tag: str = '') -> list[TreeFile]:
    return [TreeFile(f'{tag}{origin.name}', files.sha256(origin), origin) for origin in origins]


def publish(root: Path, *origins: Path, used: Iterable[str] = (), target: Target = JUNO) -> str:
    content = entries(origins)
    name = generation_name({entry.path: entry.sha256 for entry in content})
    with generations.workspace(root) as scratch:
        generations.publish(root, target, name, content, make, scratch, list(used))
    return name


def repodata(root: Path) -> set[str]:
    return {path.name for path in (root / 'juno' / 'epel-7' / 'repodata').iterdir()}


def named(root: Path) -> set[str]:
    return set(data_files((root / 'juno/epel-7/repodata/repomd.xml').read_bytes()))


def names(root: Path) -> set[str]:
    return {path.name for path in (root / '.generations/juno/epel-7').iterdir()}


def test_readers_see_a_generation_through_a_relative_symlink(root: Path) -> None:
    assert generations.current(root, JUNO) == ''
    name = publish(root, rpm('foo'), rpm('bar'))
    link = root / 'juno' / 'epel-7'
    assert os.readlink(link) == f'../.generations/juno/epel-7/{name}'
    assert sorted(path.name for path in link.glob('*.rpm')) == [
        'bar-1-1.noarch.rpm',
        'foo-1-1.noarch.rpm',
    ]
    assert generations.current(root, JUNO) == name
    assert generations.exists(root, JUNO, name)
    assert generations.path(root, JUNO, name).samefile(link)


def test_rpms_are_hard_links_and_lie_under_their_tag(root: Path) -> None:
    content = entries([rpm('foo')], 'common/')
    with generations.workspace(root) as scratch:
        generations.publish(root, JUNO, 'one', content, make, scratch)
    assert (root / 'juno/epel-7/common/foo-1-1.noarch.rpm').exists()


def test_nothing_but_the_trees_is_left(root: Path) -> None:
    publish(root, rpm('foo'))
    assert sorted(path.name for path in (root / '.generations').iterdir()) == ['.lock', 'juno']
    assert sorted(path.name for path in root.iterdir()) == ['.generations', 'juno']


def test_publishing_again_changes_nothing(root: Path) -> None:
    first = publish(root, rpm('foo'))
    before = repodata(root)
    assert publish(root, rpm('foo')) == first
    assert (repodata(root), names(root)) == (before, {first})


def test_old_metadata_is_carried_along_for_those_who_read_repomd_before(root: Path) -> None:
    publish(root, rpm('foo'))
    first = named(root)
    publish(root, rpm('foo'), rpm('bar'))
    second = named(root)
    publish(root, rpm('foo'), rpm('bar'), rpm('baz'))
    assert first | second < repodata(root)
    assert not named(root) & (first | second)
    publish(root, rpm('foo'))
    assert second < repodata(root), 'a generation that was there already gets it too'


def test_the_last_few_generations_are_kept_and_those_in_use(root: Path) -> None:
    published = [publish(root, rpm('foo', str(version))) for version in range(3)]
    published += [
        publish(root, rpm('foo', str(version)), used=[published[0]]) for version in range(3, 8)
    ]
    assert names(root) == {published[0], *published[-generations.KEPT :]}
    carried = {
        name
        for place in published[-generations.KEPT :]
        for name in data_files(
            (generations.path(root, JUNO, place) / 'repodata/repomd.xml').read_bytes()
        )
    }
    assert carried <= repodata(root)


def test_targets_do_not_meet(root: Path) -> None:
    one = publish(root, rpm('foo'))
    two = publish(root, rpm('bar'), target=Target('kilo', 'el7'))
    assert (generations.current(root, JUNO), generations.current(root, Target('kilo', 'el7'))) == (
        one,
        two,
    )


def test_a_file_that_is_not_what_its_checksum_says_is_not_published(root: Path) -> None:
    first = publish(root, rpm('foo'))
    wrong = [entry._replace(sha256='0' * 64) for entry in entries([rpm('bar')])]
    with generations.workspace(root) as scratch, pytest.raises(CiError, match='should be 0000'):
        generations.publish(root, JUNO, 'other', wrong, make, scratch)
    assert (generations.current(root, JUNO), names(root)) == (first, {first})


def no_metadata(place: Path) -> None:
    (place / 'repodata').mkdir()


def broken_metadata(place: Path) -> None:
    make(place)
    (place / 'repodata/repomd.xml').write_text('<')


def lost_metadata(place: Path) -> None:
    make(place)
    next(place.glob('repodata/*primary.xml*')).unlink()


def changed_metadata(place: Path) -> None:
    make(place)
    next(place.glob('repodata/*primary.xml*')).write_bytes(b'')


@pytest.mark.parametrize('bad', [no_metadata, broken_metadata, lost_metadata, changed_metadata])
def test_metadata_is_checked_before_readers_see_it(root: Path, bad: object) -> None:
    with generations.workspace(root) as scratch, pytest.raises(CiError, match='repodata'):
        generations.publish(root, JUNO, 'one', entries([rpm('foo')]), bad, scratch)  # type: ignore[arg-type]
    assert generations.current(root, JUNO) == ''


def test_what_a_killed_publish_left_is_cleaned(root: Path) -> None:
    publish(root, rpm('foo'))
    left = root / '.generations' / '.work' / 'generation' / 'repodata'
    left.mkdir(parents=True)
    publish(root, rpm('bar'))
    assert not left.exists()


def test_a_directory_that_somebody_made_is_not_replaced(root: Path) -> None:
    place = root / 'juno' / 'epel-7'
    place.mkdir(parents=True)
    (place / 'precious').touch()
    with pytest.raises(CiError, match='cannot be made a symlink'):
        publish(root, rpm('foo'))
    assert (place / 'precious').exists()


def test_only_one_publishes_at_a_time(root: Path) -> None:
    order = []

    def second() -> None:
        with generations.workspace(root):
            order.append('second')

    with generations.workspace(root) as scratch:
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.1)
        assert scratch.is_dir()
        order.append('first')
    thread.join()
    assert order == ['first', 'second']


def _publish_for_ever(root: Path, origins: list[Path]) -> None:
    for turn in range(10_000):
        publish(root, *origins[: turn % len(origins) + 1])


def test_killed_anywhere_readers_see_a_whole_generation(root: Path) -> None:
    origins = [rpm('foo', str(version)) for version in range(4)]
    context = multiprocessing.get_context('fork')
    publish(root, *origins)
    for turn in range(12):
        process = context.Process(target=_publish_for_ever, args=(root, origins))
        process.start()
        time.sleep(0.05 + turn * 0.027)
        process.kill()
        process.join()
        seen = root / 'juno' / 'epel-7'
        found = {path.name: files.sha256(path) for path in seen.glob('*.rpm')}
        assert generation_name(found) == generations.current(root, JUNO)
        assert named(root) <= repodata(root)
    last = publish(root, origins[0])
    assert generations.current(root, JUNO) == last
    assert not (root / '.generations/.work').exists()


def test_readers_never_miss_a_file_while_it_is_published(root: Path) -> None:
    origins = [rpm('foo', str(version)) for version in range(4)]
    publish(root, *origins)
    process = multiprocessing.get_context('fork').Process(
        target=_publish_for_ever, args=(root, origins)
    )
    process.start()
    try:
        for turn in range(100):
            wanted = named(root)
            time.sleep(turn % 5 * 0.01)
            assert all((root / 'juno/epel-7/repodata' / name).read_bytes() for name in wanted)
        assert process.is_alive()
    finally:
        process.kill()
        process.join()


def test_copies_are_made_where_links_cannot(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*_: object) -> None:
        raise OSError(18, 'Invalid cross-device link')

    origin = shutil.copy(rpm('foo'), tmp_path)
    monkeypatch.setattr(os, 'link', no_link)
    name = publish(root, Path(origin))
    assert (generations.path(root, JUNO, name) / 'foo-1-1.noarch.rpm').stat().st_nlink == 1
    monkeypatch.undo()


def test_an_origin_that_cannot_be_read_is_an_error_with_its_name(
    root: Path, tmp_path: Path
) -> None:
    with generations.workspace(root) as scratch, pytest.raises(CiError, match=r'gone\.rpm'):
        generations.publish(
            root,
            JUNO,
            'one',
            [TreeFile('gone.rpm', '0' * 64, tmp_path / 'gone.rpm')],
            make,
            scratch,
        )


def test_the_world_can_read_stage_whatever_the_umask_and_the_modes(
    root: Path, tmp_path: Path
) -> None:
    origin = tmp_path / 'foo-1-1.noarch.rpm'
    shutil.copy2(rpm('foo'), origin)
    origin.chmod(0o600)
    before = os.umask(0o077)
    try:
        name = publish(root, origin)
        place = root / '.generations' / 'juno' / 'epel-7' / name
        place.chmod(0o700)
        publish(root, origin)
    finally:
        os.umask(before)
    found = {path.stat().st_mode & 0o777 for path in [place, *place.rglob('*')] if path.is_file()}
    assert found == {0o644}
    assert place.stat().st_mode & 0o555 == 0o555
    assert {(root / path).stat().st_mode & 0o777 for path in ('', 'juno', '.generations')} == {
        0o755
    }
    assert origin.stat().st_mode & 0o777 == 0o600, 'the source stays as it is'


def test_a_symlink_in_production_that_leads_out_of_it_is_taken_by_its_content(
    root: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / 'pool' / 'foo-1-1.noarch.rpm'
    elsewhere.parent.mkdir()
    shutil.copy2(rpm('foo'), elsewhere)
    link = tmp_path / 'production' / 'foo-1-1.noarch.rpm'
    link.parent.mkdir()
    link.symlink_to('../pool/foo-1-1.noarch.rpm')
    publish(root, link)
    made = root / 'juno' / 'epel-7' / link.name
    assert not made.is_symlink()
    assert made.read_bytes() == elsewhere.read_bytes()


def test_what_is_no_file_is_named_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / 'foo-1-1.noarch.rpm')
    with pytest.raises(CiError, match='is not a file'):
        tree.content(tmp_path)
    (tmp_path / 'foo-1-1.noarch.rpm').unlink()
    (tmp_path / 'foo-1-1.noarch.rpm').symlink_to('nowhere')
    with pytest.raises(CiError) as caught:
        tree.content(tmp_path)
    assert 'leads nowhere' in caught.value.hint
