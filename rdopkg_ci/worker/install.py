"""Step install: a transaction in an empty root, production's packages first and then those under
test.

As root it is a real one, in which scripts of packages run; else rpm tests whether it would do it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from rdopkg_ci.core.causes import explain
from rdopkg_ci.core.causes.cause import Blame, Cause, Line
from rdopkg_ci.core.depsolve.package import Package
from rdopkg_ci.core.depsolve.problem import FILE_CONFLICT
from rdopkg_ci.core.depsolve.transaction import Transaction
from rdopkg_ci.core.depsolve.transaction_log import cause_of, failed_scriptlets, mentioned
from rdopkg_ci.core.runs.result import Rpm
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.doors import depcheck, dnf, files
from rdopkg_ci.doors.depcheck import POOL
from rdopkg_ci.doors.dnf import Dnf, nevra
from rdopkg_ci.doors.lock import held
from rdopkg_ci.worker import command, evidence
from rdopkg_ci.worker.endings import StepFailed, StepSkipped
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.stack import blamable, stack

# In our home.
CACHE = 'dnf'
# How many of what was left out a result names.
NOTED = 20
_ENGLISH = {'LC_ALL': 'C.UTF-8'}


def install(job: Job, log: TextIO) -> Sequence[Rpm]:
    """Raises StepSkipped where there is no dnf, or nothing that it could install."""
    reason = dnf.lacking()
    if reason:
        raise StepSkipped(reason)
    repos = stack(job)
    found = depcheck.check_transaction(repos, blamable(job), job.cache)
    for package, why in found.left_out.items():
        print(f'left out: {package}: {why}', file=log)
    if not found.after:
        raise StepSkipped(_nothing_to_install(found))
    evidence.note(job, _notes(found.left_out))
    cache = (job.home or job.work) / CACHE / f'{job.target.release}_{job.target.dist}'
    urls = depcheck.there(repos, job.cache)
    tool = Dnf(job.work / CACHE, cache, urls, dnf.version_of(job.target.dist))
    with held(cache.parent / f'{cache.name}.lock', max(job.seconds_left, 0.0)):
        try:
            _transact(job, tool, found, log)
        finally:
            tool.forget(POOL)
    return ()


def _notes(left_out: Mapping[Package, str]) -> Sequence[str]:
    """What is under test and was not tried, for people to decide on."""
    told = [f'{package.told} was not installed: {why}' for package, why in left_out.items()]
    more = len(told) - NOTED
    return [*told[:NOTED], *([f'{more} more packages were not installed'] if more > 0 else [])]


def _nothing_to_install(found: Transaction) -> str:
    for why in found.left_out.values():
        return f'of what is under test nothing can be installed: {why}'
    return 'there is nothing to install: no RPM under test is newer than in production and base'


def _transact(job: Job, tool: Dnf, found: Transaction, log: TextIO) -> None:
    tool.prepare()
    only_tested = job.only_tested or os.geteuid() != 0
    if only_tested:
        print('a test: nothing is installed, and no script of a package runs', file=log)
    elif found.before:
        print(f'production first: {_named(found.before)}', file=log)
        _begin(job, tool, found.before, log)
    print(f'under test: {_named(found.after)}', file=log, flush=True)
    begun = os.fstat(log.fileno()).st_size
    code = command.execute(tool.words(found.after, only_tested), job, log, _ENGLISH)
    lines = _lines(Path(log.name), begun)
    cause = _cause(job, found, lines, code)
    if cause is not None:
        raise StepFailed(cause, command.verdict(cause))


def _begin(job: Job, tool: Dnf, before: Sequence[Package], log: TextIO) -> None:
    """Put production on the disk. Where it cannot be, the step is not what tells of it."""
    begun = os.fstat(log.fileno()).st_size
    code = command.execute(tool.words(before, False), job, log, _ENGLISH)
    if not code:
        return
    cause = _explained(_lines(Path(log.name), begun), code)
    if cause.blame is Blame.INFRASTRUCTURE:
        raise StepFailed(cause, Verdict.ERRORED)
    raise StepSkipped(f'production alone cannot be installed: {cause.summary}')


def _named(packages: Sequence[Package]) -> str:
    return ', '.join(map(nevra, packages))


def _cause(job: Job, found: Transaction, lines: Sequence[Line], code: int) -> Cause | None:
    """Why the transaction failed, though dnf may say that it went well."""
    names = _owners(job, found.after)
    failed = failed_scriptlets(lines)
    ours = [one for one in failed if one.package in names]
    if ours:
        return cause_of(ours, names)
    if not code:
        return None
    if failed:
        raise StepSkipped(f'{failed[0].scriptlet} of {failed[0].package} fails, as in production')
    cause = _explained(lines, code)
    if cause.category == 'depsolve' and cause.signature != FILE_CONFLICT:
        # Requirements are judged by resolve, which knows what production alone lacks.
        raise StepSkipped(f'dnf sees other requirements than resolve: {cause.summary}')
    return mentioned(cause, names)


def _owners(job: Job, packages: Sequence[Package]) -> Mapping[str, str]:
    """The updates that may be told to bring the packages; empty where it needs no telling."""
    owner, ids = stack(job).owner, set(blamable(job))
    brings = {nevra(package): owner(package.where) for package in packages}
    return {name: update if update in ids else '' for name, update in brings.items()}


def _explained(lines: Sequence[Line], code: int) -> Cause:
    text = '\n'.join(line.text for line in lines).encode()
    found = explain([text], failed=True).cause
    if found is None:
        return Cause(f'dnf ended with code {code}', 'command', Blame.CI, 'command-failed')
    before = lines[0].n - 1
    return found._replace(lines=tuple(line._replace(n=line.n + before) for line in found.lines))


def _lines(path: Path, begun: int) -> Sequence[Line]:
    """The lines of a log from an offset on, where a line begins, with their numbers."""
    with files.opened(path) as stream:
        before = stream.read(begun).count(b'\n')
        text = stream.read().decode('utf-8', 'replace')
    return [Line(n, safe_line(line)) for n, line in enumerate(text.split('\n'), before + 1)]
