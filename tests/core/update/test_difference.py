"""What an edit changes, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rdopkg_ci.core.update import difference
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.core.update.update import Build, Update

PLACE = Place(UPDATES, '06ny')
FOO, BAR = (Build(f'{name}-1-1.el7', 'cbs', 'kilo', 'el7') for name in ('foo', 'bar'))
WAS = Update((FOO,), 'Old')


@pytest.mark.parametrize(
    ('after', 'told'),
    [
        pytest.param(replace(WAS, notes='New'), ': the notes change', id='notes'),
        pytest.param(replace(WAS, builds=(FOO, BAR)), ': adds bar-1-1.el7 (kilo/el7)', id='more'),
        pytest.param(
            replace(WAS, builds=(BAR,)),
            ': adds bar-1-1.el7 (kilo/el7); removes foo-1-1.el7 (kilo/el7)',
            id='other',
        ),
        pytest.param(
            replace(WAS, builds=(replace(FOO, tag='common', arch='x86_64'),)),
            ': tag of foo-1-1.el7 (kilo/el7) is common; arch of foo-1-1.el7 (kilo/el7) is x86_64',
            id='build',
        ),
        pytest.param(replace(WAS, group='mine'), ': the group is mine', id='group'),
        pytest.param(WAS, '', id='nothing'),
        pytest.param(None, '', id='unreadable'),
    ],
)
def test_what_an_edit_changes(after: Update | None, told: str) -> None:
    assert difference.told(PLACE, WAS, after) == f'edits updates/06ny.yml{told}'
