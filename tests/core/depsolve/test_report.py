"""The cause that a difference is told by."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.depsolve.difference import Difference
from rdopkg_ci.core.depsolve.problem import Blamed, DependencyProblem
from rdopkg_ci.core.depsolve.report import cause, report


def lacks(requirement: str) -> Blamed:
    return Blamed(DependencyProblem('cinder', 'cinder-2-1', requirement), 'cinder-2-1', ())


def test_what_the_os_has_comes_last_where_the_policy_names_no_os() -> None:
    found = Difference((lacks('/bin/sh'), lacks('python-six >= 1.9')), 0, 1, {})
    lines = report(found, has_base=False)
    told = cause(found, lines, 'kilo/el7')
    assert told.blame is Blame.PACKAGE
    assert told.summary == 'cinder-2-1 needs python-six >= 1.9, nothing provides it, and 1 more'
    shown = [line.text for line in told.lines]
    assert shown[:2] == [
        'cinder-2-1 needs /bin/sh, nothing provides it',
        'cinder-2-1 needs python-six >= 1.9, nothing provides it',
    ]
    assert cause(found, lines).summary.startswith('cinder-2-1 needs /bin/sh')


def test_more_than_are_shown_has_the_first_of_them() -> None:
    every = tuple(lacks(f'lib{n}') for n in range(9))
    found = Difference(every, 0, 1, {})
    assert [line.n for line in cause(found, report(found)).lines] == [3, 4, 5, 6, 7]
