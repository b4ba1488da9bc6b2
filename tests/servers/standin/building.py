"""One build: its steps as processes, its log, and what is kept of it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import BinaryIO

from servers.standin.world import Build, World

_NOTE = '\x1b[8mha:////4AAAAWEnoteAAAAA==\x1b[0m'


def run(world: World, build: Build) -> None:
    workspace = _workspace(world, build)
    with open(build.log, 'wb', 0) as log:
        log.write(f'{_NOTE}Started by user anonymous\n'.encode())
        log.write(f'Building on {build.agent} in workspace {workspace}\n'.encode())
        result = _steps(build, workspace, _environment(world, build, workspace), log)
        result = _keep(build, workspace, result, log)
        log.write(f'Finished: {result}\n'.encode())
    build.result = result
    # First nothing has changed but the result, then only post-production goes on.
    world.pause(world.post_production)
    build.building = False
    world.pause(world.post_production)
    with world.lock:
        build.duration = time.time() - build.started
        build.is_over = True


def _steps(build: Build, workspace: Path, environ: dict[str, str], log: BinaryIO) -> str:
    for number, command in enumerate(build.job.config.shells):
        script = build.place / f'jenkins{number}.sh'
        script.write_text(command.replace('\r', ''))
        arguments = ['/bin/sh', '-xe', str(script)]
        log.write(f'[{workspace.name}] $ {" ".join(arguments)}\n'.encode())
        process = subprocess.Popen(
            arguments,
            cwd=workspace,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        if not _ended(process, build):
            log.write(b'Build was aborted\n')
            return 'ABORTED'
        if process.returncode:
            log.write(b"Build step 'Execute shell' marked build as failure\n")
            return 'FAILURE'
    return 'SUCCESS'


def _ended(process: subprocess.Popen[bytes], build: Build) -> bool:
    """Whether it ended by itself; an aborted one gets SIGTERM, and after a while SIGKILL."""
    while process.poll() is None:
        if build.stop.is_set():
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            return False
        time.sleep(0.01)
    return not build.stop.is_set()


def _keep(build: Build, workspace: Path, result: str, log: BinaryIO) -> str:
    kept: list[str] = []
    for globs in build.job.config.archives:
        log.write(b'Archiving artifacts\n')
        found = [path for glob in globs.split(',') for path in workspace.glob(_ant(glob.strip()))]
        for path in sorted(set(found)):
            if path.is_file() and not path.is_symlink():
                name = str(path.relative_to(workspace))
                place = build.place / 'archive' / name
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, place)
                kept.append(name)
        if not kept and result == 'SUCCESS':
            log.write(b'No artifacts found that match the file pattern\n')
            result = 'FAILURE'
    report = workspace / build.job.config.junit
    if build.job.config.junit and report.is_file():
        log.write(b'Recording test results\n')
        shutil.copy(report, build.place / 'junit.xml')
    build.artifacts = tuple(kept)
    return result


def _ant(glob: str) -> str:
    """Two stars at the end are every file below, and not only every directory."""
    return f'{glob}/*' if glob.endswith('**') else glob


def _workspace(world: World, build: Build) -> Path:
    """One for each build of a job that runs at the same time; it is used again afterwards."""
    with world.lock:
        used = {one.workspace for one in build.job.builds.values() if not one.is_over}
        names = (build.job.name, *(f'{build.job.name}@{n}' for n in range(2, 1000)))
        build.workspace = next(name for name in names if name not in used)
    place = world.place / 'workspace' / build.workspace
    place.mkdir(parents=True, exist_ok=True)
    return place


def _environment(world: World, build: Build, workspace: Path) -> dict[str, str]:
    environ = {
        **os.environ,
        **world.environ,
        'JOB_NAME': build.job.name,
        'BUILD_NUMBER': str(build.number),
        'BUILD_URL': f'{world.url}{build.job.path}/{build.number}/',
        'JENKINS_URL': f'{world.url}/',
        'WORKSPACE': str(workspace),
        'NODE_NAME': build.agent,
    }
    for name, value in build.parameters.items():
        expanded = re.sub(
            r'\$(?:\{(\w+)\}|(\w+)|(\$))',
            lambda found: '$' if found[3] else environ.get(found[1] or found[2], found[0]),
            value,
        )
        environ[name] = environ[name.upper()] = expanded
    return environ
