"""The plan of the house as a test: imports run downward only, and each outside thing is touched in
its own room.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1] / 'rdopkg_ci'
# Who may import whom; every room may import from itself. Read from the top: no arrow goes up.
ERRORS = {'errors'}
CORE = ERRORS | {
    f'core.{name}'
    for name in (
        'judging',
        'jobs',
        'planning',
        'review',
        'depsolve',
        'isolation',
        'publication',
        'runs',
        'causes',
        'update',
        'policy',
        'yaml',
        'disk',
        'finding',
        'leftover',
        'event',
        'phase',
        'rpm_name',
        'rpm_version',
        'target',
        'text',
    )
}
MAY_IMPORT = {
    'actions': {'cli', 'menu', 'exits'},
    'cli': {'commands', 'doors', 'menu', 'exits', *CORE},
    'commands': {'view', 'worker', 'flows', 'doors', 'settings', 'menu', 'exits', *CORE},
    'view': CORE,
    'worker': {'flows', 'doors', 'settings', *CORE},
    'flows': {'doors', 'settings', *CORE},
    'doors': CORE,
    'settings': {'doors', *CORE},
    'exits': set(),
    'menu': set(),
    'core.judging': {
        'core.depsolve',
        'core.rpm_version',
        'core.review',
        'core.runs',
        'core.causes',
        'core.update',
        'core.policy',
        'core.phase',
        'core.target',
        'core.text',
    },
    'core.jobs': {'core.runs', 'core.phase', 'core.text'},
    'core.planning': {'core.update', 'core.policy', 'core.phase'},
    'core.depsolve': {'core.causes', 'core.text'},
    'core.isolation': {'core.causes'},
    'core.review': {'core.update', 'core.text'},
    'core.publication': {
        'core.update',
        'core.rpm_name',
        'core.rpm_version',
        'core.target',
        'core.text',
        'errors',
    },
    'core.runs': {'core.causes', 'core.phase', 'core.rpm_name', 'core.target', 'core.text'},
    'core.causes': {'core.text'},
    'core.update': {
        'core.policy',
        'core.phase',
        'core.rpm_name',
        'core.yaml',
        'core.target',
        'core.text',
        'errors',
    },
    'core.policy': {'core.yaml', 'core.phase', 'core.target', 'core.text', 'errors'},
    'core.yaml': {'core.target', 'core.text', 'errors'},
    'core.disk': set(),
    'core.finding': set(),
    'core.event': set(),
    'core.leftover': set(),
    'core.phase': set(),
    'core.rpm_name': set(),
    'core.rpm_version': set(),
    'core.target': {'core.text'},
    'core.text': set(),
    'errors': set(),
}
# Who may import what comes from outside; everything else is free.
ALONE = {
    'yaml': ('core.yaml.document', 'core.yaml.composer', 'doors.foreign_yaml'),
    'subprocess': ('doors', 'worker.command'),
    'requests': ('doors.http',),
    'urllib3': ('doors.http',),
    'createrepo_c': ('doors',),
    'solv': ('doors',),
    'subunit': ('doors',),
    'xmlrpc': ('doors.sources',),
    'distroinfo': ('doors',),
    'jenkins': ('doors',),
    'blessings': ('view',),
    'shutil': ('doors', 'flows.services.embedded', 'worker.run', 'core.causes'),
    'fcntl': ('doors',),
    'rdopkg': ('actions', '__main__', 'doors.host'),
}
# Pure: no file, no clock, no process, no network.
IMPURE = {
    'os',
    'subprocess',
    'socket',
    'time',
    'tempfile',
    'shutil',
    'pathlib',
    'requests',
    'sys',
    'random',
    'glob',
    'io',
}
FILES = sorted(HOUSE.rglob('*.py'))


def module(path: Path) -> str:
    return '.'.join(path.relative_to(HOUSE).with_suffix('').parts).replace('.__init__', '')


def room(name: str) -> str:
    """The room of a module; core has rooms of its own."""
    first, *rest = name.split('.')
    return f'core.{rest[0]}' if first == 'core' and rest else first


def imports(path: Path) -> Iterator[str]:
    """The full names of all modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text('utf-8'))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f'{path}: relative import'
            yield from (f'{node.module}.{alias.name}' for alias in node.names)


