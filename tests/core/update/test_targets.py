from __future__ import annotations

import pytest

from rdopkg_ci.core.policy.policy import Policy, Repos
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.targets import settle, spell
from rdopkg_ci.core.update.update import Build, Update
from rdopkg_ci.errors import InvalidInput

KNOWN = [
    'icehouse/epel-6',
    'icehouse/fedora-20',
    'juno/epel-7',
    'juno/fedora-21',
    'kilo/el7',
    'kilo/f22',
    'mitaka/centos7',
    'odd/el7',
    'odd/epel-7',
]
POLICY = Policy(
    targets={Target.parse(text): Repos('file:///srv') for text in KNOWN},
    special={Target('juno', 'fedora-20'): 'a symlink to fedora-21', Target('odd', 'f1'): 'old'},
    aliases={'el7': 'centos7', 'c7': 'el7', 'loop': 'pool', 'pool': 'loop', 'wheezy': 'el6'},
)


@pytest.mark.parametrize(
    ('written', 'settled'),
    [
        ('juno/epel-7', 'juno/epel-7'),
        ('juno/f21', 'juno/fedora-21'),
        ('kilo/f22', 'kilo/f22'),
        ('kilo/fedora-22', 'kilo/f22'),
        ('kilo/fc22', 'kilo/f22'),
        ('kilo/epel7', 'kilo/el7'),
        ('kilo/centos7', 'kilo/el7'),
        ('juno/centos-7', 'juno/epel-7'),
        ('icehouse/rhel6', 'icehouse/epel-6'),
        ('icehouse/el6', 'icehouse/epel-6'),
        ('icehouse/wheezy', 'icehouse/epel-6'),
        ('mitaka/el7', 'mitaka/centos7'),
        ('mitaka/c7', 'mitaka/centos7'),
        ('kilo/c7', 'kilo/el7'),
        ('odd/el7', 'odd/el7'),
        ('odd/epel-7', 'odd/epel-7'),
    ],
)
def test_dists_are_spelled_as_the_policy_spells_them(written: str, settled: str) -> None:
    assert str(spell(Target.parse(written), POLICY)) == settled


def test_short_and_long_names_are_the_same_both_ways() -> None:
    policy = Policy(
        targets={
            Target('kilo', 'el7'): Repos(''),
            Target('kilo', 'f22'): Repos(''),
            Target('juno', 'epel-7'): Repos(''),
        }
    )
    assert spell(Target('kilo', 'epel-7'), policy).dist == 'el7'
    assert spell(Target('juno', 'el7'), policy).dist == 'epel-7'


@pytest.mark.parametrize(
    ('written', 'problem'),
    [
        (
            'klio/el7',
            "unknown release 'klio'; did you mean 'kilo'? Known: icehouse, juno, kilo, mitaka, odd",
        ),
        ('zed/el7', "unknown release 'zed'. Known: icehouse, juno, kilo, mitaka, odd"),
        (
            'el7/kilo',
            "'el7' is a dist and 'kilo' a release: write `repo: kilo` and `dist: el7`",
        ),
        ('kilo/f2', "unknown dist of kilo 'f2'; did you mean 'f22'? Known: el7, f22"),
        ('kilo/loop', "unknown dist of kilo 'loop'. Known: el7, f22"),
        ('juno/fedora-20', 'juno/fedora-20 takes no updates: a symlink to fedora-21'),
        ('juno/f20', 'juno/fedora-20 takes no updates: a symlink to fedora-21'),
    ],
)
def test_what_the_policy_does_not_want(written: str, problem: str) -> None:
    with pytest.raises(ValueError) as caught:
        spell(Target.parse(written), POLICY)
    assert str(caught.value) == problem


def test_an_alias_of_two_dists_must_be_written_out() -> None:
    policy = Policy(
        targets={Target('odd', 'el7'): Repos(''), Target('odd', 'epel-7'): Repos('')},
        aliases={'c7': 'el7'},
    )
    with pytest.raises(ValueError, match='may be el7 or epel-7; write the one meant'):
        spell(Target('odd', 'c7'), policy)


def update(*builds: str) -> Update:
    return Update(
        tuple(
            Build(name, 'dummy', *target.split('/'))
            for name, target in (build.split('@') for build in builds)
        ),
        'notes',
    )


def test_settle_keeps_all_but_the_spelling() -> None:
    assert settle(update('a-1-1@kilo/epel-7', 'b-1-1@juno/f21'), POLICY) == update(
        'a-1-1@kilo/el7', 'b-1-1@juno/fedora-21'
    )


def test_settle_tells_all_problems_at_once() -> None:
    with pytest.raises(InvalidInput) as caught:
        settle(
            update(
                'a-1-1@klio/el7',
                'b-1-1@juno/f20',
                'c-1-1@kilo/el7',
                'c-1-1@kilo/epel-7',
                'c-1-1@kilo/c7',
            ),
            POLICY,
        )
    assert tuple(map(str, caught.value.problems)) == (
        "a-1-1: unknown release 'klio'; did you mean 'kilo'? Known: icehouse, juno, kilo, mitaka, odd",
        'b-1-1: juno/fedora-20 takes no updates: a symlink to fedora-21',
        'c-1-1 is listed twice for kilo/el7',
    )
