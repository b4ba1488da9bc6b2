"""A step of the policy's own: a command whose words are filled in one by one and never see a
shell.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO

from rdopkg_ci.core.causes import explain
from rdopkg_ci.core.causes.cause import Blame, Cause
from rdopkg_ci.core.causes.kinds.last_words import LAST_WORDS
from rdopkg_ci.core.policy import policy
from rdopkg_ci.core.runs.result import Rpm
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors import files
from rdopkg_ci.worker.endings import StepFailed
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.repo import write_repo_file


def run(step: policy.Command, job: Job, log: TextIO) -> Sequence[Rpm]:
    """Run the command until it ends. Raises StepFailed, with the cause that its log shows."""
    if job.generation:
        # In stage no step before has made a repo.
        write_repo_file(job)
    words = policy.fill(step.words, job.target, str(job.repo_file))
    print('$', *words, file=log, flush=True)
    code = _run(words, job, log)
    if code:
        cause = _cause(words[0], code, log)
        print(f'error: {_ended(words[0], code)}', file=log)
        # A mirror that is down or a full disk says nothing about the update: such a run is tried
        # again.
        is_ours = cause.blame is not Blame.INFRASTRUCTURE
        raise StepFailed(cause, Verdict.FAILED if is_ours else Verdict.ERRORED)
    return ()


def _cause(program: str, code: int, log: TextIO) -> Cause:
    """What its log says; where that is no more than last words, how it ended and these."""
    with open(log.name, 'rb') as stream:
        found = explain(files.pieces(stream), failed=True).cause
    if found and found.signature != LAST_WORDS.signature:
        return found
    lines = found.lines if found else ()
    return Cause(_ended(program, code), 'command', Blame.TEST, 'command-failed', lines)


def _run(words: Sequence[str], job: Job, log: TextIO) -> int:
    """The command's exit code; whatever ends us early, time limit included, ends it and its
    children too.
    """
    try:
        process = subprocess.Popen(
            words,
            cwd=job.result,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        print(f'{words[0]}: {error.strerror}', file=log, flush=True)
        return 127
    try:
        return process.wait()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _ended(program: str, code: int) -> str:
    return (
        f'{program} ended with code {code}'
        if code > 0
        else f'{program} was killed by signal {-code}'
    )
