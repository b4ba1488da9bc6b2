from __future__ import annotations

from collections.abc import Iterable

from rdopkg_ci.core.runs import run_key
from rdopkg_ci.core.runs.rounds import Round, latest, split
from rdopkg_ci.core.target import Target

OLD, NEW = 'a' * 40, 'b' * 40


def runs(*asked: tuple[str, Iterable[str], str]) -> list[tuple[str, dict[str, str]]]:
    requests = [
        run_key.phase2(commit, commit, without, Target.parse(target), 1)
        for commit, without, target in asked
    ]
    return [(request.key, dict(request.parameters)) for request in requests]


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


def test_a_run_that_somebody_started_by_hand_counts_for_nothing() -> None:
    ((key, parameters),) = runs((NEW, (), 'juno/epel-7'))
    forged = [
        (key, {**parameters, 'commit': OLD}),
        (key, {**parameters, 'without': 'ab12'}),
        (key, {**parameters, 'target': 'juno/../x'}),
        (key, {}),
        ('phase2', parameters),
        ('', parameters),
    ]
    assert latest(forged) == []


def test_split_sorts_and_drops_nothing_else() -> None:
    assert split('b,a,,') == ('a', 'b')
    assert split('') == ()
