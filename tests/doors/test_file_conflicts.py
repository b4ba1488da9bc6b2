"""Files that two packages bring, on real RPMs, with rpm itself as the judge of what is one."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from rpmkit import Content, Words, build, source

from rdopkg_ci.core.depsolve.conflicts import FileConflicts
from rdopkg_ci.doors import depcheck
from rdopkg_ci.doors.depcheck import RepoStack
from rdopkg_ci.doors.repos import yum
from rdopkg_ci.doors.repos.repodata import MetadataCache
from rdopkg_ci.doors.rpm import rpmheader

pytest.importorskip('solv', reason='needs solv, which is for Python 3.11 and newer')

TOOL, OTHER_TOOL = Content('/usr/bin/tool'), Content('/usr/bin/tool', 'b\n')
DIRECTORY = Content('/opt/d', kind='%dir', mode='0755')


def brings(name: str, *files: Content, version: str = '1', **words: str) -> Words:
    extra = tuple(f'{key}: {value}' for key, value in words.items())
    return Words(name, version, files=files, extra=extra)


PAIRS = {
    'the same file': (TOOL, TOOL, False),
    'another content': (TOOL, OTHER_TOOL, True),
    'another content of the same size in a config file': (
        Content('/etc/tool', kind='%config'),
        Content('/etc/tool', 'b\n', kind='%config'),
        True,
    ),
    'another mode': (TOOL, TOOL._replace(mode='0755'), True),
    'another owner': (TOOL, TOOL._replace(owner='daemon'), True),
    'a ghost': (TOOL, Content('/usr/bin/tool', 'b\n', kind='%ghost'), False),
    'a directory of both': (DIRECTORY, DIRECTORY, False),
    'a directory in another mode': (DIRECTORY, DIRECTORY._replace(mode='0700'), True),
    'a directory and a file': (DIRECTORY, Content('/opt/d'), True),
    'the same link': (
        Content('/usr/bin/tool', link='tool-1'),
        Content('/usr/bin/tool', link='tool-1'),
        False,
    ),
    'a link to elsewhere': (
        Content('/usr/bin/tool', link='tool-1'),
        Content('/usr/bin/tool', link='tool-2'),
        True,
    ),
    'a link and a file': (Content('/usr/bin/tool', link='tool-1'), TOOL, True),
    'an empty file and one that is not': (Content('/usr/bin/tool', ''), TOOL, True),
    'other paths': (TOOL, Content('/usr/bin/tool2'), False),
}


@pytest.mark.parametrize(('one', 'other', 'expected'), PAIRS.values(), ids=PAIRS.keys())
def test_what_rpm_refuses(tmp_path: Path, one: Content, other: Content, expected: bool) -> None:
    paths = [build(tmp_path, brings('a', one)), build(tmp_path, brings('b', other))]
    contents = []
    for path in paths:
        with open(path, 'rb') as stream:
            contents.append(rpmheader.content(stream))
    assert [content.build for content in contents] == ['a-1-1.el7', 'b-1-1.el7']
    assert bool(contents[0].clashes(contents[1])) is expected
    assert ('conflicts' in _transaction(tmp_path / 'root', paths)) is expected


def _transaction(root: Path, paths: Sequence[Path]) -> str:
    """What rpm says of installing all of them, which it does not do."""
    if not shutil.which('rpm'):
        pytest.skip('needs rpm')
    root.mkdir()
    words = ['rpm', f'--dbpath={root}', '--test', '--install', '--nodeps', '--ignorearch']
    done = subprocess.run(
        [*words, *map(str, paths)],
        env={'LC_ALL': 'C', 'PATH': '/usr/bin:/bin', 'HOME': str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr


class Case(NamedTuple):
    production: Sequence[Words]
    pool: Mapping[str, Sequence[Words]]
    expected: Sequence[str]
    known: int = 0


A, B = brings('tool-a', TOOL), brings('tool-b', OTHER_TOOL)
BOTH = 'tool-a-1-1.el7 and tool-b-1-1.el7 both bring /usr/bin/tool'
OLD = 'tool-a-1-1.el7 (in production) and tool-b-1-1.el7 both bring /usr/bin/tool (update bbbb)'
CASES = {
    'two updates of a pool': Case(
        [],
        {'aaaa': [A], 'bbbb': [B], 'cccc': [brings('c')]},
        [
            'tool-a-1-1.el7 (update aaaa) and tool-b-1-1.el7 (update bbbb) both bring /usr/bin/tool'
            ' (updates aaaa, bbbb together: leave out any one of them)'
        ],
    ),
    'two packages of one update': Case([], {'aaaa': [A, B]}, [f'{BOTH} (update aaaa)']),
    'an update and production': Case([A], {'bbbb': [B]}, [OLD]),
    'what is alike is shared': Case([], {'aaaa': [A], 'bbbb': [brings('tool-b', TOOL)]}, []),
    'more files than one': Case(
        [A],
        {
            'bbbb': [
                brings('tool-b', OTHER_TOOL, Content('/opt/x')),
                brings('c', Content('/opt/x', 'c')),
            ]
        },
        [
            'c-1-1.el7 and tool-b-1-1.el7 both bring /opt/x (update bbbb)',
            OLD,
        ],
    ),
    'production alone has it': Case(
        [A, B], {'bbbb': [brings('tool-b', OTHER_TOOL, version='2')]}, [], 1
    ),
    'a new version replaces the old': Case(
        [A], {'aaaa': [brings('tool-a', OTHER_TOOL, version='2')]}, []
    ),
    'the file moves from one package to the other': Case(
        [A], {'aaaa': [brings('tool-a', version='2'), B]}, []
    ),
    'what is obsoleted goes': Case(
        [A], {'bbbb': [brings('tool-b', OTHER_TOOL, Obsoletes='tool-a')]}, []
    ),
    'a declared conflict is one or the other': Case(
        [A], {'bbbb': [brings('tool-b', OTHER_TOOL, Conflicts='tool-a')]}, []
    ),
    'only who brings it is to blame': Case(
        [A],
        {'aaaa': [brings('tool-a', TOOL, version='2')], 'bbbb': [B]},
        ['tool-a-2-1.el7 (update aaaa) and tool-b-1-1.el7 both bring /usr/bin/tool (update bbbb)'],
    ),
    'an alternative that is superseded': Case(
        [], {'aaaa': [A], 'bbbb': [B], 'cccc': [brings('tool-b', version='2')]}, []
    ),
}


def repo(place: Path, words: Sequence[Words]) -> Path:
    place.mkdir(parents=True)
    for each in words:
        build(place, each)
    yum.make(place)
    return place


def check(place: Path, case: Case) -> FileConflicts:
    production = repo(place / 'production', case.production)
    for update, words in case.pool.items():
        for each in words:
            build(place / 'pool' / update, each)
    yum.make(place / 'pool')
    repos = RepoStack([], production.as_uri(), place / 'pool')
    return depcheck.check_files(repos, list(case.pool), MetadataCache(place / 'cache'))


def test_source_packages_in_the_repo_are_no_packages(tmp_path: Path) -> None:
    source(tmp_path / 'pool' / 'aaaa', A._replace(requires=('nowhere',)))
    case = Case([], {'aaaa': [A]}, [])
    assert check(tmp_path, case).checked == 1
    repos = RepoStack([], (tmp_path / 'production').as_uri(), tmp_path / 'pool')
    difference = depcheck.check(repos, ['aaaa'], MetadataCache(tmp_path / 'cache')).difference
    assert (difference.new, difference.checked) == ([], 1)


@pytest.mark.parametrize('case', CASES.values(), ids=CASES.keys())
def test_the_difference_to_production_alone(tmp_path: Path, case: Case) -> None:
    found = check(tmp_path, case)
    assert [str(conflict) for conflict in found.new] == case.expected
    assert found.known == case.known
