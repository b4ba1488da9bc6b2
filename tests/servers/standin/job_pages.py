"""The pages of a job and of its builds."""

from __future__ import annotations

import re
from xml.etree.ElementTree import ParseError

from servers.standin import build_pages, export, tree
from servers.standin.answers import Answer, Asked
from servers.standin.world import Folder, Job, World

_FORM = b'<html>HTTP ERROR 405 This URL requires POST</html>'


def answer(world: World, asked: Asked, job: Job, rest: str) -> Answer | None:
    if rest == '':
        return Answer(page=True) if asked.method != 'DELETE' else _deleted(world, asked, job)
    if rest == 'api/json':
        return _selected(world, asked, job)
    if rest == 'config.xml':
        return _config(world, asked, job)
    if rest in ('build', 'buildWithParameters'):
        return _trigger(world, asked, job, rest)
    if asked.method == 'POST' and rest in ('enable', 'disable', 'doDelete'):
        if rest == 'doDelete':
            return _deleted(world, asked, job)
        job.config = job.config._replace(disabled=rest == 'disable')
        return Answer(302, headers={'Location': f'{world.url}{job.path}/'})
    number, _, page = rest.partition('/')
    return build_pages.answer(world, asked, job, number, page)


def _selected(world: World, asked: Asked, job: Job) -> Answer:
    data = export.job(world, job)
    if not world.regime.has_tree and 'depth' not in asked.query:
        short = [{name: build[name] for name in ('number', 'url')} for build in data['builds']]
        return Answer(data={**data, 'builds': short})
    if not world.regime.has_tree:
        return Answer(data=data)
    if 'tree' not in asked.query:
        return Answer(data={name: one for name, one in data.items() if name != 'allBuilds'})
    branch = tree.parse(asked.query['tree'], world.regime.has_ranges)
    return Answer(data=tree.pruned(data, branch))


def _config(world: World, asked: Asked, job: Job) -> Answer:
    if asked.method == 'GET':
        asked.needs('hudson.model.Item.ExtendedRead')
        return Answer(body=job.file, kind='application/xml')
    asked.needs('hudson.model.Item.Configure')
    return written(world, _holder(world.root, job), job.name, asked.body)


def written(world: World, folder: Folder, name: str, data: bytes) -> Answer:
    try:
        world.put(folder, name, data)
    except (ParseError, ValueError):
        return Answer(500, b'<html>Oops! A problem occurred while processing the request.</html>')
    return Answer(200)


def _holder(folder: Folder, job: Job) -> Folder:
    for one in folder.jobs.values():
        if one is job:
            return folder
        if isinstance(one, Folder) and job.path.startswith(f'{one.path}/'):
            return _holder(one, job)
    return folder


def _deleted(world: World, asked: Asked, job: Job) -> Answer:
    asked.needs('hudson.model.Item.Delete')
    with world.lock:
        del _holder(world.root, job).jobs[job.name]
        for build in job.builds.values():
            build.stop.set()
    return Answer(302, headers={'Location': f'{world.url}/'})


def _trigger(world: World, asked: Asked, job: Job, rest: str) -> Answer:
    regime, parameters = world.regime, job.config.parameters
    if asked.method != 'POST':
        return Answer(405, _FORM)
    asked.needs('hudson.model.Item.Build')
    if job.config.disabled:
        return Answer(409, f'<html>{job.name} is not buildable</html>'.encode())
    if rest == 'build' and parameters and 'json' not in asked.given:
        return Answer(400, b'<html>Nothing is submitted</html>')
    if rest == 'buildWithParameters' and not parameters:
        return Answer(400, f'<html>{job.name} is not parameterized</html>'.encode())
    given = asked.given
    if any(
        name in given and given[name] not in every for name, every in job.config.choices.items()
    ):
        return Answer(500, b'<html>Oops! A problem occurred while processing the request.</html>')
    delay = re.fullmatch('([0-9]+)secs?', asked.query.get('delay', ''))
    item, was_there = world.trigger(job, asked.given, float(delay[1]) if delay else None)
    status = regime.folded if was_there else regime.started
    place = f'/queue/item/{item.id}/' if status != 302 else f'{job.path}/'
    return Answer(status, headers={'Location': f'{world.url}{place}'})
