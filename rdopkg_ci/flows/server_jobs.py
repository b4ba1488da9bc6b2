"""The jobs on the Jenkins brought to what we want."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rdopkg_ci.core.jobs import config_xml, job_definition
from rdopkg_ci.core.jobs.comparison import JobComparison, JobState, compare, is_left
from rdopkg_ci.core.jobs.job_definition import JobDefinition
from rdopkg_ci.doors.jenkins import jobs, plugins
from rdopkg_ci.doors.jenkins.server import Server
from rdopkg_ci.doors.parallel import both
from rdopkg_ci.errors import CiError, NotAuthorised


class AppliedJob(NamedTuple):
    """``before`` is how it was, ``after`` how the server reads back, None where nothing was
    written; ``failure`` is why it could not be.
    """

    before: JobComparison
    after: JobComparison | None = None
    failure: CiError | None = None


def compared(server: Server, labels: Sequence[str], keep: int) -> Sequence[JobComparison]:
    """The jobs that we want, each with how the server's differs."""
    wanted = job_definition.wanted(labels, keep=keep)
    names = [job.name for job in wanted]
    has_junit, theirs = both(lambda: plugins.has_junit(server), lambda: jobs.read(server, names))
    return [_compared(job, theirs.get(job.name), has_junit) for job in wanted]


def _compared(job: JobDefinition, theirs: bytes | None, has_junit: bool | None) -> JobComparison:
    """Where nobody tells whether test results can be published, both are as wanted."""
    choices = (True, False) if has_junit is None else (has_junit,)
    found = [compare(job._replace(junit=choice), theirs) for choice in choices]
    near = [one for one in found if not one.diff or one.kept is not None]
    return (near or found)[-1]


def unwanted(server: Server, labels: Sequence[str]) -> Sequence[str]:
    """The names of jobs of ours that are for labels which nothing asks for any more, as far as we
    may read them.
    """
    wanted = {job.name for job in job_definition.wanted(labels)}
    try:
        named = [name for name in jobs.names(server) if job_definition.is_labelled(name)]
        theirs = jobs.read(server, sorted({*named} - wanted))
    except NotAuthorised:
        return ()
    return [name for name, data in theirs.items() if is_left(data)]


def apply(server: Server, found: Sequence[JobComparison], force: bool) -> Sequence[AppliedJob]:
    """Create what is missing and replace what is old, of edited ones only with ``force``; the
    others stay. What fails with one job stops no other.
    """
    return [_applied(server, one, force) for one in found]


def _applied(server: Server, found: JobComparison, force: bool) -> AppliedJob:
    job = found.definition
    if found.state is JobState.SAME or (found.state is JobState.EDITED and not force):
        return AppliedJob(found)
    write = jobs.create if found.state is JobState.MISSING else jobs.replace
    try:
        write(server, job.name, config_xml.dump(job))
        back = jobs.read(server, [job.name]).get(job.name)
    except CiError as error:
        return AppliedJob(found, failure=error)
    return AppliedJob(found, compare(job, back))
