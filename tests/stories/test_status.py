"""`rdopkg ci status`: every name of an update, and the board as data."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from box import Box
from life import pool


def test_status_as_json_names_cause_and_lines(kilo: Box) -> None:
    [broken] = pool(kilo, 'broken')
    [row] = kilo.json('ci', 'status', broken, code=3)['updates']
    [target] = row['targets']
    cause = target['cause']
    assert (row['verdict'], target['target']) == ('failed', 'kilo/el7')
    assert (cause['signature'], cause['blame']) == ('depsolve-unresolved', 'package')
    log = Path(urlsplit(target['log_url']).path).read_text().splitlines()
    assert [log[line['n'] - 1] for line in cause['lines']] == [
        line['text'] for line in cause['lines']
    ]
    assert kilo.json('ci', 'status', 'kilo/el7', code=3) == kilo.json(
        'ci', 'status', str(row['change']), code=3
    )


@pytest.mark.parametrize(
    'what', ['updates/', 'updates', 'kilo', 'kilo/epel-7', 'kilo/el7', 'kilo_el7', 'all']
)
def test_status_knows_every_name_of_an_update(kilo: Box, what: str) -> None:
    [good] = pool(kilo, 'good')
    assert kilo.run('ci', 'status', what).out.startswith(f'{good}  updates/ ')
