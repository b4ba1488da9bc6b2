"""What the server tells of the runs of a job: its builds, and what waits in the queue."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from rdopkg_ci.core.text import json_values
from rdopkg_ci.doors.engine import WINDOW, Run
from rdopkg_ci.doors.engine.jenkins import builds
from rdopkg_ci.doors.engine.jenkins.job import JenkinsJob
from rdopkg_ci.doors.http import Absent, Rejected
from rdopkg_ci.doors.jenkins.server import Server
from rdopkg_ci.doors.parallel import both
from rdopkg_ci.errors import CiError

_NAMES = 'parameterDefinitions[name]'
_NEWEST = f'builds[{builds.FIELDS}],firstBuild[number]'
_DEFINED = f'builds[actions[parameters[name,value]]],property[{_NAMES}],actions[{_NAMES}]'
# Between the queue and the builds a run is in neither for a moment.
MOMENT = 0.5


class Seen(NamedTuple):
    """A job as it was just looked at: the keys of its runs, and the names of its parameters, none
    where the server does not tell.
    """

    keys: frozenset[str]
    parameters: frozenset[str]


def look(server: Server, job: JenkinsJob, wanted: Collection[str]) -> Sequence[Run]:
    """The newest runs of a job, waiting ones first, then the older ones of a ``wanted`` subject."""
    items, answer = both(partial(_queue, server), partial(_job, server, job, _NEWEST))
    listed = _list(answer, 'builds', job)
    newest, rest = listed[:WINDOW], listed[WINDOW:]
    if _is_cut(answer, listed) and _missing(wanted, builds.runs(job, newest)):
        rest = _older(server, job, newest)
    found = builds.runs(job, newest)
    keys = {run.key for run in found}
    waiting = [run for run in builds.queued(job, items) if run.key not in keys]
    older = [run for run in builds.runs(job, rest) if run.request.subject in wanted]
    return [*waiting, *found, *older]


def look_closely(server: Server, job: JenkinsJob) -> Seen:
    """Look so that nothing is missed: first into the queue, and a moment later at the builds."""
    waiting = builds.queued(job, _queue(server))
    time.sleep(MOMENT)
    answer = _job(server, job, _DEFINED)
    built = (builds.parameters(one) for one in _list(answer, 'builds', job) if _is_mapping(one))
    keys = {run.key for run in waiting} | {given.get('key', '') for given in built}
    return Seen(frozenset(keys), builds.definitions(answer))


def missing(job: JenkinsJob) -> CiError:
    return CiError(
        f'there is no job {job.name} at {job.address.home}',
        'Create the jobs with `rdopkg ci jobs --apply`; if they are there, the user may lack'
        ' the permission Job/Read.',
    )


def _queue(server: Server) -> Sequence[Any]:
    answer = server.json('/queue', builds.ITEMS)
    try:
        return json_values.items(answer, 'items')
    except ValueError as error:
        raise Rejected(f'the queue of {server.address.root}: {error}') from error


def _job(server: Server, job: JenkinsJob, tree: str) -> Mapping[str, Any]:
    try:
        return server.json(job.path, tree, 'Job/Read')
    except Absent as error:
        raise missing(job) from error


def _list(answer: Mapping[str, Any], key: str, job: JenkinsJob) -> Sequence[Any]:
    """Without a list nobody knows what runs: that is not the same as an empty one."""
    try:
        return json_values.items(answer, key)
    except ValueError as error:
        raise Rejected(f'{job.url}: the server does not tell its builds: {error}') from error


def _is_cut(answer: Mapping[str, Any], listed: Sequence[Any]) -> bool:
    """Whether there are older builds than the list holds."""
    first = builds.number(answer.get('firstBuild'))
    oldest = min(filter(None, map(builds.number, listed)), default=None)
    return len(listed) <= WINDOW and None not in (first, oldest) and first < oldest  # type: ignore[operator]


def _missing(wanted: Iterable[str], found: Sequence[Run]) -> bool:
    return bool(set(wanted) - {run.request.subject for run in found})


def _older(server: Server, job: JenkinsJob, newest: Sequence[Any]) -> Sequence[Any]:
    """All builds but the newest; servers that do not know the word list all of them at once."""
    answer = _job(server, job, f'allBuilds[{builds.FIELDS}]')
    numbers = {builds.number(one) for one in newest}
    listed = answer.get('allBuilds')
    found = listed if isinstance(listed, list) else []
    return [one for one in found if builds.number(one) not in numbers]


def _is_mapping(value: Any) -> bool:
    return isinstance(value, dict)
