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
from rdopkg_ci.core.policy import policy
from rdopkg_ci.core.runs.result import Rpm
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors import files
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.run import StepFailed


def run(step: policy.Step, job: Job, log: TextIO) -> Sequence[Rpm]:
    words = policy.fill(step.command, job.target, str(job.repo_file))
    print('$', *words, file=log, flush=True)
    code = _run(words, job, log)
    if code:
        with open(log.name, 'rb') as stream:
            cause = explain(files.pieces(stream), failed=True).cause
        if cause is None or cause.signature == 'last-words':
            lines = cause.lines if cause else ()
            cause = Cause(_ended(words[0], code), 'command', Blame.TEST, 'command-failed', lines)
        print(f'error: {_ended(words[0], code)}', file=log)
        # A mirror that is down or a full disk says nothing about the update: such a run is tried
        # again.
        raise StepFailed(
            cause, Verdict.ERRORED if cause.blame is Blame.INFRASTRUCTURE else Verdict.FAILED
        )
    return ()


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
