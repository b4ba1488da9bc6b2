"""`rdopkg ci status`: every name of an update, and the board as data."""

from __future__ import annotations

import os
import subprocess
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
    assert kilo.json('ci', 'status', 'failed', code=3)['updates'] == [row]
    assert kilo.json('ci', 'status', 'kilo/el7', code=3) == kilo.json(
        'ci', 'status', str(row['change']), code=3
    )


@pytest.mark.parametrize(
    'what', ['updates/', 'updates', 'kilo', 'kilo/epel-7', 'kilo/el7', 'kilo_el7', 'all']
)
def test_status_knows_every_name_of_an_update(kilo: Box, what: str) -> None:
    [good] = pool(kilo, 'good')
    assert kilo.run('ci', 'status', what).out.startswith(f'{good}  updates/ ')


def test_a_guess_is_compared_with_the_last_green_run(kilo: Box) -> None:
    script = (
        f'echo failed to load optional plugin; echo foo; test -e {kilo.work}/good ||'
        ' { echo bar; echo widget is missing, failed; echo leaving; exit 1; }'
    )
    kilo.edit('ci.yml', 'steps: []', f'steps: [{{name: own, command: [sh, -c, "{script}"]}}]')
    (kilo.work / 'good').touch()
    pool(kilo, 'good')
    (kilo.work / 'good').unlink()
    text = 'notes: x\nbuilds: [{id: thing-1-1, source: dummy, repo: kilo, dist: el7}]\n'
    red = kilo.run('update', kilo.write('thing.yml', text)).out[:4]
    kilo.run('ci', 'gate')
    board = kilo.run('ci', 'status', red, code=3).out
    assert 'x failed    widget is missing, failed\n' in board
    assert '          not counted: what the green run says too, file://' in board
    [row] = kilo.json('ci', 'status', red, code=3)['updates']
    assert '/phase1/' in row['targets'][0]['baseline_url']


def test_what_fails_alike_elsewhere_is_said_once(kilo: Box) -> None:
    script = (
        'echo error: Package: foo-1.x86_64 needs a key; echo bash: dnf: command not found; exit 127'
    )
    kilo.edit('ci.yml', 'steps: []', f'steps: [{{name: own, command: [sh, -c, "{script}"]}}]')
    pool(kilo, 'good')
    text = 'notes: x\nbuilds: [{id: thing-1-1, source: dummy, repo: kilo, dist: f22}]\n'
    kilo.run('update', kilo.write('thing.yml', text))
    kilo.run('ci', 'gate')
    board = kilo.run('ci', 'status', code=3).out
    assert board.count('; also another run\n') == 1
    assert 'the same as ' in board
    rows = kilo.json('ci', 'status', code=3)['updates']
    alike = [row['targets'][0]['alike'] for row in rows]
    assert [(one['runs'], one['targets'], one['unrelated']) for one in alike] == [(1, 1, True)] * 2


def test_a_disk_that_is_nearly_full_is_warned_of(box: Box) -> None:
    disk = box.work / 'disk'
    disk.mkdir()
    command = ['mount', '-t', 'tmpfs', '-o', 'size=40m', 'rdopkg-ci-test', str(disk)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode:
        pytest.skip('needs root, to mount a disk')
    try:
        box.environ['RDOPKG_CI_UPDATE_REPO'] = f'{box.home}/rdo-update.git'
        box.environ['RDOPKG_CI_HOME'] = str(disk)
        assert box.run('ci', 'status').err == ''
        (disk / 'big').write_bytes(bytes(39 << 20))
        said = box.run('ci', 'status')
        assert said.err.startswith(f'warning: the disk of {disk} is nearly full: ')
        assert said.err.endswith(' are free\n  `rdopkg ci clean --dry-run` says what may go.\n')
        [told] = box.json('ci', 'status')['problems']
        assert told.endswith(' MB of 41.9 MB are free')
    finally:
        subprocess.run(['umount', '--lazy', str(disk)], check=True)
