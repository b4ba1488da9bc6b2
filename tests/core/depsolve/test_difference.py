"""The judgement of a pool over a solver of our own: names instead of versions, and no libsolv."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

import pytest

from rdopkg_ci.core.depsolve.difference import Difference, difference
from rdopkg_ci.core.depsolve.package import Package, World
from rdopkg_ci.core.depsolve.problem import DependencyProblem
from rdopkg_ci.core.depsolve.report import cause, report

Needs = dict[Package, tuple[str, ...]]


class SmallSolver:
    """A package provides its name and ``name=version``, and needs some of those."""

    def __init__(self, needs: Needs) -> None:
        self._needs = needs
        self._world: World = frozenset()

    def enter(self, world: World) -> None:
        self._world = world

    def newest(self, packages: Iterable[Package]) -> World:
        best: dict[str, Package] = {}
        for package in sorted(packages, key=lambda one: one.evr):
            best[package.name] = package
        return frozenset(best.values())

    def _providers(self, need: str) -> Sequence[Package]:
        return [one for one in self._world if need in (one.name, f'{one.name}={one.evr}')]

    def needs(self, package: Package) -> Iterator[Package]:
        for providers in self.requirements(package):
            yield from providers

    def requirements(self, package: Package) -> Iterator[Sequence[Package]]:
        for need in self._needs[package]:
            yield self._providers(need)

    def conflicts(self, package: Package) -> Iterable[tuple[str, Package]]:
        return ()

    def can_install(self, packages: Iterable[Package]) -> bool:
        return not any(self.explain(package) for package in packages)

    def explain(self, package: Package) -> Sequence[DependencyProblem]:
        """What is missing of its own needs, and of what those need."""
        found: list[DependencyProblem] = []
        ahead, seen = [package], {package}
        while ahead:
            one = ahead.pop()
            for need in self._needs[one]:
                providers = set(self._providers(need))
                if not providers:
                    found.append(DependencyProblem(one.name, str(one), need))
                ahead += providers - seen
                seen |= providers
        return found


def compared(under: str, pool: str, updates: Sequence[str] = ('a', 'b', 'c', 'd')) -> Difference:
    """The difference of worlds in words: ``nova-1:oslo=1,glance`` needs two others, and in a pool
    ``a/nova-1`` is what update a brings.
    """
    needs: Needs = {}
    numbers = count()

    def world(words: str, repo: str) -> World:
        found = set()
        for word in words.split():
            where, _, listed = word.partition(':')
            name, _, evr = where.rpartition('/')[2].rpartition('-')
            package = Package(next(numbers), name, evr, 'noarch', repo, where)
            needs[package] = tuple(filter(None, listed.split(',')))
            found.add(package)
        return frozenset(found)

    below, above = world(under, 'production'), world(pool, 'pool')
    return difference(
        SmallSolver(needs), below, above, lambda path: path.partition('/')[0], updates
    )


@pytest.mark.parametrize(
    ('under', 'pool', 'new', 'known'),
    [
        pytest.param('oslo-1 nova-1:oslo', 'a/oslo-2', [], 0, id='all is well'),
        pytest.param(
            'oslo-1',
            'a/nova-1:lost',
            ['nova-1 needs lost, nothing provides it (update a)'],
            0,
            id='nobody provides it',
        ),
        pytest.param(
            'oslo-1 nova-1:oslo=1',
            'a/oslo-2',
            ['nova-1 needs oslo=1, nothing provides it (update a)'],
            0,
            id='it was there before',
        ),
        pytest.param(
            'oslo-1 nova-1:oslo heat-1:nova',
            'a/oslo-2 b/nova-2:oslo=1',
            [
                'nova-2 needs oslo=1, nothing provides it (updates a, b together: leave out any one'
                ' of them)'
            ],
            0,
            id='each is fine alone',
        ),
        pytest.param(
            'oslo-1 nova-1:oslo=1',
            'a/oslo-2 b/oslo-3',
            [
                'nova-1 needs oslo=1, nothing provides it (updates a, b each by itself: leave out'
                ' all of them)'
            ],
            0,
            id='each by itself',
        ),
        pytest.param(
            'oslo-1',
            'a/oslo-2 b/oslo-3 c/nova-1:oslo=1 d/other-1',
            [
                'nova-1 needs oslo=1, nothing provides it (update c does not go together with any'
                ' of a, b: leave out c, or all of the others)'
            ],
            0,
            id='each of two breaks another',
        ),
        pytest.param(
            'oslo-1',
            'a/oslo-2 b/oslo-3 c/nova-1:oslo=1 d/nova-2:oslo=1',
            ['nova-2 needs oslo=1, nothing provides it (updates b, d do not go together)'],
            0,
            id='nobody is needed for it',
        ),
        pytest.param('nova-1:lost', 'a/nova-2:lost', [], 1, id='production lacks it too'),
        pytest.param('nova-1:lost oslo-1', 'a/oslo-2', [], 0, id='nobody touches it'),
    ],
)
def test_what_a_pool_breaks(under: str, pool: str, new: list[str], known: int) -> None:
    found = compared(under, pool)
    assert [str(one) for one in found.new] == new
    assert found.known == known


def test_what_another_build_hides_is_superseded() -> None:
    assert compared('oslo-1', 'a/oslo-2 b/oslo-3').superseded == {'oslo-2': 'oslo-3'}


def test_only_what_can_be_reached_is_checked() -> None:
    assert compared('oslo-1 nova-1:oslo heat-1 swift-1', 'a/oslo-2').checked == 2


def test_without_updates_nobody_is_named() -> None:
    [one] = compared('', 'a/nova-1:lost', ()).new
    assert str(one) == 'nova-1 needs lost, nothing provides it'


def test_the_cause_is_proved_by_the_last_lines_of_the_report() -> None:
    found = compared('', 'a/nova-1:lost b/heat-1:gone,away')
    lines = report(found, has_base=False)
    assert lines[0].startswith('note: the policy names no base repos')
    assert lines[-4] == 'new problems: 3'
    told = cause(found, lines)
    assert told.summary.endswith(', and 2 more')
    assert [lines[line.n - 1] for line in told.lines] == [line.text for line in told.lines]
    assert [line.n for line in told.lines] == [4, 5, 6, 1]
