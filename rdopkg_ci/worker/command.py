"""A step of the policy's own: a command whose words are filled in one by one and never see a
shell.
"""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TextIO

from rdopkg_ci.core.causes import explain
from rdopkg_ci.core.causes.cause import Blame, Cause, Confidence
from rdopkg_ci.core.causes.kinds.last_words import LAST_WORDS
from rdopkg_ci.core.policy.command import Command, fill
from rdopkg_ci.core.runs.result import Rpm
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors import files, processes
from rdopkg_ci.doors.processes import exhaustion
from rdopkg_ci.worker import capped, result_files
from rdopkg_ci.worker.endings import StepFailed
from rdopkg_ci.worker.environment import listed
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.repo import write_repo_file

# In seconds, for the last output of a command whose processes have all ended.
_PATIENCE = 10.0
NOTHING: Mapping[str, str] = MappingProxyType({})


def run(step: Command, job: Job, log: TextIO) -> Sequence[Rpm]:
    """Run the command until it ends. Raises StepFailed, with the cause that its log shows."""
    # In stage no step before has made a repo.
    write_repo_file(job)
    words = fill(step.words, job.target, str(job.repo_file), str(job.scripts))
    print('$', *words, file=log, flush=True)
    left_before, kills_before = result_files.there(job.result, step.results), exhaustion.kills()
    code, program = execute(words, job, log), _called(words[0], job)
    new = result_files.there(job.result, step.results).items() - left_before.items()
    cause = _exhausted(job, program, code, kills_before) if code else None
    if cause is None and step.results:
        cause = result_files.cause(dict(sorted(new)), log, code)
    if cause is not None:
        raise StepFailed(cause, verdict(cause))
    if code:
        cause = _cause(program, code, log)
        print(f'error: {_ended(program, code)}', file=log)
        raise StepFailed(cause, verdict(cause))
    return ()


def _called(program: str, job: Job) -> str:
    """As the policy names it, whose files lie elsewhere in each run."""
    return program.removeprefix(f'{job.scripts}/')


def verdict(cause: Cause) -> Verdict:
    """A mirror that is down or a full disk says nothing about the update: such a run is tried
    again.
    """
    return Verdict.ERRORED if cause.blame is Blame.INFRASTRUCTURE else Verdict.FAILED


def _exhausted(job: Job, program: str, code: int, kills_before: int) -> Cause | None:
    """That the machine, or what a step may use of it, was used up."""
    if exhaustion.by_memory(code, kills_before):
        summary = f'{program} was killed by the kernel, which had no memory left'
        return Cause(summary, 'out_of_memory', Blame.INFRASTRUCTURE, 'out-of-memory')
    if exhaustion.by_file_size(code):
        most = job.bounds.file_size
        summary = f'{program} wrote a file larger than runs.file_size allows, {most} MB'
        return Cause(summary, 'infrastructure', Blame.INFRASTRUCTURE, 'file-too-large')
    full = next((place for place in (job.result, job.scratch) if exhaustion.is_full(place)), None)
    if full:
        summary = f'{program} failed with no space left on the disk of {full}'
        return Cause(summary, 'disk_full', Blame.INFRASTRUCTURE, 'disk-full')
    return None


def _cause(program: str, code: int, log: TextIO) -> Cause:
    """What its log says; where that is no more than last words, how it ended and these."""
    with open(log.name, 'rb') as stream:
        found = explain(files.pieces(stream), failed=True, tests=True).cause
    if found and found.signature != LAST_WORDS.signature:
        return found
    lines = found.lines if found else ()
    return Cause(_ended(program, code), 'command', Blame.TEST, 'command-failed', lines)


def execute(
    words: Sequence[str], job: Job, log: TextIO, environ: Mapping[str, str] = NOTHING
) -> int:
    """The command's exit code, when it and all that it started have ended. ``environ`` are
    variables that it sees besides those that every command does.
    """
    log.flush()
    spare = processes.descendants()
    try:
        process = _start(words, job, environ)
    except OSError as error:
        cause = _not_started(_called(words[0], job), error, log)
        raise StepFailed(cause, Verdict.ERRORED) from error
    assert process.stdout is not None
    reader = threading.Thread(target=capped.pump, args=(process.stdout, job, log), daemon=True)
    reader.start()
    try:
        code = process.wait()
    finally:
        processes.end_group(process.pid)
        processes.end_descendants(spare)
    reader.join(_PATIENCE)
    capped.settle(job, log)
    return code


def _not_started(program: str, error: OSError, log: TextIO) -> Cause:
    """That the policy names what this machine cannot run, which is no update's fault."""
    summary = f'{program} cannot be started: {error.strerror}'
    print(f'error: {summary}', file=log, flush=True)
    return Cause(summary, 'ci', Blame.CI, 'step-not-started', confidence=Confidence.PROOF)


def _start(words: Sequence[str], job: Job, environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        words,
        cwd=job.result,
        env={**listed(os.environ, job.environment, str(job.scratch)), **environ},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        # No thread is there yet, and what is run only talks to the kernel.
        preexec_fn=partial(processes.die_with, os.getpid()),  # noqa: PLW1509
    )


def _ended(program: str, code: int) -> str:
    return (
        f'{program} ended with code {code}'
        if code > 0
        else f'{program} was killed by signal {-code}'
    )
