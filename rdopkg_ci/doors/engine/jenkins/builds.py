"""Builds of a job and items of the queue as runs, out of answers that may lack anything.

What is none of ours, or holds what no build can, is left out: one odd build hides no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.text.terminal import brief, safe_line
from rdopkg_ci.doors.engine import Conclusion, Run, State
from rdopkg_ci.doors.engine.jenkins.job import RESULT, JenkinsJob

FIELDS = (
    'number,result,building,inProgress,timestamp,estimatedDuration,'
    'actions[parameters[name,value]],artifacts[relativePath]'
)
ITEMS = 'items[id,inQueueSince,why,task[name,url],actions[parameters[name,value]]]'
# The worker's proof that it ran: a job that lost its steps succeeds, too.
PROOF = f'{RESULT}/result.json'
# Of the server's words on why something waits.
_WHY = 200
_CONCLUSIONS = {
    'SUCCESS': Conclusion.SUCCESS,
    'ABORTED': Conclusion.ABORTED,
    'NOT_BUILT': Conclusion.ABORTED,
}


def runs(job: JenkinsJob, builds: Sequence[Any]) -> Sequence[Run]:
    """The runs among the builds that a job lists, newest first as it lists them."""
    found = (_run(job, build) for build in mappings(builds))
    return [run for run in found if run]


def queued(job: JenkinsJob, items: Sequence[Any]) -> Sequence[Run]:
    """The runs of a job that wait in the queue, newest first."""
    ours = [item for item in mappings(items) if _is_of(job, item)]
    ours.sort(key=lambda item: _number(item.get('inQueueSince')) or 0, reverse=True)
    found = (_waiting(job, item) for item in ours)
    return [run for run in found if run]


def parameters(data: Mapping[str, Any]) -> Mapping[str, str]:
    """The parameters of a build or of a queue item."""
    found: dict[str, str] = {}
    for action in mappings(data.get('actions')):
        for one in mappings(action.get('parameters')):
            name, value = one.get('name'), one.get('value')
            if isinstance(name, str) and isinstance(value, str):
                found[name] = value
    return found


def definitions(data: Mapping[str, Any]) -> frozenset[str]:
    """The names of the parameters that a job has; servers differ in where they tell."""
    names = set()
    for key in ('property', 'actions'):
        for holder in mappings(data.get(key)):
            for one in mappings(holder.get('parameterDefinitions')):
                names.add(str(one.get('name')))
    return frozenset(names)


def number(data: Any) -> int | None:
    """The number of a build."""
    found = data.get('number') if isinstance(data, dict) else None
    return found if isinstance(found, int) and found > 0 else None


def _run(job: JenkinsJob, build: Mapping[str, Any]) -> Run | None:
    request, its_number = _request(job, build), number(build)
    if request is None or its_number is None:
        return None
    url = f'{job.url}/{its_number}'
    state = State.FINISHED if _is_over(build) else State.RUNNING
    conclusion = _conclusion(build) if state is State.FINISHED else None
    expected = _number(build.get('estimatedDuration'))
    return Run(
        request,
        state,
        conclusion,
        _time(build.get('timestamp')),
        expected / 1000 if expected and expected > 0 else None,
        url,
        f'{url}/artifact/{RESULT}',
        f'{url}/consoleText',
    )


def _waiting(job: JenkinsJob, item: Mapping[str, Any]) -> Run | None:
    request = _request(job, item)
    if request is None:
        return None
    its_id = _number(item.get('id'))
    url = job.url if its_id is None else f'{job.address.root}/queue/item/{its_id:.0f}'
    return Run(request, State.QUEUED, None, None, None, url, '', '', _why(item))


def _why(item: Mapping[str, Any]) -> str:
    said = item.get('why')
    return brief(safe_line(said), _WHY) if isinstance(said, str) else ''


def _request(job: JenkinsJob, data: Mapping[str, Any]) -> Request | None:
    given = parameters(data)
    try:
        # What has no key of ours cannot be told from a build that somebody started by hand.
        return Request.parse(job.phase, given) if given.get('key') else None
    except ValueError:
        return None


def _is_of(job: JenkinsJob, item: Mapping[str, Any]) -> bool:
    task = item.get('task')
    if not isinstance(task, dict):
        return False
    url = task.get('url')
    if isinstance(url, str) and url:
        return job.address.is_job(job.name, url)
    return bool(task.get('name') == job.name)


def _is_over(build: Mapping[str, Any]) -> bool:
    """Its result may be known before, and its log may grow after, it says that it builds."""
    is_busy = build.get('building') is True or build.get('inProgress') is True
    return not is_busy and isinstance(build.get('result'), str)


def _conclusion(build: Mapping[str, Any]) -> Conclusion:
    found = _CONCLUSIONS.get(build['result'], Conclusion.FAILURE)
    left = {one.get('relativePath') for one in mappings(build.get('artifacts'))}
    if found is Conclusion.SUCCESS and PROOF not in left:
        return Conclusion.FAILURE
    return found


def mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    """The mappings of a list that may be none, and hold anything."""
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict):
            yield one


def _number(value: Any) -> float | None:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return value if is_number else None


def _time(value: Any) -> datetime | None:
    """Milliseconds since 1970."""
    found = _number(value)
    try:
        return None if found is None else datetime.fromtimestamp(found / 1000, timezone.utc)
    except (OverflowError, ValueError, OSError):
        return None
