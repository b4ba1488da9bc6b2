"""From a path to what is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from servers.standin import export, job_pages, tree
from servers.standin.answers import Answer, Asked
from servers.standin.world import Folder, Job, World


def not_found() -> Answer:
    return Answer(404, b'<html>HTTP ERROR 404 Not Found</html>')


def answer(world: World, asked: Asked) -> Answer:
    here: Folder | Job = world.root
    parts = [part for part in asked.path.split('/') if part]
    while len(parts) >= 2 and parts[0] == 'job' and isinstance(here, Folder):
        found = _named(here, parts[1])
        if found is None or 'hudson.model.Item.Read' not in asked.user.may:
            return not_found()
        here, parts = found, parts[2:]
    rest = '/'.join(parts)
    if isinstance(here, Job):
        return job_pages.answer(world, asked, here, rest) or not_found()
    if rest == 'createItem':
        return _create(world, asked, here)
    if rest in ('', 'api/json'):
        return selected(world, asked, export.folder(world, here)) if rest else Answer(page=True)
    return _of_root(world, asked, rest) if here is world.root else not_found()


def _named(folder: Folder, name: str) -> Folder | Job | None:
    """Whatever the case of its letters."""
    every = {known.lower(): one for known, one in folder.jobs.items()}
    return every.get(name.lower())


def selected(world: World, asked: Asked, data: Mapping[str, Any]) -> Answer:
    if 'tree' not in asked.query or not world.regime.has_tree:
        return Answer(data=data)
    branch = tree.parse(asked.query['tree'], world.regime.has_ranges)
    return Answer(data=tree.pruned(data, branch))


def _of_root(world: World, asked: Asked, rest: str) -> Answer:
    regime = world.regime
    if rest == 'login':
        return Answer(body=b'<html>Sign in</html>', page=True)
    if rest == 'queue/api/json':
        return selected(world, asked, export.queue(world))
    if rest.startswith('queue/'):
        return _queue(world, asked, rest)
    if rest == 'computer/api/json':
        return selected(world, asked, export.computers(world))
    if rest == 'pluginManager/api/json':
        asked.needs('hudson.model.Hudson.Administer')
        return selected(world, asked, export.plugins(world))
    if rest == 'whoAmI/api/json' and regime.has_who_am_i:
        is_nobody = asked.user.name == 'anonymous'
        return selected(world, asked, {'name': asked.user.name, 'anonymous': is_nobody})
    if rest == 'crumbIssuer/api/json' and regime.has_crumbs:
        session, crumb = world.security.new_crumb()
        data = {'crumb': crumb, 'crumbRequestField': 'Jenkins-Crumb'}
        cookie = {'Set-Cookie': f'JSESSIONID.1={session}; Path=/'}
        return Answer(data=data, headers=cookie)
    return not_found()


def _queue(world: World, asked: Asked, rest: str) -> Answer:
    parts = rest.split('/')
    if parts[1] == 'cancelItem' and asked.method == 'POST' and world.regime.has_queue_ids:
        return _cancel(world, asked, int(asked.given.get('id', '0')))
    if parts[1] == 'item' and world.regime.has_queue_ids:
        item = world.item(int(parts[2]))
        return selected(world, asked, export.item(world, item)) if item else not_found()
    return not_found()


def _cancel(world: World, asked: Asked, number: int) -> Answer:
    asked.needs('hudson.model.Item.Cancel')
    item = world.item(number)
    if item is None:
        return not_found()
    if item.left:
        return Answer(500, b'<html>Could not cancel run</html>')
    item.left, item.is_cancelled = world.now(), True
    return Answer(204)


def _create(world: World, asked: Asked, folder: Folder) -> Answer:
    if asked.method != 'POST':
        return Answer(405, b'<html>HTTP ERROR 405</html>')
    asked.needs('hudson.model.Item.Create')
    name, kind = asked.query.get('name', ''), asked.headers.get('content-type', '')
    if not name:
        return refused('Query parameter "name" is required')
    if not kind.startswith(('text/xml', 'application/xml')):
        return refused('No Content-Type header set')
    if any(char in '?*/\\%!@#$^&|<>[]:;' for char in name) or name in ('.', '..'):
        return refused(f'‘{name}’ is an unsafe name')
    if _named(folder, name):
        return refused(f'A job already exists with the name ‘{name}’')
    return job_pages.written(world, folder, name, asked.body)


def refused(why: str) -> Answer:
    return Answer(400, f'<html>{why}</html>'.encode(), headers={'X-Error': ascii(why)[1:-1]})
