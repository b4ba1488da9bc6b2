from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rdopkg_ci.core.phase import PHASE2
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.rounds import Round, before, latest
from rdopkg_ci.core.target import Target

OLD, NEW = 'a' * 40, 'b' * 40


def runs(*asked: tuple[str, Iterable[str], str]) -> list[Request]:
    return [
        Request(PHASE2, Target.parse(target), commit, commit, without=tuple(sorted(without)))
        for commit, without, target in asked
    ]


def test_the_newest_round_of_each_release() -> None:
    known = runs(
        (NEW, (), 'juno/epel-7'),
        (NEW, (), 'juno/fedora-21'),
        (OLD, (), 'juno/epel-7'),
        (OLD, (), 'kilo/el7'),
    )
    assert latest(known) == [Round(NEW, (), ('juno',)), Round(OLD, (), ('kilo',))]


def test_leaving_updates_out_is_another_round() -> None:
    known = runs((NEW, ('ab12', 'aa11'), 'juno/epel-7'), (NEW, (), 'juno/epel-7'))
    assert latest(known) == [Round(NEW, ('aa11', 'ab12'), ('juno',))]


def test_a_look_for_who_is_at_fault_is_no_round() -> None:
    [look, round_] = runs((NEW, ('ab12',), 'juno/epel-7'), (OLD, (), 'juno/epel-7'))
    assert latest([replace(look, isolate='yes'), round_]) == [Round(OLD, (), ('juno',))]


def test_what_a_round_asks_for() -> None:
    target = Target('juno', 'epel-7')
    asked = Round(NEW, ('aa11',), ('juno',))
    [expected] = runs((NEW, ('aa11',), 'juno/epel-7'))
    assert asked.request(target) == expected
    assert asked.request(target, 'el6').label == 'el6'


def test_the_rounds_that_tell_why_something_was_left_out() -> None:
    known = runs(
        (NEW, ('aa11', 'bb22'), 'juno/epel-7'),
        (NEW, ('aa11',), 'juno/epel-7'),
        (NEW, (), 'kilo/el7'),
        (OLD, (), 'juno/epel-7'),
        ('c' * 40, (), 'juno/epel-7'),
    )
    last = Round(NEW, ('aa11', 'bb22'), ('juno',))
    assert before(known, last) == [Round(OLD, (), ('juno',)), Round(NEW, ('aa11',), ('juno',))]
    assert before(known, Round('d' * 40, ('aa11',), ('juno',))) == []
