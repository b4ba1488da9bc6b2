"""Bad update files through the front door: a clear error that names file and line, and nothing
changed on disk or in git.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from box import ROOT, Box

BAD = sorted((ROOT / 'tests' / 'data' / 'bad').glob('*.yml'))
GOOD = b'notes: x\nbuilds:\n  - {id: foo-1-1.el7, source: dummy, repo: kilo, dist: el7}\n'
GENERATED: dict[str, Callable[[], bytes]] = {
    'ten megabytes': lambda: GOOD + b'# ' + b'x' * 10_000_000,
    'three thousand deep': lambda: b'notes: x\nbuilds: ' + b'[' * 3000 + b']' * 3000,
    'a bomb': lambda: (
        b'a: &a [x, x]\n'
        + b''.join(b'%c: &%c [*%c, *%c]\n' % (n + 1, n + 1, n, n) for n in range(97, 110))
    ),
    'latin 1': lambda: GOOD.replace(b'notes: x', b'notes: \xe9t\xe9'),
    'utf-16': lambda: GOOD.decode().encode('utf-16'),
    'NUL': lambda: GOOD.replace(b'notes: x', b'notes: "\0"'),
    'binary': lambda: bytes(range(256)) * 100,
    'nothing': lambda: b'',
}


def everything(box: Box) -> list[tuple[str, float]]:
    """All files of the home with the times they were last written, but for locks and our clone's
    fetches.
    """
    paths = (
        path
        for path in box.home.rglob('*')
        if path.is_file() and 'clone.git' not in path.parts and not path.name.endswith('lock')
    )
    return sorted((str(path), path.stat().st_mtime) for path in paths)


def refuse(box: Box, name: str, data: bytes) -> str:
    before = everything(box)
    (box.work / name).write_bytes(data)
    said = box.run('update', name, code=2)
    assert said.out == ''
    assert said.err.startswith(f'error: {name}: ') or said.err.startswith(f'error: {name}:\n')
    assert 'Traceback' not in said.err
    assert all(char.isprintable() or char == '\n' for char in said.err)
    assert everything(box) == before
    return said.err


@pytest.mark.parametrize('path', BAD, ids=lambda path: path.stem)
def test_bad_files(box: Box, path: Path) -> None:
    said = refuse(box, path.name, path.read_bytes())
    for problem in path.with_suffix('.txt').read_text('utf-8').splitlines():
        # An ellipsis stands for words of the parser's own, which differ between parsers.
        assert all(words.strip() in said for words in problem.split('…'))


@pytest.mark.parametrize('name', GENERATED)
def test_generated_ones(box: Box, name: str) -> None:
    refuse(box, 'up.yml', GENERATED[name]())


def test_a_directory_is_no_file(box: Box) -> None:
    (box.work / 'dir.yml').mkdir()
    assert 'Is a directory' in box.run('update', 'dir.yml', code=2).err
