"""Builds and queue items out of answers of every server of the family, and out of nonsense."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.engine import Conclusion, State
from rdopkg_ci.doors.engine.jenkins import builds
from rdopkg_ci.doors.engine.jenkins.job import JenkinsJob
from rdopkg_ci.doors.jenkins import answers
from rdopkg_ci.doors.jenkins.address import JenkinsAddress

REQUEST = Request(PHASE1, Target('kilo', 'el7'), 'c' * 40, 'd' * 40, update='aaaa')
JOB = JenkinsJob(JenkinsAddress('https://ci.example.org/jenkins', '/job/rdo'), PHASE1)
GIVEN = [{'name': name, 'value': value} for name, value in REQUEST.mapping.items()]
OURS = [{}, {'_class': 'hudson.model.ParametersAction', 'parameters': GIVEN}]
PROOF = {'artifacts': [{'relativePath': 'result/result.json'}]}


def build(**fields: Any) -> dict[str, Any]:
    over = {'number': 7, 'building': False, 'result': 'SUCCESS', 'actions': OURS, **PROOF}
    return {name: value for name, value in {**over, **fields}.items() if value is not ...}


STATES = {
    'passed': (build(), State.FINISHED, Conclusion.SUCCESS),
    'passed without a result: the job lost its steps': (
        build(artifacts=[]),
        State.FINISHED,
        Conclusion.FAILURE,
    ),
    'artifacts not told': (build(artifacts=...), State.FINISHED, Conclusion.FAILURE),
    'failed': (build(result='FAILURE'), State.FINISHED, Conclusion.FAILURE),
    'unstable': (build(result='UNSTABLE'), State.FINISHED, Conclusion.FAILURE),
    'aborted': (build(result='ABORTED'), State.FINISHED, Conclusion.ABORTED),
    'not built': (build(result='NOT_BUILT'), State.FINISHED, Conclusion.ABORTED),
    'a result of other times': (build(result='ODD'), State.FINISHED, Conclusion.FAILURE),
    'running': (build(building=True, result=None), State.RUNNING, None),
    'result is known, log may grow': (build(building=True, result='FAILURE'), State.RUNNING, None),
    'after its steps': (build(inProgress=True), State.RUNNING, None),
    'neither building nor over': (build(building=..., result=...), State.RUNNING, None),
    'result that is no word': (build(result={}), State.RUNNING, None),
}


@pytest.mark.parametrize(('data', 'state', 'conclusion'), STATES.values(), ids=STATES)
def test_the_state_of_a_build(
    data: dict[str, Any], state: State, conclusion: Conclusion | None
) -> None:
    (run,) = builds.runs(JOB, [data])
    assert (run.request, run.state, run.conclusion) == (REQUEST, state, conclusion)


def test_addresses_are_made_by_us() -> None:
    (run,) = builds.runs(JOB, [build(url='http://other.example.org/job/rdo-phase1/7/')])
    assert run.url == 'https://ci.example.org/jenkins/job/rdo/job/rdo-phase1/7'
    assert run.results == f'{run.url}/artifact/result'
    assert run.console_url == f'{run.url}/consoleText'


NOT_OURS = {
    'no number': build(number=...),
    'number of other kind': build(number='7'),
    'no actions': build(actions=...),
    'actions that are none': build(actions='none'),
    'nothing in the actions': build(actions=[{}, None, 3]),
    'no key': build(actions=[{'parameters': GIVEN[:-1]}]),
    'a password has no value': build(actions=[{'parameters': [*GIVEN[1:], {'name': 'target'}]}]),
    'a number for a value': build(actions=[{'parameters': [{'name': 'key', 'value': 3}]}]),
    'a forged key': build(
        actions=[{'parameters': [*GIVEN[:-1], {'name': 'key', 'value': 'phase1.bbbb.x'}]}]
    ),
    'no build': None,
    'a list': [],
}


@pytest.mark.parametrize('data', NOT_OURS.values(), ids=NOT_OURS)
def test_what_is_none_of_ours_hides_nothing(data: Any) -> None:
    assert [run.key for run in builds.runs(JOB, [data, build()])] == [REQUEST.key]


TIMES = {
    'milliseconds': ({'timestamp': 1425168000000}, datetime(2015, 3, 1, tzinfo=timezone.utc)),
    'none': ({}, None),
    'not a number any more': ({'timestamp': None}, None),
    'beyond all times': ({'timestamp': 10**15 - 1}, None),
    'a word': ({'timestamp': 'now'}, None),
    'a flag': ({'timestamp': True}, None),
}


@pytest.mark.parametrize(('fields', 'started'), TIMES.values(), ids=TIMES)
def test_when_a_build_started(fields: dict[str, Any], started: datetime | None) -> None:
    (run,) = builds.runs(JOB, [build(**fields)])
    assert run.started == started


@pytest.mark.parametrize(('given', 'seconds'), [(90_000, 90.0), (-1, None), (0, None), (..., None)])
def test_what_is_expected(given: Any, seconds: float | None) -> None:
    (run,) = builds.runs(JOB, [build(estimatedDuration=given)])
    assert run.expected == seconds


def item(**fields: Any) -> dict[str, Any]:
    task = {'name': 'rdo-phase1', 'url': 'http://elsewhere/job/rdo/job/rdo-phase1/'}
    whole = {'id': 4, 'inQueueSince': 1, 'task': task, 'actions': OURS, **fields}
    return {name: value for name, value in whole.items() if value is not ...}


ITEMS = {
    'ours': (item(), ['https://ci.example.org/jenkins/queue/item/4']),
    'a server that tells no id': (item(id=...), [JOB.url]),
    'only a name': (item(task={'name': 'rdo-phase1'}), ['https://ci.example.org/jenkins/queue/item/4']),
    'another job': (item(task={'name': 'rdo-phase2'}), []),
    'the same name elsewhere': (item(task={'name': 'rdo-phase1', 'url': 'x/job/rdo-phase1/'}), []),
    'a task without anything': (item(task={}), []),
    'no task': (item(task=...), []),
    'nothing': ({}, []),
}  # fmt: skip


@pytest.mark.parametrize(('data', 'urls'), ITEMS.values(), ids=ITEMS)
def test_the_queue(data: dict[str, Any], urls: list[str]) -> None:
    found = builds.queued(JOB, [data, None, 'x'])
    assert [run.url for run in found] == urls
    assert all((run.state, run.results) == (State.QUEUED, '') for run in found)


WHYS = {
    'words': ('All nodes of label ‘el7’ are offline', 'All nodes of label ‘el7’ are offline'),
    'hostile ones': ('no\x1b[2J\n nodes\u202e', 'no nodes'),
    'many': ('x' * 1000, f'{"x" * 200}…'),
    'none': (None, ''),
    'not told': (..., ''),
    'a number': (3, ''),
}


@pytest.mark.parametrize(('why', 'told'), WHYS.values(), ids=WHYS)
def test_why_it_waits(why: Any, told: str) -> None:
    (run,) = builds.queued(JOB, [item(why=why)])
    assert run.why == told


DEFINITIONS = {
    'in properties': {'property': [{}, {'parameterDefinitions': [{'name': 'key'}]}]},
    'in actions, as once': {'actions': [{'parameterDefinitions': [{'name': 'key'}]}]},
}


@pytest.mark.parametrize('data', DEFINITIONS.values(), ids=DEFINITIONS)
def test_the_parameters_of_a_job(data: dict[str, Any]) -> None:
    assert builds.definitions(data) == {'key'}
    assert builds.definitions({}) == frozenset()


ADDRESSES = {
    'https://ci.example.org': ('https://ci.example.org', ''),
    'https://ci.example.org/': ('https://ci.example.org', ''),
    'http://x:8080/jenkins': ('http://x:8080/jenkins', ''),
    'http://x/jenkins/job/rdo/': ('http://x/jenkins', '/job/rdo'),
    'http://x/job/a%20b/job/c': ('http://x', '/job/a%20b/job/c'),
    'http://x/job': ('http://x/job', ''),
}


@pytest.mark.parametrize(('url', 'parts'), ADDRESSES.items(), ids=ADDRESSES)
def test_where_the_root_is_and_where_the_folder(url: str, parts: tuple[str, str]) -> None:
    assert JenkinsAddress.parse(url) == parts


@pytest.mark.parametrize(
    ('url', 'ours'),
    [
        pytest.param('https://ci/job/rdo-phase1/', True, id='as the server has it'),
        pytest.param('http://10.0.0.7/jenkins/job/rdo%2Dphase1', True, id='behind a proxy'),
        pytest.param('https://ci/job/eve/job/rdo-phase1/', False, id='in a folder of others'),
        pytest.param('https://ci/job/rdo-phase1/job/x/', False, id='below it'),
    ],
)
def test_which_job_is_ours(url: str, ours: bool) -> None:
    assert JenkinsAddress('https://ci', '').is_job('rdo-phase1', url) == ours


def test_the_name_of_a_permission_is_bounded() -> None:
    assert answers.permission('hudson.model.Item.Build') == 'Job/Build'
    assert len(answers.permission(f'hudson.model.Item.{"A" * 60_000}')) < 400


TREES = {
    'mode': {'mode', '_class'},
    'items[id,task[name,url]]': {'items', '_class'},
    'builds[number,actions[parameters[name,value]]],firstBuild[number]': {'builds', 'firstBuild', '_class'},
}  # fmt: skip


@pytest.mark.parametrize(('tree', 'keys'), TREES.items(), ids=TREES)
def test_what_a_tree_may_bring(tree: str, keys: set[str]) -> None:
    assert answers.selected(tree) == keys
