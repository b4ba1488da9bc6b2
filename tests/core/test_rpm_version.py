"""rpm's order of versions, and what a requirement names."""

from __future__ import annotations

import pytest

from rdopkg_ci.core.rpm_version import compare, compare_builds, is_asked_for

# The first is the older one.
ORDERED = [
    ('1.7', '1.10'),
    ('1.7', '1.7.1'),
    ('1.7~rc1', '1.7'),
    ('1.7~rc1', '1.7~rc2'),
    ('1.7', '1.7^git1'),
    ('1.7^git1', '1.7.1'),
    ('1.7a', '1.7.1'),
    ('1.7', '1.7a'),
    ('a', 'b'),
    ('1.el6', '1.el7'),
    ('9' * 5000, '1' + '0' * 5000),
]
SAME = [('1.7', '1.07'), ('1.7', '1_7'), ('2.0', '2.0'), ('1.0.', '1.0'), ('0', '00')]


@pytest.mark.parametrize(('older', 'newer'), ORDERED)
def test_newer(older: str, newer: str) -> None:
    assert (compare(older, newer), compare(newer, older)) == (-1, 1)


@pytest.mark.parametrize(('one', 'other'), SAME)
def test_the_same(one: str, other: str) -> None:
    assert compare(one, other) == 0


@pytest.mark.parametrize(('one', 'other'), ORDERED + SAME)
def test_libsolv_says_so_too(one: str, other: str) -> None:
    pool = pytest.importorskip('solv', reason='needs solv').Pool()
    pool.setdisttype(pool.DISTTYPE_RPM)
    made = []
    for version in (one, other):
        made.append(pool.add_repo('r').add_solvable())
        made[-1].evr = f'{version}-1'
    assert made[0].evrcmp(made[1]) == compare(one, other)


@pytest.mark.parametrize(
    ('requirement', 'is_it'),
    [
        ('oslo-db', True),
        ('oslo', False),
        ('oslo-db >= 1.7', True),
        ('oslo-db >= 1:1.7', True),
        ('oslo-db >= 1.7-3.el7', False),
        ('oslo-db > 1.7', False),
        ('oslo-db > 1.7-1.el7', True),
        ('oslo-db = 1.7', True),
        ('oslo-db = 1.7-2.el7', True),
        ('oslo-db <= 1.6', False),
        ('oslo-db < 1.10', True),
        ('(oslo-db if nova)', False),
        ('/usr/bin/oslo-db', False),
        ('', False),
    ],
)
def test_what_is_asked_for(requirement: str, is_it: bool) -> None:
    assert is_asked_for(requirement, 'oslo-db', '1.7', '2.el7') is is_it


@pytest.mark.parametrize(
    ('older', 'newer'),
    [('a-b-1.9-2', 'a-b-1.10-1'), ('a-1-9.el7', 'a-1-10.el7'), ('a-1~rc1-2', 'a-1-1')],
    ids=['version first', 'then release', 'a candidate'],
)
def test_a_newer_build(older: str, newer: str) -> None:
    assert (compare_builds(older, newer), compare_builds(newer, older)) == (-1, 1)
    assert compare_builds(older, older) == 0
