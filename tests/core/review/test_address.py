from __future__ import annotations

import pytest

from rdopkg_ci.core.review.address import ChangeAddress

GERRIT = 'https://review.example.org'


@pytest.mark.parametrize(
    ('text', 'home', 'number'),
    [
        pytest.param(f'{GERRIT}/c/rdo-update/+/12', GERRIT, '12', id='page'),
        pytest.param(f'{GERRIT}/c/rdo/update/+/12/3/updates/ab12.yml', GERRIT, '12', id='file'),
        pytest.param(f'{GERRIT}/r/c/rdo-update/+/12?tab=x#top', f'{GERRIT}/r', '12', id='path'),
        pytest.param(f'{GERRIT}/#/c/12/', GERRIT, '12', id='page of an old Gerrit'),
        pytest.param(f'{GERRIT}/c/12', GERRIT, '12', id='page without a project'),
        pytest.param('refs/changes/12/12/3', '', '12', id='ref'),
        pytest.param(
            'file:///srv/rdo.git#refs/changes/12/12', 'file:///srv/rdo.git', '12', id='local'
        ),
    ],
)
def test_an_address_of_a_change(text: str, home: str, number: str) -> None:
    assert ChangeAddress.parse(text) == ChangeAddress(home, number)


@pytest.mark.parametrize(
    'text',
    ['12', 'ab12', '', 'refs/changes/12/0/1', f'{GERRIT}/12', f'{GERRIT}/c/x/+/', '/c/12', 'c/12'],
)
def test_what_is_none(text: str) -> None:
    assert ChangeAddress.parse(text) is None


@pytest.mark.parametrize(
    ('text', 'is_ours'),
    [
        (f'{GERRIT}/c/rdo-update/+/12', True),
        ('http://review.example.org/c/rdo-update/+/12', True),
        ('https://elsewhere.example.org/c/rdo-update/+/12', False),
        ('refs/changes/12/12/3', True),
    ],
)
def test_a_change_of_another_server_is_not_ours(text: str, is_ours: bool) -> None:
    address = ChangeAddress.parse(text)
    assert address and address.is_at('', f'{GERRIT}/') is is_ours
