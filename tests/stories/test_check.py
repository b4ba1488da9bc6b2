"""`rdopkg ci check`: builds that vanish from their sources while their updates wait."""

from __future__ import annotations

import os
import time

import pytest
from box import Box
from life import EMPTY, GLANCE, own_sources, pool, ready
from rpmkit import Words, build

GONE = f'{GLANCE} does not exist at its source local (kilo/el7)\n'


def lose(box: Box) -> None:
    for path in own_sources(box).glob(f'{GLANCE}*'):
        path.unlink()


def test_what_vanished_is_named(kilo: Box) -> None:
    [good] = ready(kilo, 'good')
    said = kilo.run('ci', 'check')
    assert said.out.startswith('All builds that wait can be had: ')
    lose(kilo)
    assert kilo.run('ci', 'check', code=3).out == f'{good}: {GONE}'
    told = kilo.json('ci', 'check', code=3)
    board = kilo.run('ci', 'status', code=3).out
    assert board.startswith(f'{good}  ready/      -       x failed')
    assert f'      {GONE}      next: you: have the builds back at their source, then' in board
    assert GONE in kilo.run('ci', 'show', good).out
    [row] = kilo.json('ci', 'status', code=3)['updates']
    assert (row['verdict'], row['next']['who']) == ('failed', 'author')
    [event] = told['events']
    assert (event['subject'], event['action'], event['target']) == (good, 'vanished', 'kilo/el7')


def test_what_is_not_what_was_tested_is_named(kilo: Box) -> None:
    sources = own_sources(kilo)
    [good] = ready(kilo, 'good')
    build(sources, Words('openstack-glance', '2015.1.1', text='Built again.'))
    said = kilo.run('ci', 'check', code=3).out
    assert said.startswith(
        f'{good}: {GLANCE} is not what phase2 tested: {GLANCE}.noarch.rpm was tested as '
    )
    board = kilo.run('ci', 'status', code=3).out
    assert 'is not what phase2 tested' in board and 'rdopkg ci promote' not in board
    kilo.commit(EMPTY)
    for how in ('-n', '-y'):
        said = kilo.run('ci', 'promote', how, code=3).err
        assert f'The others can be promoted with --without {good}.' in said


def test_the_gate_looks_once_a_day(kilo: Box) -> None:
    [good] = pool(kilo, 'good')
    lose(kilo)
    assert kilo.run('ci', 'gate').out == '', 'it has looked today'
    yesterday = time.time() - 90000
    os.utime(kilo.home / 'checked.json', (yesterday, yesterday))
    assert kilo.run('ci', 'gate').out == f'{good}: {GONE}'
    assert kilo.run('ci', 'gate').out == ''


def test_the_board_tells_of_what_vanished_only_of_the_update_as_it_is(kilo: Box) -> None:
    [good] = pool(kilo, 'good')
    lose(kilo)
    kilo.run('ci', 'check', code=3)
    assert GONE in kilo.run('ci', 'status', code=3).out
    kilo.edit(f'updates/{good}.yml', 'fix', 'really fix')
    assert GONE not in kilo.run('ci', 'status').out
    (kilo.home / 'checked.json').write_text('{"vanished": [{"update": 3}]}')
    assert GONE not in kilo.run('ci', 'status').out


@pytest.mark.parametrize('source', ['cbs', 'brew'], ids=['away', 'not set'])
def test_a_source_that_does_not_answer_is_no_loss(kilo: Box, source: str) -> None:
    pool(kilo, 'good')
    text = f'notes: x\nbuilds: [{{id: a-1-1, source: {source}, repo: kilo, dist: el7}}]\n'
    kilo.commit({'updates/zzzz.yml': text.encode()})
    nowhere = 'http://127.0.0.1:9'
    kilo.environ.update(RDOPKG_CI_SOURCES_CBS_HUB=nowhere, RDOPKG_CI_SOURCES_CBS_TOP=nowhere)
    said = kilo.run('ci', 'check', code=1)
    assert (said.out, said.err.count(f'warning: source {source} (sources.{source}_hub): ')) == (
        '',
        1,
    )
