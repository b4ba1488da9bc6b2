from __future__ import annotations

from rdopkg_ci.core.update.pool import Pool, Pooled
from rdopkg_ci.core.update.update import Build, Update


def pooled(update_id: str, *targets: str) -> Pooled:
    builds = tuple(Build(f'{update_id}-1-1', 'local', *target.split('/')) for target in targets)
    return Pooled(update_id, f'updates/{update_id}.yml', Update(builds, 'notes'))


A = pooled('aaaa', 'juno/epel-7')
B = pooled('bbbb', 'juno/epel-7', 'juno/fedora-21')
C = pooled('cccc', 'juno/fedora-21')
D = pooled('dddd', 'kilo/el7')
E = pooled('eeee', 'kilo/f22', 'liberty/f23')
POOL = Pool((A, B, C, D, E))


def test_targets_and_releases_are_sorted() -> None:
    assert [str(target) for target in POOL.targets] == [
        'juno/epel-7',
        'juno/fedora-21',
        'kilo/el7',
        'kilo/f22',
        'liberty/f23',
    ]
    assert POOL.releases == ('juno', 'kilo', 'liberty')


def test_parts_share_no_target() -> None:
    assert [part.ids for part in POOL.parts()] == [('aaaa', 'bbbb', 'cccc'), ('dddd',), ('eeee',)]
    assert [part.ids for part in Pool((A, C)).parts()] == [('aaaa',), ('cccc',)]


def test_a_release_brings_those_that_are_tied_to_it() -> None:
    assert POOL.on(['juno']).ids == ('aaaa', 'bbbb', 'cccc')
    assert POOL.on(['liberty']).ids == ('dddd', 'eeee')
    assert POOL.on(['mitaka']).ids == ()


def test_without() -> None:
    assert POOL.without(['aaaa', 'zzzz']).ids == ('bbbb', 'cccc', 'dddd', 'eeee')


def test_builds_for_a_target_leave_out_updates_without_any() -> None:
    assert {
        key: [b.id for b in builds] for key, builds in POOL.builds_for(B.update.targets[1]).items()
    } == {
        'bbbb': ['bbbb-1-1'],
        'cccc': ['cccc-1-1'],
    }
