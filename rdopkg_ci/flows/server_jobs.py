"""The jobs on the Jenkins brought to what we want."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rdopkg_ci.core.jobs import config_xml, job_definition
from rdopkg_ci.core.jobs.comparison import JobComparison, JobState, compare
from rdopkg_ci.core.jobs.job_definition import JobDefinition
from rdopkg_ci.doors.jenkins import jobs, plugins
from rdopkg_ci.doors.jenkins.server import Server
from rdopkg_ci.doors.parallel import both


class AppliedJob(NamedTuple):
    """``before`` is how it was, ``after`` how the server reads back, None where nothing was
    written.
    """

    before: JobComparison
    after: JobComparison | None = None


def compared(server: Server, labels: Sequence[str]) -> Sequence[JobComparison]:
    """The jobs that we want, each with how the server's differs."""
    names = [job.name for job in job_definition.wanted(labels)]
    has_junit, theirs = both(lambda: plugins.has_junit(server), lambda: jobs.read(server, names))
    wanted = job_definition.wanted(labels, has_junit)
    return [compare(job, theirs.get(job.name)) for job in wanted]


def apply(server: Server, found: Sequence[JobComparison], force: bool) -> Sequence[AppliedJob]:
    """Create what is missing and replace what is old, of edited ones only with ``force``; the
    others stay.
    """
    return [_applied(server, one, force) for one in found]


def _applied(server: Server, found: JobComparison, force: bool) -> AppliedJob:
    job = found.definition
    if found.state is JobState.SAME or (found.state is JobState.EDITED and not force):
        return AppliedJob(found)
    write = jobs.create if found.state is JobState.MISSING else jobs.replace
    write(server, job.name, config_xml.dump(job))
    return AppliedJob(found, _read_back(server, job))


def _read_back(server: Server, job: JobDefinition) -> JobComparison:
    return compare(job, jobs.read(server, [job.name]).get(job.name))
