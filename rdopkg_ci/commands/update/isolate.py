"""`rdopkg update --phase2 --isolate`: look for who of a red pool is at fault."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from rdopkg_ci import settings
from rdopkg_ci.commands.telling import Teller
from rdopkg_ci.core.isolation.search import Undecided
from rdopkg_ci.errors import Exit
from rdopkg_ci.flows import isolating
from rdopkg_ci.flows.gathering import snapshot
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.isolating import Standing, red_targets
from rdopkg_ci.flows.isolating.red_targets import RedTarget
from rdopkg_ci.flows.phases.once import once_only
from rdopkg_ci.flows.polling import poll
from rdopkg_ci.flows.services import open_services
from rdopkg_ci.view import isolation as view
from rdopkg_ci.view.isolation import Searched


def run(releases: Sequence[str], wait: bool, dry_run: bool, as_json: bool) -> int:
    services, tell = once_only(open_services(settings.load())), Teller(as_json)
    seen = snapshot.take(services, date.today())
    reds = red_targets.found(seen, releases)
    asked: set[str] = set()

    def once() -> tuple[Sequence[Standing], bool]:
        stands = _look(seen, reds, asked)
        asked.update(isolating.subjects(stands))
        if not dry_run:
            tell.events(isolating.go_on(services.engine, stands))
        return stands, dry_run or not wait or not any(one.asked for one in stands)

    stands = poll(once) if reds else ()
    found = [_searched(one) for one in stands]
    tell.text(view.text(found))
    tell.finish(targets=view.data(found))
    return _code(stands)


def _look(seen: Snapshot, reds: Sequence[RedTarget], asked: Collection[str]) -> Sequence[Standing]:
    known = isolating.gather(seen.services.engine, reds, asked, seen.policy.labels)
    return [isolating.standing(red, known, seen.policy, seen.today) for red in reds]


def _searched(one: Standing) -> Searched:
    red = one.red
    return Searched(
        red.target, red.whole.commit, red.cause, one.step, one.tested, red.changed, red.without
    )


def _code(stands: Sequence[Standing]) -> int:
    if any(one.asked for one in stands):
        return Exit.UNFINISHED
    if any(isinstance(one.step, Undecided) for one in stands):
        return Exit.BROKEN
    return Exit.RED if stands else Exit.OK
