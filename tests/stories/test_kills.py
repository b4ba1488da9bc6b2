"""Kill every verb at random points, again and again, and let it run once more: the end is that of
an undisturbed life.

One *life* starts from a snapshot of the world just before the verb. It is killed, with its children
or alone, after a random part of the time that an undisturbed one takes, and started again, a few
times, before it is left alone. The seed is fixed.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from box import Box
from measuring import unmeasured

from rdopkg_ci.doors import files

# `make soak` asks for more.
KILLS = int(os.environ.get('KILLS', '6'))
LIVES = 4 * KILLS
KILLS_IN_ONE_LIFE = 4
SEED = 2015


def state(box: Box) -> dict[str, Any]:
    """All that a life leaves behind, without clock times and what only ran attempts differ in."""
    history = box.git('log', '--format=%s|%an|%cn', '--name-status', 'master').splitlines()
    changes = {}
    for ref in box.git('for-each-ref', '--format=%(refname)', 'refs/changes/*/*/meta').splitlines():
        change = json.loads(box.git('cat-file', 'blob', f'{ref}:change.json'))
        said = [message['text'] for message in change['messages']]
        changes[ref] = (
            change['key'],
            change['status'],
            change['topic'],
            change['patch_set'],
            change['votes'],
            said,
        )
    trees = {tree: listing(box.home / tree) for tree in ('stage', 'production')}
    runs = {
        f'{path.parent.parent.parent.name}/{path.parent.parent.name}': json.loads(path.read_text())[
            'verdict'
        ]
        for path in (box.home / 'runs').glob('*/*/result/result.json')
    }
    return {
        'history': history,
        'tree': box.git('ls-tree', '-r', 'master'),
        'changes': changes,
        'runs': runs,
        **trees,
    }


def listing(tree: Path) -> dict[str, str]:
    """Checksums by path, and where links lead; locks are nothing that is left behind."""
    found = {}
    for path in sorted(tree.rglob('*')):
        if path.is_symlink():
            found[str(path.relative_to(tree))] = f'-> {os.readlink(path)}'
        elif path.is_file() and not path.name.endswith('lock'):
            found[str(path.relative_to(tree))] = files.sha256(path)
    return found


class Lives:
    """The world before a verb, kept to start every life from the same."""

    def __init__(self, box: Box, place: Path) -> None:
        self.box = box
        self.snapshot = place / 'snapshot'
        # What an undisturbed one takes.
        self.seconds = 0.0
        shutil.copytree(box.home, self.snapshot, symlinks=True)

    def begin(self) -> None:
        shutil.rmtree(self.box.home)
        shutil.copytree(self.snapshot, self.box.home, symlinks=True)

    def undisturbed(self, words: Sequence[str], code: int) -> dict[str, Any]:
        """The state that it ends in."""
        self.begin()
        begun = time.monotonic()
        self.box.run(*words, code=code)
        self.seconds = time.monotonic() - begun
        return state(self.box)

    def disturbed(self, words: Sequence[str], code: int, chance: random.Random) -> int:
        """Live once; returns how often it was killed."""
        self.begin()
        kills = 0
        # A verb that makes no headway between kills would never come through on a machine that has
        # become slower.
        while kills < KILLS_IN_ONE_LIFE:
            process = self.box.popen(*words, start_new_session=True)
            if self._ends_before(process, chance.uniform(0.1, 1.0) * self.seconds, kills):
                break
            if chance.random() < 0.5:
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.communicate()
            kills += 1
        else:
            process = self.box.popen(*words)
        process.communicate()
        # The killed may have left it to a later look to see that all is done.
        self.box.run(*words, code=code)
        return kills

    def _ends_before(self, process: subprocess.Popen[str], seconds: float, kills: int) -> bool:
        begun = time.monotonic()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        if not kills:
            # The machine was slower when it was measured.
            self.seconds = min(self.seconds, time.monotonic() - begun)
        return True


def worlds_before(box: Box) -> dict[str, Callable[[], None]]:
    """How to come from one verb's world to the next one's."""

    def submitted() -> None:
        for name in ('good.yml', 'broken.yml'):
            box.run('update', box.demo(name))

    return {
        'update': lambda: box.demo('good.yml') and None,
        'gate': submitted,
        'phase2': lambda: box.run('ci', 'gate') and None,
        'promote': lambda: box.run('update', '--phase2', '--wait') and None,
    }


VERBS: dict[str, tuple[Sequence[str], int]] = {
    'update': (('update', 'good.yml'), 0),
    'gate': (('ci', 'gate'), 0),
    'phase2': (('update', '--phase2', '--wait'), 0),
    'promote': (('ci', 'promote', '-y', '--wait'), 0),
}


@pytest.mark.parametrize('verb', VERBS)
def test_the_killed_end_as_the_undisturbed(
    box: Box, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    box.fill_production()
    box.environ = unmeasured(box.environ)
    for name, prepare in worlds_before(box).items():
        prepare()
        if name == verb:
            break
    words, code = VERBS[verb]
    lives = Lives(box, tmp_path)
    expected = lives.undisturbed(words, code)
    chance = random.Random(f'{SEED} {verb}')
    kills = 0
    for _ in range(LIVES):
        kills += lives.disturbed(words, code, chance)
        assert state(box) == expected
        if kills >= KILLS:
            return
    pytest.fail(
        f'only {kills} of {KILLS} kills came in time: the verb has become much faster since it was measured'
    )