def ours(path: Path) -> Iterator[str]:
    """Imported names inside the house, without the house's name; importing a name of the package
    itself is none.
    """
    for name in imports(path):
        inner = name.partition('rdopkg_ci.')[2]
        if name.startswith('rdopkg_ci.') and room(inner) in MAY_IMPORT:
            yield inner


def test_the_house_has_only_the_rooms_of_the_plan() -> None:
    found = {room(module(path)) for path in FILES} - {'__init__', '__main__', 'core'}
    assert found == set(MAY_IMPORT)


def test_no_room_of_the_plan_leads_back_to_itself() -> None:
    assert not loops(MAY_IMPORT)


@pytest.mark.parametrize('path', FILES, ids=module)
def test_imports_follow_the_plan(path: Path) -> None:
    here = room(module(path))
    if here in MAY_IMPORT:
        allowed = MAY_IMPORT[here] | {here}
        assert not [name for name in ours(path) if room(name) not in allowed]


@pytest.mark.parametrize('path', FILES, ids=module)
def test_outside_things_have_their_rooms(path: Path) -> None:
    here = module(path)
    wrong = [
        name
        for name in (name.partition('.')[0] for name in imports(path))
        if name in ALONE
        and not any(here == place or here.startswith(f'{place}.') for place in ALONE[name])
    ]
    assert not wrong


@pytest.mark.parametrize(
    'path', [path for path in FILES if module(path).startswith('core')], ids=module
)
def test_the_core_does_no_input_or_output(path: Path) -> None:
    assert not {name.partition('.')[0] for name in imports(path)} & IMPURE
    calls = [
        node.func
        for node in ast.walk(ast.parse(path.read_text('utf-8')))
        if isinstance(node, ast.Call)
    ]
    assert not {call.id for call in calls if isinstance(call, ast.Name)} & {
        'open',
        'print',
        'input',
    }


@pytest.mark.parametrize('path', FILES, ids=module)
def test_the_parts_of_the_host_that_fail_on_python_3_are_left_alone(path: Path) -> None:
    assert not any(name.startswith(('rdopkg.conf', 'rdopkg.guess')) for name in imports(path))


def loops(graph: dict[str, set[str]]) -> list[str]:
    """The modules that import themselves by some way round."""

    def reach(name: str, seen: set[str]) -> set[str]:
        for nxt in graph.get(name, set()) - seen:
            seen.add(nxt)
            reach(nxt, seen)
        return seen

    return [name for name in graph if name in reach(name, set())]


def test_no_room_leads_back_to_itself_past_its_neighbours() -> None:
    """Of each folder: its files and the folders in it, these as a whole."""
    known = {module(path) for path in FILES}
    graphs: dict[str, dict[str, set[str]]] = {}
    for path in FILES:
        for name in ours(path):
            here, there = module(path), name if name in known else name.rpartition('.')[0]
            folder, one, other = parted(here.split('.'), there.split('.'))
            graphs.setdefault(folder, {}).setdefault(one, set()).add(other)
    assert not {folder: found for folder, graph in graphs.items() if (found := loops(graph))}


def parted(here: list[str], there: list[str]) -> tuple[str, str, str]:
    """The folder where the ways to two modules part, and the room in it that each then enters: none
    for the folder's own ``__init__``.
    """
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, there)))
    one, other = ('.'.join(way[common : common + 1]) for way in (here, there))
    return '.'.join(here[:common]), one, other


def test_every_package_is_installed() -> None:
    """setup.cfg names them one by one, because two of them are mapped into rdopkg's own."""
    listed = (HOUSE.parent / 'setup.cfg').read_text('utf-8').split()
    packages = {module(path.with_name('__init__.py')) for path in FILES} - {'__init__'}
    assert {f'rdopkg_ci.{name}' for name in packages} <= set(listed)


def test_one_name_is_one_type() -> None:
    """Where two types share a name, a reader has to ask which."""
    found: dict[str, list[str]] = {}
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text('utf-8'))):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(module(path))
    assert not {name: places for name, places in found.items() if len(places) > 1}
