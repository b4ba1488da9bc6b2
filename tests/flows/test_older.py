"""Builds that production has something newer of, by their NVRs."""

from __future__ import annotations

import pytest

from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.update import Build, Update
from rdopkg_ci.flows.submission import older

EL7 = Target('kilo', 'el7')


def told(build_id: str, held: dict[str, str], tag: str = '', source: str = 'cbs') -> list[str]:
    update = Update((Build(build_id, source, 'kilo', 'el7', tag),), 'x')
    return list(older.warnings(update, {EL7: held}, ('common',)))


@pytest.mark.parametrize(
    ('build_id', 'held', 'newer'),
    [
        pytest.param('a-1.9-1.el7', {'a-1.10-1.el7': '0'}, 'a-1.10-1.el7', id='older'),
        pytest.param('a-1.10-1.el7', {'a-1.9-1.el7': '0'}, '', id='newer'),
        pytest.param('a-1-1.el7', {'a-1-1.el7': '0', 'a-2-1.el7': '0'}, '', id='there already'),
        pytest.param('a-1-2', {'a-1-1': '0', 'a-1-3': '0'}, 'a-1-3', id='the newest counts'),
        pytest.param('a-1-2', {'a-2-1': '0', 'a-1-1': '1'}, '', id='by the epoch of the newest'),
        pytest.param('a-2.0~rc1-1', {'a-2.0-1': '0'}, 'a-2.0-1', id='candidate'),
        pytest.param('a-b-1-1', {'a-2-1': '0'}, '', id='another package'),
        pytest.param('00012345-a', {'a-2-1': '0'}, '', id='a directory of copr'),
    ],
)
def test_what_production_has_newer(build_id: str, held: dict[str, str], newer: str) -> None:
    assert [newer in one for one in told(build_id, held)] == ([True] if newer else [])


def test_the_warning_and_what_the_policy_allows() -> None:
    assert told('a-1-1', {'a-2-1': '0'}) == [
        'a-1-1 (kilo/el7): production has a-2-1, which is newer by its version: nobody would get'
        ' this, and phase1 fails such an update'
    ]
    assert told('a-1-1', {'a-2-1': '0'}, tag='common') == []
