"""How far an update has come before a story begins."""

from __future__ import annotations

import shutil
from pathlib import Path

from box import Box
from prepared import brought

GLANCE = 'openstack-glance-2015.1.1-1.el7'
# An update that is ready and brings no RPM.
EMPTY = {
    'ready/more.yml': b'notes: More\nbuilds:\n- {id: a-1-1, source: dummy, repo: kilo, dist: el7}\n'
}


def submit(box: Box, *names: str) -> list[str]:
    def play() -> list[str]:
        return [box.run('update', box.demo(f'{name}.yml')).out[:4] for name in names]

    return brought(box, ('submit', *names), play)


def pool(box: Box, *names: str) -> list[str]:
    def play() -> list[str]:
        ids = submit(box, *names)
        box.run('ci', 'gate')
        return ids

    return brought(box, ('pool', *names), play)


def ready(box: Box, *names: str) -> list[str]:
    def play() -> list[str]:
        ids = pool(box, *names)
        box.run('update', '--phase2', '--wait')
        return ids

    return brought(box, ('ready', *names), play)


def edit(box: Box, update_id: str) -> None:
    """Have an open change that edits the update of the demo's `good.yml`."""
    better = (box.work / 'good.yml').read_text('utf-8').replace('notes: |-', 'notes: |-\n  More.')
    box.run('update', box.write('better.yml', better), '--id', update_id)


def unhooked(box: Box) -> None:
    """Have its repo take whatever is pushed."""
    hook = box.home / 'rdo-update.git' / 'hooks' / 'update'
    hook.rename(hook.with_name('away'))


def own_sources(box: Box) -> Path:
    """A copy of the demo's RPMs that a test may change, as where the source `local` looks from now
    on.
    """
    sources = Path(shutil.copytree(box.environ['RDOPKG_CI_SOURCES_LOCAL'], box.work / 'rpms'))
    box.environ['RDOPKG_CI_SOURCES_LOCAL'] = str(sources)
    return sources
