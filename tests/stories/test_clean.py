"""`rdopkg ci clean`: what is old and of no use goes, and only that."""

from __future__ import annotations

import os
import time
from pathlib import Path

from box import Box
from life import pool

OLD = time.time() - 40 * 86400


def age(path: Path) -> None:
    os.utime(path, (OLD, OLD))


def age_runs(box: Box) -> None:
    """As if every run had been asked for long ago."""
    for path in (box.home / 'runs').glob('*/*/request.json'):
        text = path.read_text()
        at = text.rpartition('"at": ')[2].rstrip('}')
        path.write_text(text.replace(f'"at": {at}', f'"at": {OLD}'))
        age(path)


def kept(box: Box, name: str, days: int) -> Path:
    """A file in one of the directories of our home, so many days old."""
    path = box.home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b'x' * 200_000)
    at = time.time() - days * 86400
    os.utime(path, (at, at))
    return path


def test_nothing_to_do(box: Box) -> None:
    assert box.run('ci', 'clean').out == 'Nothing may go.\n'


def test_what_is_old_goes_by_kind(box: Box) -> None:
    old = [kept(box, f'{name}/a', 31) for name in ('downloads', 'metadata', 'signed')]
    new = [kept(box, f'{name}/b', 29) for name in ('downloads', 'metadata', 'signed')]
    copy = kept(box, 'signed/key/0af1.rpm', 31)
    lines = 'downloads: 1 {0}, 0.2 MB\nmetadata: 1 {0}, 0.2 MB\nsigned copies: 1 {0}, 0.2 MB\n'
    assert box.run('ci', 'clean', '--dry-run').out == lines.format('may go')
    assert copy.exists()
    assert box.run('ci', 'clean').out == lines.format('removed')
    there = [path.exists() for path in (*old[:2], copy)]
    assert there == [False, False, False]
    assert old[2].exists(), 'no copy of an RPM'
    assert all(path.exists() for path in new)
    assert box.run('ci', 'clean').out == 'Nothing may go.\n'


def test_the_run_of_what_is_red_stays_as_long_as_that_is_open(kilo: Box) -> None:
    [broken] = pool(kilo, 'broken')
    age_runs(kilo)
    [run] = (kilo.home / 'runs').glob('*/*')
    kilo.run('ci', 'clean', '--days', '1')
    assert run.exists()
    kilo.run('ci', 'withdraw', broken, '--reason', 'no use')
    said = kilo.run('ci', 'clean', '--days', '1').out
    assert said.startswith('runs: 1 removed, ')
    assert not run.exists()


def test_a_young_run_stays(kilo: Box) -> None:
    [good] = pool(kilo, 'good')
    kilo.run('ci', 'withdraw', good, '--reason', 'no use')
    assert kilo.run('ci', 'clean', '--days', '1').out == 'Nothing may go.\n'


def test_nothing_goes_while_a_server_is_away(box: Box) -> None:
    path = kept(box, 'downloads/a', 31)
    box.environ['RDOPKG_CI_JENKINS_URL'] = 'http://127.0.0.1:9'
    said = box.run('ci', 'clean', code=1)
    assert said.err.startswith('error: what is still wanted is not known: ')
    assert path.exists()


def test_for_scripts(box: Box) -> None:
    path = kept(box, 'downloads/a', 31)
    told = box.json('ci', 'clean', '-n')
    assert told['leftovers'] == [{'kind': 'downloads', 'path': str(path), 'size': 200_000}]
    assert told['removed'] is False


def test_days_below_one_are_refused(box: Box) -> None:
    assert 'days are from 1 to' in box.run('ci', 'clean', '--days', '0', code=2).err
