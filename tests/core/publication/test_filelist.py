from __future__ import annotations

import pytest

from rdopkg_ci.core.publication.filelist import Sum, dump_files, dump_sums, parse_sums
from rdopkg_ci.core.target import Target
from rdopkg_ci.errors import InvalidInput

JUNO, KILO = Target('juno', 'epel-7'), Target('kilo', 'f22')
A, B = 'a' * 64, 'b' * 64
SUMS = (
    Sum(A, JUNO, '', 'python-foo-1.0-1.el7.noarch.rpm', 'python-foo-1.0-1.el7'),
    Sum(
        B,
        KILO,
        'common',
        'libfoo++-1:2~rc1^git-1.fc23.x86_64.rpm'.replace(':', '_'),
        'foo-2-1.fc23',
    ),
)


def test_sums_are_one_readable_line_each_in_one_order() -> None:
    text = dump_sums(reversed(SUMS + SUMS))
    assert text.decode() == (
        f'{A}  juno/epel-7/python-foo-1.0-1.el7.noarch.rpm  python-foo-1.0-1.el7\n'
        f'{B}  kilo/f22/common/libfoo++-1_2~rc1^git-1.fc23.x86_64.rpm  foo-2-1.fc23\n'
    )
    assert parse_sums(text, 'x.sums') == SUMS


def test_no_sums_at_all() -> None:
    assert dump_sums(()) == b''
    assert parse_sums(b'', 'x.sums') == ()


@pytest.mark.parametrize(
    ('line', 'problem'),
    [
        pytest.param('', 'two spaces', id='empty line'),
        pytest.param(f'{A} juno/epel-7/a.rpm b', 'two spaces', id='one space'),
        pytest.param(f'{A[:-1]}  juno/epel-7/a.rpm  b', 'two spaces', id='short checksum'),
        pytest.param(f'{A.upper()}  juno/epel-7/a.rpm  b', 'two spaces', id='upper case'),
        pytest.param(f'{A}  juno/epel-7/a.rpm  b  c', 'two spaces', id='four words'),
        pytest.param(f'{A}  juno/a.rpm  b', 'RELEASE/DIST', id='no dist'),
        pytest.param(f'{A}  juno/epel-7/x/y/a.rpm  b', 'RELEASE/DIST', id='too deep'),
        pytest.param(f'{A}  /epel-7/a.rpm  b', 'is not a target', id='absolute'),
        pytest.param(f'{A}  ../epel-7/a.rpm  b', 'is not a target', id='upwards release'),
        pytest.param(f'{A}  juno/../a.rpm  b', 'is not a target', id='upwards dist'),
        pytest.param(f'{A}  juno/epel-7/../a.rpm  b', 'is not a tag', id='upwards tag'),
        pytest.param(f'{A}  juno/epel-7//a.rpm  b', 'is not a tag', id='empty tag'),
        pytest.param(
            f'{A}  juno/epel-7/repodata/a.rpm  b', 'is not a tag', id='among the metadata'
        ),
        pytest.param(f'{A}  juno/epel-7/.rpm  b', 'is not the name of an RPM', id='hidden'),
        pytest.param(f'{A}  juno/epel-7/-a.rpm  b', 'is not the name of an RPM', id='option'),
        pytest.param(f'{A}  juno/epel-7/a.txt  b', 'is not the name of an RPM', id='no RPM'),
        pytest.param(f'{A}  juno/epel-7/a\x1b[0m.rpm  b', 'is not the name of an RPM', id='escape'),
        pytest.param(f'{A}  juno/epel-7/ü.rpm  b', 'is not the name of an RPM', id='not ASCII'),
        pytest.param(
            f'{A}  juno/epel-7/a.rpm  b/c', 'is not the id of a build', id='build with a slash'
        ),
    ],
)
def test_hostile_sums_are_refused_with_file_and_line(line: str, problem: str) -> None:
    good = dump_sums(SUMS[:1])
    with pytest.raises(InvalidInput) as caught:
        parse_sums(good + line.encode() + b'\n', 'ready/06ny.yml.sums')
    assert str(caught.value).startswith('ready/06ny.yml.sums:\n  line 2: ')
    assert problem in str(caught.value)
    assert str(caught.value).replace('\n', '').isprintable()


def test_every_bad_line_is_named() -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_sums(b'x\ny\n', 'x.sums')
    assert [str(problem).split(':')[0] for problem in caught.value.problems] == ['line 1', 'line 2']


def test_files_are_absolute_paths_one_a_line_as_they_were_in_2014() -> None:
    paths = ['/srv/juno/epel-7/b.rpm', '/srv/juno/epel-7/a.rpm', '/srv/juno/epel-7/b.rpm']
    assert dump_files(paths) == b'/srv/juno/epel-7/a.rpm\n/srv/juno/epel-7/b.rpm\n'
