"""`rdopkg update --phase2`: start a test of the pool, and say how it stands."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import date

from rdopkg_ci import settings
from rdopkg_ci.core.runs.rounds import Round
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.errors import Exit
from rdopkg_ci.flows import phase2
from rdopkg_ci.flows.services import Services, open_services
from rdopkg_ci.flows.snapshot import Snapshot
from rdopkg_ci.view import phase2 as view
from rdopkg_ci.view.style import paint_for

PAUSE = 0.5
CODES = {Verdict.PASSED: Exit.OK, Verdict.DISABLED: Exit.OK}


def run(releases: Sequence[str], without: Sequence[str], wait: bool, dry_run: bool) -> int:
    services = open_services(settings.load())
    snapshot = Snapshot.of(services, date.today())
    asked = phase2.plan(snapshot, releases, without)
    if asked is None:
        print('Nothing in updates/ to test.')
        return Exit.OK
    tested = phase2.weigh(snapshot, asked)
    if not dry_run:
        _say(phase2.start(services, tested))
        tested = (
            _wait(services, asked)
            if wait
            else phase2.weigh(Snapshot.of(services, date.today()), asked)
        )
    print(view.text(tested, paint_for(sys.stdout), started=not dry_run), end='')
    if not tested.ruling.finished:
        return Exit.OK if dry_run else Exit.UNFINISHED
    return CODES.get(tested.ruling.verdict, Exit.RED)


def _wait(services: Services, asked: Round) -> phase2.Tested:
    """Play the gate for this round until its runs are over."""
    while True:
        tested = phase2.weigh(Snapshot.of(services, date.today()), asked)
        _say(phase2.advance(services, tested))
        if tested.ruling.finished:
            return tested
        time.sleep(PAUSE)


def _say(deeds: Sequence[str]) -> None:
    for deed in deeds:
        print(safe(deed), flush=True)
