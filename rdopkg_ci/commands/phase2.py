"""`rdopkg update --phase2`: start a test of the pool, and say how it stands."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import date

from rdopkg_ci import settings
from rdopkg_ci.core.rounds import Round
from rdopkg_ci.core.terminal import safe
from rdopkg_ci.core.verdict import Verdict
from rdopkg_ci.errors import Exit
from rdopkg_ci.flows import phase2
from rdopkg_ci.flows.sight import Sight
from rdopkg_ci.flows.world import World, open_world
from rdopkg_ci.view import phase2 as view
from rdopkg_ci.view.style import paint_for

PAUSE = 0.5
CODES = {Verdict.PASSED: Exit.OK, Verdict.DISABLED: Exit.OK}


def run(releases: Sequence[str], without: Sequence[str], wait: bool, dry_run: bool) -> int:
    world = open_world(settings.load())
    sight = Sight.of(world, date.today())
    asked = phase2.plan(sight, releases, without)
    if asked is None:
        print('Nothing in updates/ to test.')
        return Exit.OK
    tested = phase2.weigh(sight, asked)
    if not dry_run:
        _say(phase2.start(world, tested))
        tested = _wait(world, asked) if wait else phase2.weigh(Sight.of(world, date.today()), asked)
    print(view.text(tested, paint_for(sys.stdout), started=not dry_run), end='')
    if not tested.ruling.finished:
        return Exit.OK if dry_run else Exit.UNFINISHED
    return CODES.get(tested.ruling.verdict, Exit.RED)


def _wait(world: World, asked: Round) -> phase2.Tested:
    """Play the gate for this round until its runs are over."""
    while True:
        tested = phase2.weigh(Sight.of(world, date.today()), asked)
        _say(phase2.advance(world, tested))
        if tested.ruling.finished:
            return tested
        time.sleep(PAUSE)


def _say(deeds: Sequence[str]) -> None:
    for deed in deeds:
        print(safe(deed), flush=True)
