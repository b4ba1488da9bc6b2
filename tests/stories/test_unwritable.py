"""A home that takes nothing, as on a disk that is full: who only looks is told what was fetched."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Sequence

import pytest
from box import PATIENCE, Box, Said
from life import submit

WARNING = 'warning: all this is as of the last fetch: '


# A mount of our own stops root, too.
READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'


def no_room() -> None:
    """Not a byte that could be written to a file."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def run(box: Box, *words: str, before: Sequence[str] = ()) -> Said:
    done = subprocess.run(
        [*before, sys.executable, '-m', 'rdopkg_ci', *words],
        cwd=box.work,
        env={**box.environ, 'PYTHONDONTWRITEBYTECODE': '1'},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        preexec_fn=None if before else no_room,
    )
    return Said(done.returncode, done.stdout, done.stderr)


def test_looking_goes_on_where_nothing_can_be_written(kilo: Box) -> None:
    [good] = submit(kilo, 'good')
    [_, *board] = kilo.run('ci', 'status', code=8).out.splitlines()
    said = run(kilo, 'ci', 'status')
    assert (said.code, said.out.splitlines()[1:]) == (8, board)
    assert said.err.startswith(f'{WARNING}{kilo.home}/clone.git.lock: File too large\n  Make')
    for words in (('ci', 'show', good), ('ci', 'topic', 'good.yml'), ('update', '-n', 'good.yml')):
        said = run(kilo, *words)
        assert said.code == 0 and said.out and WARNING in said.err, words
    said = run(kilo, 'ci', 'doctor')
    assert said.code == 1 and said.out.startswith(f'x home: {WARNING[9:]}{kilo.home}')
    assert '\n+ update repo: ' in said.out and '\n+ policy: ' in said.out
    said = run(kilo, 'ci', 'gate')
    assert said.code == 1 and said.err.startswith(f'error: {kilo.home}/clone.git.lock: File too')


def test_a_repo_on_a_disk_to_read_is_seen_as_it_is(kilo: Box) -> None:
    [good] = submit(kilo, 'good')
    kilo.run('ci', 'gate')
    before = ('unshare', '--map-root-user', '--mount', 'sh', '-c', READ_ONLY, str(kilo.home))
    if subprocess.run([*before, 'true'], capture_output=True).returncode:
        pytest.skip('needs root, or a kernel that lets others mount')
    # The gate merged it after its last fetch.
    for words in (('ci', 'status'), ('ci', 'show', good), ('ci', 'explain', good)):
        said = run(kilo, *words, before=before)
        assert said.code == 0 and said.out and 'Traceback' not in said.err, words
    said = run(kilo, 'ci', 'status', before=before)
    assert said.out.startswith(f'{good}  updates/ ')
    lock = f'{kilo.home}/clone.git.lock: Read-only file system'
    assert said.err.startswith(f'warning: nothing can be written: {lock}\n')
    said = run(kilo, 'ci', 'gate', before=before)
    assert said.code == 1 and said.err.startswith(f'error: {lock}\n')
