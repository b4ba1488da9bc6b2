"""The program as a user runs it: a process of its own, in a home of its own, on the embedded
default.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema  # type: ignore[import-untyped]
import measuring
import pytest

from rdopkg_ci import exits
from rdopkg_ci.doors.engine.rundir import RunDir

ROOT = Path(__file__).parents[1]
DEMO = ROOT / 'demo'
# In seconds: what a command takes that hangs, and none on a machine that is slow or held up.
PATIENCE = 300
# Every document is held to it.
SCHEMA = json.loads((ROOT / 'rdopkg_ci' / 'schema.json').read_text('utf-8'))


def may_end(words: Sequence[str]) -> Set[int]:
    """The codes that `--help` of a command lists."""
    ends = (
        exits.OF_UPDATE if words[:1] != ('ci',) else exits.OF_COMMANDS.get(''.join(words[1:2]), ())
    )
    return {0, 1, 2, 130, 143, *ends}


def end_run(run: RunDir) -> None:
    """Terminate a local run where it goes on, and wait until it is over."""
    is_told = False
    while run.is_held():
        started = run.started()
        if started and not is_told:
            with suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGTERM)
            is_told = True
        time.sleep(0.01)


class Said(NamedTuple):
    code: int
    out: str
    err: str


class Box:
    """``home`` is RDOPKG_CI_HOME; update files are written and named relative to ``work``."""

    def __init__(self, place: Path) -> None:
        self.work = place / 'work'
        self.work.mkdir()
        self.home = place / 'ci'
        # What is ended with the box.
        self.started: list[subprocess.Popen[Any]] = []
        self.environ = {
            **os.environ,
            'RDOPKG_CI_HOME': str(self.home),
            # No terminal: what is said is neither cut nor wrapped.
            'COLUMNS': '',
            'PYTHONPATH': str(ROOT),
            'RDOPKG_CI_SOURCES_LOCAL': str(DEMO / 'rpms'),
        }

    def begin(self) -> None:
        """Have the embedded repo, as the first submission makes it."""
        from rdopkg_ci import settings
        from rdopkg_ci.flows.services import open_services

        open_services(settings.load(self.environ))

    def install(self) -> None:
        """Have an `rdopkg` for what is not us to find."""
        program = self.work / 'bin' / 'rdopkg'
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec {sys.executable} -m rdopkg_ci "$@"\n')
        program.chmod(0o755)
        self.environ['PATH'] = f'{program.parent}:{self.environ["PATH"]}'

    def popen(
        self, *words: str, stdin: int = subprocess.DEVNULL, **options: Any
    ) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, '-m', 'rdopkg_ci', *words],
            cwd=self.work,
            env=measuring.around(self.environ, words),
            text=True,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **options,
        )
        self.started.append(process)
        return process

    def run(self, *words: str, code: int | None = 0) -> Said:
        """What the command said; ``code`` is the exit code that it must end with, None for any."""
        process = self.popen(*words)
        out, err = process.communicate(timeout=PATIENCE)
        said = Said(process.returncode, out, err)
        assert said.code in may_end(words), f'{words}: {said.code} is not in its help\n{out}\n{err}'
        assert code is None or said.code == code, f'{words} ended with {said.code}\n{out}\n{err}'
        return said

    def json(self, *words: str, code: int | None = 0) -> Any:
        told = json.loads(self.run(*words, '--json', code=code).out)
        if words[:2] not in (('ci', 'explain'), ('ci', 'run')):
            jsonschema.validate(told, SCHEMA)
        return told

    def git(self, *words: str) -> str:
        command = ['git', f'--git-dir={self.home}/rdo-update.git', *words]
        done = subprocess.run(command, env=self.environ, capture_output=True, text=True, check=True)
        return done.stdout.rstrip('\n')

    def files(self) -> list[str]:
        """The paths in the branch."""
        return self.git('ls-tree', '-r', '--name-only', 'master').splitlines()

    def log(self) -> list[str]:
        """The subjects in the branch's history, the newest first."""
        return self.git('log', '--format=%s', 'master').splitlines()

    def write(self, name: str, text: str) -> str:
        (self.work / name).write_text(text, 'utf-8')
        return name

    def demo(self, name: str) -> str:
        """A copy of one of the demo's update files."""
        shutil.copy(DEMO / 'updates' / name, self.work / name)
        return name

    def edit(self, path: str, old: str, new: str) -> None:
        """A commit to the branch that writes ``new`` for every ``old`` in the file."""
        text = self.git('show', f'master:{path}')
        assert old in text
        self.commit({path: f'{text.replace(old, new)}\n'.encode()})

    def commit(self, paths: Mapping[str, bytes | None]) -> None:
        """A commit to the branch, as a person makes one by hand; None removes a path."""
        from rdopkg_ci.doors.git.edit import Edit
        from rdopkg_ci.doors.update_repo import UpdateRepo

        repo = UpdateRepo.open(self.work / 'clone.git', f'{self.home}/rdo-update.git', 'master')
        repo.edit(lambda tip: (Edit(paths, f'Edit {", ".join(paths)}\n'), None))

    def hold(self) -> None:
        """Every run that is asked for from now on waits for `let_go`, however fast or slow this
        machine is.
        """
        wait = f'touch {self.work}/held; until test -e {self.work}/go; do sleep 0.05; done'
        self.edit('ci.yml', 'steps: []', f'steps: [{{name: hold, command: [sh, -c, "{wait}"]}}]')

    def until_held(self) -> None:
        """Wait for the first of them: what it reads before its steps has been read."""
        while not (self.work / 'held').exists():
            time.sleep(0.01)

    def let_go(self) -> None:
        (self.work / 'go').touch()

    def end(self) -> None:
        """End what goes on still: commands of a test that failed, and runs that nobody waits for."""
        for process in self.started:
            process.kill()
            process.wait()
        for path in (self.home / 'runs').glob('[!.]*/[!.]*'):
            end_run(RunDir(path))

    def fill_production(self) -> None:
        """Put the demo's production RPMs where the embedded policy says that production is, as an
        admin would.
        """
        pytest.importorskip('solv', reason='needs solv, which is for Python 3.11 and newer')
        from rdopkg_ci.doors.repos import yum

        target = self.home / 'production' / 'kilo' / 'el7'
        target.mkdir(parents=True, exist_ok=True)
        for rpm in sorted((DEMO / 'production').rglob('*.rpm')):
            shutil.copy(rpm, target)
        yum.make(target)
