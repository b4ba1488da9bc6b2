from __future__ import annotations

import pytest

from rdopkg_ci.core.judging import loosely
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.ruling import Ruling
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.update import Build

EL7 = Target('kilo', 'el7')


def row(package: str, author: str = 'Jan Novák <jan.n@example.org>') -> Row:
    build = Build(f'{package}-2015.1.0-1.el7', 'cbs', 'kilo', 'el7')
    found = Row('06ny', 'x', 'updates', '', Ruling(()), (EL7,))
    return found._replace(author=author, builds=(build,))


GLANCE, NOVA = row('python-glance-store'), row('openstack-nova', 'Eva <eva@example.org>')


@pytest.mark.parametrize(
    ('name', 'fits'),
    [
        pytest.param('*glance*', [GLANCE], id='a pattern of a package'),
        pytest.param('openstack-nova-2015.1.?-*', [NOVA], id='of a build'),
        pytest.param('KILO/*', [GLANCE, NOVA], id='of a target'),
        pytest.param('[!0]*', [GLANCE, NOVA], id='a set'),
        pytest.param('glance', [GLANCE], id='a part of a package'),
        pytest.param('Glance-St', [GLANCE], id='any part, in any letters'),
        pytest.param('gl', [], id='too little of it'),
        pytest.param('Jan', [GLANCE], id='the first name of a person'),
        pytest.param('novák', [GLANCE], id='the last one'),
        pytest.param('Ja', [], id='no part of a word'),
        pytest.param('*' * 5000 + 'x', [], id='whoever wants to keep us busy'),
    ],
)
def test_what_a_part_of_a_name_fits(name: str, fits: list[Row]) -> None:
    assert [one for one in (GLANCE, NOVA) if loosely.fits(one, name)] == fits


@pytest.mark.parametrize(
    ('wrong', 'near'),
    [
        ('glanse', ['python-glance-store']),
        ('glance-stroe', ['python-glance-store']),
        ('06nx', ['06ny']),
        ('runing', ['running']),
        ('xyzzy', []),
    ],
)
def test_what_a_wrong_name_is_like(wrong: str, near: list[str]) -> None:
    assert loosely.near(wrong, [GLANCE, NOVA], ['running']) == near
