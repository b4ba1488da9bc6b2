"""What the server tells of the runs of a job: its builds, and what waits in the queue."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence, Set
from datetime import datetime, timezone
from functools import partial
from typing import Any, NamedTuple

from rdopkg_ci.doors.engine import WINDOW, Run
from rdopkg_ci.doors.engine.jenkins import builds
from rdopkg_ci.doors.engine.jenkins.job import JenkinsJob
from rdopkg_ci.doors.http import Absent
from rdopkg_ci.doors.jenkins import answers
from rdopkg_ci.doors.jenkins.server import Server
from rdopkg_ci.doors.parallel import both, together
from rdopkg_ci.errors import CiError

_NAMES = 'parameterDefinitions[name]'
_NEWEST = f'builds[{builds.FIELDS}],firstBuild[number]'
_DEFINED = f'buildable,builds[actions[parameters[name,value]]],property[{_NAMES}],actions[{_NAMES}]'
# Between the queue and the builds a run is in neither for a moment.
MOMENT = 0.5
_NEVER = datetime.fromtimestamp(0, timezone.utc)


class Seen(NamedTuple):
    """A job as it was just looked at: the keys of its runs, the names of its parameters, none
    where the server does not tell, and whether it takes builds.
    """

    keys: frozenset[str]
    parameters: frozenset[str]
    is_disabled: bool


class _Listed(NamedTuple):
    """The builds that a job listed, and whether there are older ones."""

    job: JenkinsJob
    builds: Sequence[Any]
    is_cut: bool


def look(server: Server, jobs: Sequence[JenkinsJob], wanted: Collection[str]) -> Sequence[Run]:
    """The newest runs of each job, waiting ones first, then the older ones of a ``wanted``
    subject.
    """
    items, lists = both(partial(_queue, server), partial(_lists, server, jobs))
    found = _newest_first([builds.runs(one.job, one.builds[:WINDOW]) for one in lists])
    keys = {run.key for run in found}
    lacking = set(wanted) - {run.request.subject for run in found}
    waiting = [run for job in jobs for run in builds.queued(job, items) if run.key not in keys]
    older = [run for one in lists for run in _older(server, one, lacking)]
    return [*waiting, *found, *(run for run in older if run.request.subject in wanted)]


def look_closely(server: Server, job: JenkinsJob) -> Seen:
    """Look so that nothing is missed: first into the queue, and a moment later at the builds."""
    waiting = builds.queued(job, _queue(server))
    time.sleep(MOMENT)
    answer = _job(server, job, _DEFINED)
    built = (builds.parameters(one) for one in builds.mappings(_list(answer, job)))
    keys = {run.key for run in waiting} | {given.get('key', '') for given in built}
    is_disabled = answer.get('buildable') is False
    return Seen(frozenset(keys), builds.definitions(answer), is_disabled)


def missing(job: JenkinsJob) -> CiError:
    return CiError(
        f'there is no job {job.name} at {job.address.home}',
        'Create the jobs with `rdopkg ci jobs --apply`; if they are there, the user may lack'
        ' the permission Job/Read.',
    )


def _queue(server: Server) -> Sequence[Any]:
    answer = server.json('/queue', builds.ITEMS)
    return answers.items(answer, 'items', f'the queue of {server.address.root}')


def _job(server: Server, job: JenkinsJob, tree: str) -> Mapping[str, Any]:
    try:
        return server.json(job.path, tree, 'Job/Read')
    except Absent as error:
        raise missing(job) from error


def _list(answer: Mapping[str, Any], job: JenkinsJob) -> Sequence[Any]:
    return answers.items(answer, 'builds', f'{job.url}: the server does not tell its builds')


def _lists(server: Server, jobs: Sequence[JenkinsJob]) -> Sequence[_Listed]:
    return together([partial(_listed, server, job) for job in jobs])


def _listed(server: Server, job: JenkinsJob) -> _Listed:
    answer = _job(server, job, _NEWEST)
    listed = _list(answer, job)
    first = builds.number(answer.get('firstBuild')) or 0
    oldest = min(filter(None, map(builds.number, listed)), default=0)
    return _Listed(job, listed, first < oldest)


def _newest_first(runs: Sequence[Sequence[Run]]) -> Sequence[Run]:
    """Those of several jobs by the time they started; each job lists its own in order."""
    if len(runs) == 1:
        return runs[0]
    every = [run for one in runs for run in one]
    return sorted(every, key=lambda run: run.started or _NEVER, reverse=True)


def _older(server: Server, listed: _Listed, lacking: Set[str]) -> Sequence[Run]:
    """The runs beyond the window. Some servers list them anyway; the others are asked for all that
    they have, which they must read from their disks, where something is lacking.
    """
    rest = listed.builds[WINDOW:]
    if listed.is_cut and lacking:
        answer = _job(server, listed.job, f'allBuilds[{builds.FIELDS}]')
        every = answer.get('allBuilds')
        known = {builds.number(one) for one in listed.builds[:WINDOW]}
        found = every if isinstance(every, list) else []
        rest = [one for one in found if builds.number(one) not in known]
    return builds.runs(listed.job, rest)
