"""The dependency check on real RPMs: what it finds, what it must not blame, and whom it names."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from rpmkit import Words, build
from webserver import serving

from rdopkg_ci.core.depsolve.difference import Difference
from rdopkg_ci.core.depsolve.report import report
from rdopkg_ci.doors import depcheck
from rdopkg_ci.doors.depcheck import RepoStack
from rdopkg_ci.doors.repos import repodata, yum
from rdopkg_ci.doors.repos.repodata import MetadataCache
from rdopkg_ci.errors import CiError

pytest.importorskip('solv', reason='needs solv, which is for Python 3.11 and newer')

OSLO, OSLO_2 = Words('oslo', '1.4'), Words('oslo', '2.0')
GLANCE = Words('glance', '1', requires=('oslo >= 1',))
PICKY = Words('glance', '2', requires=('oslo < 2',))
LOST = Words('lost', requires=('nowhere >= 3',))
THERE = ' (in production)'


class Case(NamedTuple):
    production: Sequence[Words]
    pool: dict[str, Sequence[Words]]
    expected: Sequence[str]
    known: int = 0
    base: Sequence[Words] = ()


CASES = {
    'all is well': Case([OSLO, GLANCE], {'aaaa': [OSLO_2]}, []),
    'empty production': Case([], {'aaaa': [OSLO]}, []),
    'needs what nobody provides': Case(
        [OSLO],
        {'aaaa': [LOST]},
        ['lost-1-1.el7 needs nowhere >= 3, nothing provides it (update aaaa)'],
    ),
    'breaks production': Case(
        [OSLO, PICKY],
        {'aaaa': [OSLO_2]},
        [f'glance-2-1.el7{THERE} needs oslo < 2, but the newest is oslo-2.0-1.el7 (update aaaa)'],
    ),
    'breaks what a script of production needs': Case(
        [OSLO, Words('glance', extra=('Requires(post): oslo < 2',))],
        {'aaaa': [OSLO_2]},
        [f'glance-1-1.el7{THERE} needs oslo < 2, but the newest is oslo-2.0-1.el7 (update aaaa)'],
    ),
    'each fine alone, together not': Case(
        [OSLO, GLANCE],
        {'aaaa': [OSLO_2], 'bbbb': [PICKY], 'cccc': [Words('other')]},
        [
            'glance-2-1.el7 (update bbbb) needs oslo < 2, but the newest is oslo-2.0-1.el7 (update aaaa) (updates aaaa, bbbb together: leave out any one of them)'
        ],
    ),
    'each by itself breaks production': Case(
        [OSLO, PICKY],
        {'aaaa': [OSLO_2], 'bbbb': [Words('oslo', '3.0')]},
        [
            f'glance-2-1.el7{THERE} needs oslo < 2, but the newest is oslo-3.0-1.el7 (update bbbb) (updates aaaa, bbbb each by itself: leave out all of them)'
        ],
    ),
    'two that each break a third': Case(
        [OSLO],
        {'aaaa': [OSLO_2], 'bbbb': [PICKY], 'cccc': [Words('oslo', '3.0')]},
        [
            'glance-2-1.el7 (update bbbb) needs oslo < 2, but the newest is oslo-3.0-1.el7 (update cccc) (update bbbb does not go together with any of aaaa, cccc: leave out bbbb, or all of the others)'
        ],
    ),
    'together they are what each needs': Case(
        [OSLO], {'aaaa': [Words('nova', requires=('glance = 2',))], 'bbbb': [PICKY]}, []
    ),
    'what production lacks is not blamed': Case([OSLO, LOST], {'aaaa': [OSLO_2]}, []),
    'nor in a new version': Case(
        [LOST],
        {'aaaa': [Words('lost', '2', requires=('nowhere >= 3',))]},
        [],
        known=1,
    ),
    'nor through a new package': Case(
        [LOST], {'aaaa': [Words('user', requires=('lost',))]}, [], known=1
    ),
    'but what the new version lacks besides': Case(
        [LOST],
        {
            'aaaa': [
                Words(
                    'lost',
                    '2',
                    requires=(
                        'nowhere >= 3',
                        'elsewhere',
                    ),
                )
            ]
        },
        ['lost-2-1.el7 needs elsewhere, nothing provides it (update aaaa)'],
        known=1,
    ),
    'what base has conflicts': Case(
        [OSLO],
        {'aaaa': [Words('a', requires=('b',), extra=('Conflicts: b',))]},
        ['a-1-1.el7 conflicts with b-1-1.el7 (in base) (b) (update aaaa)'],
        base=[Words('b')],
    ),
    'a base repo provides': Case([], {'aaaa': [LOST]}, [], base=[Words('nowhere', '3')]),
    'an update takes away what it provided': Case(
        [Words('lib', extra=('Provides: api = 1',)), Words('app', requires=('api',))],
        {'aaaa': [Words('lib', '2')]},
        [f'app-1-1.el7{THERE} needs api, nothing provides it (update aaaa)'],
    ),
    'an old version may leave with its obsoleter': Case(
        [Words('old'), Words('app', requires=('old',))],
        {
            'aaaa': [
                Words(
                    'new',
                    extra=(
                        'Obsoletes: old',
                        'Provides: old',
                    ),
                )
            ]
        },
        [],
    ),
    'an obsoleter must provide what is needed': Case(
        [Words('old'), Words('app', requires=('old',))],
        {'aaaa': [Words('new', extra=('Obsoletes: old',))]},
        [f'app-1-1.el7{THERE} needs old, nothing provides it (update aaaa)'],
    ),
    'a conflict with what is installed': Case(
        [Words('a'), Words('b')],
        {'aaaa': [Words('a', '2', extra=('Conflicts: b < 9',))]},
        [f'a-2-1.el7 conflicts with b-1-1.el7{THERE} (b < 9) (update aaaa)'],
    ),
    'a conflict of two updates': Case(
        [Words('a'), Words('b')],
        {'aaaa': [Words('a', '2', extra=('Conflicts: b >= 2',))], 'bbbb': [Words('b', '2')]},
        [
            'a-2-1.el7 (update aaaa) conflicts with b-2-1.el7 (update bbbb) (b >= 2) (updates aaaa, bbbb together: leave out any one of them)'
        ],
    ),
    'an old conflict stays what it was': Case(
        [Words('a', extra=('Conflicts: b',)), Words('b')],
        {'aaaa': [Words('a', '2', extra=('Conflicts: b',))]},
        [],
    ),
    'a new package may conflict with an alternative': Case(
        [Words('b')], {'aaaa': [Words('a', extra=('Conflicts: b',))]}, []
    ),
    'an epoch is newer than any version': Case(
        [OSLO, PICKY],
        {'aaaa': [Words('oslo', '1.0', extra=('Epoch: 1',))]},
        [f'glance-2-1.el7{THERE} needs oslo < 2, but the newest is oslo-1:1.0-1.el7 (update aaaa)'],
    ),
    'a rich requirement has a way out': Case(
        [OSLO, Words('nova', requires=('(oslo < 2 or nova-compat)',)), Words('nova-compat')],
        {'aaaa': [OSLO_2]},
        [],
    ),
    'a rich requirement has none': Case(
        [OSLO, Words('nova', requires=('(oslo < 2 or nova-compat)',))],
        {'aaaa': [OSLO_2]},
        [
            f'nova-1-1.el7{THERE} needs (oslo < 2 or nova-compat), nothing provides it (update aaaa)',
        ],
    ),
    'every arch of a package is replaced': Case(
        [Words('lib', arch='i686'), Words('lib', arch='x86_64')],
        {'aaaa': [Words('lib', '2', arch='i686'), Words('lib', '2', arch='x86_64')]},
        [],
    ),
    'an arch is left behind': Case(
        [
            Words('lib', arch='i686', extra=('Provides: lib(x86-32)',)),
            Words('lib', arch='x86_64'),
            Words('app', arch='i686', requires=('lib(x86-32)',)),
        ],
        {'aaaa': [Words('lib', '2', arch='x86_64')]},
        [f'app-1-1.el7{THERE} needs lib(x86-32), nothing provides it (update aaaa)'],
    ),
    'what it needs excludes each other': Case(
        [Words('b'), Words('c', extra=('Conflicts: b',))],
        {
            'aaaa': [
                Words(
                    'a',
                    requires=(
                        'b',
                        'c',
                    ),
                )
            ]
        },
        [
            f'c-1-1.el7{THERE} conflicts with b-1-1.el7{THERE} (b), so a-1-1.el7 cannot be installed (update aaaa)'
        ],
    ),
}


def repo(place: Path, words: Sequence[Words]) -> Path:
    place.mkdir(parents=True, exist_ok=True)
    for each in words:
        build(place, each)
    yum.make(place)
    return place


def check(place: Path, case: Case) -> Difference:
    return checked(place, case).difference


def checked(place: Path, case: Case) -> depcheck.Checked:
    base, production = repo(place / 'base', case.base), repo(place / 'production', case.production)
    for update, words in case.pool.items():
        repo(place / 'pool' / update, words)
        shutil.rmtree(place / 'pool' / update / 'repodata')
    yum.make(place / 'pool')
    return depcheck.check(
        RepoStack([base.as_uri()], production.as_uri(), place / 'pool'),
        list(case.pool),
        MetadataCache(place / 'cache'),
    )


@pytest.mark.parametrize('case', CASES.values(), ids=CASES.keys())
def test_the_difference_to_production_alone(tmp_path: Path, case: Case) -> None:
    difference = check(tmp_path, case)
    assert [str(blamed) for blamed in difference.new] == case.expected
    assert difference.known == case.known


def test_a_build_older_than_another_is_superseded(tmp_path: Path) -> None:
    difference = check(
        tmp_path, Case([OSLO], {'aaaa': [Words('oslo', '1.2')], 'bbbb': [OSLO_2]}, [])
    )
    old, new = 'oslo-1.2-1.el7 (update aaaa)', 'oslo-2.0-1.el7 (update bbbb)'
    assert difference.superseded == {old: new}
    assert f'superseded: {old} by {new}' in report(difference)


@pytest.mark.parametrize(
    ('pool', 'needs'),
    [
        pytest.param({'aaaa': [OSLO_2], 'bbbb': [GLANCE]}, {}, id='production has enough'),
        pytest.param(
            {'aaaa': [OSLO_2], 'bbbb': [Words('glance', '3', requires=('oslo >= 2',))]},
            {'bbbb': ('aaaa',)},
            id='only the new one is enough',
        ),
        pytest.param(
            {'aaaa': [OSLO_2, Words('glance', '3', requires=('oslo >= 2',))]}, {}, id='its own'
        ),
        pytest.param({'aaaa': [LOST]}, {}, id='what nobody has'),
        pytest.param(
            {
                'aaaa': [Words('one', extra=('Provides: either',))],
                'bbbb': [Words('other', extra=('Provides: either',))],
                'cccc': [Words('third', requires=('either',))],
            },
            {'cccc': ('aaaa', 'bbbb')},
            id='several that are enough each',
        ),
    ],
)
def test_which_updates_stand_on_which(
    tmp_path: Path, pool: dict[str, Sequence[Words]], needs: dict[str, tuple[str, ...]]
) -> None:
    assert checked(tmp_path, Case([OSLO], pool, [])).needs == needs


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    with serving(tmp_path) as url:
        yield url


def test_a_repo_behind_a_web_server(tmp_path: Path, server: str) -> None:
    repo(tmp_path / 'production', [OSLO, PICKY])
    repo(tmp_path / 'pool' / 'aaaa', [OSLO_2])
    yum.make(tmp_path / 'pool')
    difference = depcheck.check(
        RepoStack([], f'{server}/production', tmp_path / 'pool'),
        ['aaaa'],
        MetadataCache(tmp_path / 'cache'),
    ).difference
    assert len(difference.new) == 1


def spoil(tmp_path: Path) -> None:
    next((tmp_path / 'production' / 'repodata').glob('*-primary.xml.gz')).write_bytes(b'spoiled')


def lose(tmp_path: Path) -> None:
    next((tmp_path / 'production').glob('*.rpm')).unlink()
    next((tmp_path / 'production' / 'repodata').glob('*-primary.xml.gz')).unlink()


@pytest.mark.parametrize(
    ('damage', 'message'),
    [(spoil, 'is not what repomd.xml says'), (lose, 'is missing')],
    ids=['spoiled', 'lost'],
)
def test_broken_metadata_is_named(tmp_path: Path, damage: object, message: str) -> None:
    repo(tmp_path / 'production', [OSLO])
    damage(tmp_path)  # type: ignore[operator]
    with pytest.raises(CiError, match=message):
        repodata.fetch((tmp_path / 'production').as_uri(), MetadataCache(tmp_path / 'cache'))


@pytest.mark.parametrize(
    ('url', 'message'),
    [
        ('{server}/nowhere', '404'),
        ('file:///nowhere/at/all', 'no such directory'),
        ('ftp://example.org/x', 'is not the URL of a repo'),
    ],
)
def test_a_repo_that_cannot_be_had(tmp_path: Path, server: str, url: str, message: str) -> None:
    with pytest.raises(CiError, match=message):
        repodata.fetch(url.format(server=server), MetadataCache(tmp_path / 'cache'))


def test_rpms_without_metadata_are_no_empty_repo(tmp_path: Path) -> None:
    build(tmp_path, OSLO)
    with pytest.raises(CiError, match='RPMs, but no metadata') as caught:
        repodata.fetch(tmp_path.as_uri(), MetadataCache(tmp_path / 'cache'))
    assert 'createrepo_c' in caught.value.hint


def test_metadata_in_other_compressions(tmp_path: Path) -> None:
    if not shutil.which('createrepo_c'):
        pytest.skip('needs createrepo_c')
    production = repo(tmp_path / 'production', [OSLO, PICKY])
    shutil.rmtree(production / 'repodata')
    subprocess.run(
        ['createrepo_c', '--quiet', '--general-compress-type=xz', str(production)], check=True
    )
    repo(tmp_path / 'pool' / 'aaaa', [OSLO_2])
    yum.make(tmp_path / 'pool')
    difference = depcheck.check(
        RepoStack([], production.as_uri(), tmp_path / 'pool'),
        ['aaaa'],
        MetadataCache(tmp_path / 'cache'),
    ).difference
    assert len(difference.new) == 1
