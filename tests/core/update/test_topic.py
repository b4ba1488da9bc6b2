from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.topic import LIMIT, parse, topic
from rdopkg_ci.errors import InvalidInput


def targets(text: str) -> list[Target]:
    return [Target.parse(word) for word in text.split()]


@pytest.mark.parametrize(
    ('given_', 'expected'),
    [
        ('juno/epel-7', 'juno_epel-7'),
        ('kilo/f22 kilo/el7 kilo/f22', 'kilo_el7_f22'),
        ('juno/epel-7 icehouse/fedora-20 icehouse/epel-6', 'icehouse_epel-6_fedora-20/juno_epel-7'),
    ],
)
def test_topic(given_: str, expected: str) -> None:
    assert topic(targets(given_)) == expected
    assert parse(expected) == tuple(sorted(set(targets(given_))))


@pytest.mark.parametrize(
    'text',
    [
        '',
        'juno',
        'juno_',
        '_el7',
        'juno_el7/',
        '/juno_el7',
        'juno_el7/icehouse_el6',
        'juno_f22_el7',
        'juno_el7_el7',
        'juno_el7/juno_f22',
        'Juno_el7',
        'juno_el7\n',
        'juno_e"7',
        'juno el7',
        'juno_' + '_'.join(f'd{n:04}' for n in range(500)),
    ],
)
def test_what_is_no_topic(text: str) -> None:
    with pytest.raises(ValueError, match='is not a'):
        parse(text)


def test_what_gerrit_would_refuse_is_refused_here() -> None:
    many = [Target('juno', f'd{n:04}') for n in range(400)]
    assert len(topic(many[:340])) <= LIMIT
    with pytest.raises(InvalidInput, match='Gerrit takes 2,048') as caught:
        topic(many)
    assert 'Split' in caught.value.hint


NAMES = st.from_regex(r'[a-z0-9][a-z0-9.-]{0,9}', fullmatch=True)


@settings(deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.builds(Target, NAMES, NAMES), min_size=1, max_size=12))
def test_a_topic_parses_back_to_its_targets(some: list[Target]) -> None:
    assert parse(topic(some)) == tuple(sorted(set(some)))
    assert topic(reversed(some)) == topic(some)
