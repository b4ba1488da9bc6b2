"""What the API tells of jobs, builds, the queue and agents, before ``tree`` selects from it."""

from __future__ import annotations

from typing import Any

from servers.standin.world import Agent, Build, Folder, Item, Job, World

WINDOW = 100


def folder(world: World, one: Folder) -> dict[str, Any]:
    listed = [_reference(world, job, one.path, name) for name, job in one.jobs.items()]
    data = {'_class': 'hudson.model.Hudson', 'mode': 'NORMAL', 'jobs': listed, 'views': []}
    return classed(world, data)


def _reference(world: World, one: Job | Folder, path: str, name: str) -> dict[str, Any]:
    if isinstance(one, Job):
        return job(world, one)
    url = f'{world.url}{path}/job/{name}/'
    return {'_class': 'com.cloudbees.hudson.plugins.folder.Folder', 'name': name, 'url': url}


def job(world: World, one: Job) -> dict[str, Any]:
    builds = [build(world, found) for _, found in sorted(one.builds.items(), reverse=True)]
    definitions = [
        {
            '_class': 'hudson.model.StringParameterDefinition',
            'name': name,
            'defaultParameterValue': {'name': name, 'value': value},
        }
        for name, value in one.config.parameters.items()
    ]
    holder = {
        '_class': 'hudson.model.ParametersDefinitionProperty',
        'parameterDefinitions': definitions,
    }
    data: dict[str, Any] = {
        '_class': 'hudson.model.FreeStyleProject',
        'actions': [{}],
        'name': one.name,
        'fullName': one.name,
        'displayName': one.name,
        'url': f'{world.url}{one.path}/',
        'buildable': not one.config.disabled,
        'builds': builds[:WINDOW] if world.regime.has_all_builds else builds,
        'color': _color(one),
        'firstBuild': builds[-1] if builds else None,
        'lastBuild': builds[0] if builds else None,
        'lastCompletedBuild': next((found for found in builds if not found['building']), None),
        'inQueue': any(item.job is one for item in world.waiting()),
        'nextBuildNumber': one.next_number,
        'property': [{}, holder] if definitions else [],
        'concurrentBuild': one.config.concurrent,
        'disabled': one.config.disabled,
        'queueItem': None,
    }
    if world.regime.has_all_builds:
        data['allBuilds'] = builds
    return classed(world, data)


def _color(one: Job) -> str:
    over = [found for _, found in sorted(one.builds.items()) if found.result]
    if one.config.disabled:
        return 'disabled'
    colors = {'SUCCESS': 'blue', 'UNSTABLE': 'yellow', 'FAILURE': 'red', 'ABORTED': 'aborted'}
    return colors[over[-1].result or 'FAILURE'] if over else 'notbuilt'


def build(world: World, one: Build) -> dict[str, Any]:
    few = len(one.artifacts) <= 20
    data: dict[str, Any] = {
        '_class': 'hudson.model.FreeStyleBuild',
        'actions': [{'_class': 'hudson.model.CauseAction', 'causes': [{}]}, {}, _values(one)],
        'artifacts': [
            {
                'displayPath': name if few else None,
                'fileName': name.rpartition('/')[2],
                'relativePath': name,
            }
            for name in one.artifacts
        ],
        'building': one.building,
        'duration': int(one.duration * 1000),
        'estimatedDuration': _estimate(one.job),
        'fullDisplayName': f'{one.job.name} #{one.number}',
        'id': str(one.number),
        'inProgress': not one.is_over,
        'number': one.number,
        'queueId': one.queue_id if world.regime.has_queue_ids else -1,
        'result': one.result,
        'timestamp': int(one.started * 1000),
        'url': f'{world.url}{one.job.path}/{one.number}/',
        'builtOn': one.agent,
    }
    if one.cells:
        data['_class'] = 'hudson.matrix.MatrixBuild'
        data['runs'] = [{'number': number, 'url': cell} for cell, number in one.cells]
    if not world.regime.has_in_progress:
        del data['inProgress']
    return classed(world, data)


def _estimate(one: Job) -> int:
    spent = [found.duration for found in one.builds.values() if found.result == 'SUCCESS']
    return int(1000 * sum(spent) / len(spent)) if spent else -1


def _values(one: Build | Item) -> dict[str, Any]:
    values = [
        {'_class': 'hudson.model.StringParameterValue', 'name': name, 'value': value}
        for name, value in one.parameters.items()
    ]
    return {'_class': 'hudson.model.ParametersAction', 'parameters': values} if values else {}


def queue(world: World) -> dict[str, Any]:
    items = [item(world, one) for one in world.waiting()]
    return classed(world, {'_class': 'hudson.model.Queue', 'items': items})


def item(world: World, one: Item) -> dict[str, Any]:
    kind = 'Left' if one.left else one.state
    data: dict[str, Any] = {
        '_class': f'hudson.model.Queue${kind}Item',
        'actions': [_values(one), {'_class': 'hudson.model.CauseAction', 'causes': [{}]}],
        'blocked': one.state == 'Blocked',
        'buildable': one.state == 'Buildable',
        'id': one.id,
        'inQueueSince': int(one.since * 1000),
        'params': ''.join(f'\n{name}={value}' for name, value in one.parameters.items()),
        'stuck': False,
        'task': {
            '_class': 'hudson.model.FreeStyleProject',
            'name': one.job.name,
            'url': f'{world.url}{one.job.path}/',
            'color': 'blue',
        },
        'url': f'queue/item/{one.id}/',
        'why': one.why or None,
    }
    if one.left:
        found = one.build
        data['cancelled'] = one.is_cancelled
        data['executable'] = (
            {
                '_class': 'hudson.model.FreeStyleBuild',
                'number': found.number,
                'url': f'{world.url}{one.job.path}/{found.number}/',
            }
            if found
            else None
        )
    if not world.regime.has_queue_ids:
        del data['id']
    return classed(world, data)


def computers(world: World) -> dict[str, Any]:
    listed = [_computer(world, agent) for agent in world.agents]
    return classed(world, {'_class': 'hudson.model.ComputerSet', 'computer': listed})


def _computer(world: World, agent: Agent) -> dict[str, Any]:
    data = {
        'displayName': agent.name,
        'offline': not agent.online,
        'numExecutors': agent.executors,
        'assignedLabels': [{'name': name} for name in (*agent.labels, agent.name)],
        'executors': [{'idle': True, 'currentExecutable': None} for _ in range(agent.executors)],
        'oneOffExecutors': [],
    }
    if not world.regime.has_queue_ids:
        del data['assignedLabels']
    return data


def plugins(world: World) -> dict[str, Any]:
    has_junit = bool(world.plugins) and not world.regime.has_junit_in_core
    listed = [{'shortName': 'junit', 'longName': 'JUnit Plugin', 'version': '1396', 'active': True}]
    return {'plugins': listed if has_junit else []}


def classed(world: World, data: dict[str, Any]) -> dict[str, Any]:
    """Without the classes where the server does not tell them, at any depth."""
    return data if world.regime.has_classes else _bare(data)


def _bare(value: Any) -> Any:
    if isinstance(value, list):
        return [_bare(one) for one in value]
    if isinstance(value, dict):
        return {name: _bare(one) for name, one in value.items() if name != '_class'}
    return value
