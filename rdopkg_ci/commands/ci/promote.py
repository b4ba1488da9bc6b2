"""Publish what is ready: fetch it again, compare it with what phase2 tested, sign it, publish it to
stage, test it there, and when every target is green publish it to production and move the updates
to pushed/.

WHAT is a release, a target, an update (its id, file, build or change), or a group; without it
everything that is ready. An update goes whole or not at all. It ends with code 8 while stage is
being tested: run the same again to go on.

  rdopkg ci promote --dry-run             show the plan of everything that is ready
  rdopkg ci promote kilo --without 06ny   of one release, without one update
  rdopkg ci promote --yes --wait          ask nothing, and wait for stage
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rdopkg_ci import settings
from rdopkg_ci.commands import telling
from rdopkg_ci.commands.arguments import split
from rdopkg_ci.commands.telling import Teller
from rdopkg_ci.core.event import Event
from rdopkg_ci.errors import Exit, LostRace, UsageError
from rdopkg_ci.flows.phases.once import once_only
from rdopkg_ci.flows.promotion import judging, publishing, staging
from rdopkg_ci.flows.promotion.again import again
from rdopkg_ci.flows.promotion.plan import Promotion, plan
from rdopkg_ci.flows.services import Services, open_services
from rdopkg_ci.view import promote as view
from rdopkg_ci.view.board_data import ruling_data
from rdopkg_ci.view.style import paint_for


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('what', nargs='*', metavar='WHAT', help='what to promote')
    parser.add_argument('-y', '--yes', action='store_true', help='do not ask')
    parser.add_argument(
        '--without',
        action='append',
        default=[],
        metavar='ID',
        help='leave this update where it is (may be given again)',
    )
    parser.add_argument(
        '-n', '--dry-run', action='store_true', help='show the plan and change nothing'
    )
    parser.add_argument('--wait', action='store_true', help='wait for the runs of stage and go on')
    telling.arguments(parser)


def run(options: argparse.Namespace) -> int:
    services, tell = once_only(open_services(settings.load(), create=False)), Teller(options.json)
    promotion = plan(services, options.what, date.today(), split(options.without))
    tell.problems(promotion.warnings)
    tell.text(_plan(promotion))
    if options.dry_run:
        staging.check_at_hand(services, promotion)
    if options.dry_run or not promotion.updates:
        tell.finish(**_data(promotion), verdict=None, targets=[])
        return Exit.OK if options.dry_run or not promotion.waiting else Exit.UNFINISHED
    if not (options.yes or _confirmed()):
        tell.text('Nothing was changed.\n')
        tell.finish(**_data(promotion), verdict=None, targets=[])
        return Exit.OK
    try:
        return _promote(services, promotion, options.wait, tell)
    except LostRace as race:
        promotion = again(services, promotion, date.today(), race)
        tell.text(f'Somebody else was faster: {race}. Once more:\n{_plan(promotion)}')
    if promotion.updates:
        return _promote(services, promotion, options.wait, tell)
    tell.finish(**_data(promotion), verdict=None, targets=[])
    return Exit.OK


def _plan(promotion: Promotion) -> str:
    titles = {update.id: update.member.update.title for update in promotion.updates}
    stays = promotion.waiting, promotion.left_out, promotion.idle
    told = promotion.again, promotion.notes
    return view.plan(titles, promotion.publications, *stays, *told)


def _data(promotion: Promotion) -> Mapping[str, Any]:
    stays = {'waiting': list(promotion.waiting), 'left_out': list(promotion.left_out)}
    again = {'again': list(promotion.again)}
    reasons = view.stays_data(
        promotion.waiting, promotion.left_out, promotion.idle, promotion.broken
    )
    told = {'stays': reasons, 'notes': list(promotion.notes)}
    return {**view.plan_data(promotion.publications), **stays, **again, **told}


def _confirmed() -> bool:
    if not sys.stdin.isatty():
        problem = 'promote asks before it publishes, and there is nobody to ask'
        raise UsageError(problem, 'Say -y to publish, or --dry-run to look.')
    try:
        answer = input('Publish this to stage, and to production when it is green? [y/N] ')
    except EOFError:
        return False
    return answer.strip().lower() in ('y', 'yes')


def _promote(services: Services, promotion: Promotion, wait: bool, tell: Teller) -> int:
    begun: set[str] = set()

    def told(events: Sequence[Event]) -> None:
        begun.update(event.target for event in events)
        tell.events(events)

    staged, events = staging.stage(services, promotion)
    tell.events(events)
    ruling = judging.test(services, staged, date.today, wait, told)
    is_alone = len(promotion.updates) == 1
    tell.text(view.ruling(ruling, paint_for(sys.stdout), is_alone, begun, promotion.left_out))
    code = Exit.OK
    if not ruling.finished:
        code = Exit.UNFINISHED
    elif not ruling.green:
        code = Exit.UNFINISHED if ruling.all_disabled else Exit.RED
    else:
        tell.events(publishing.publish(services, staged))
    tell.finish(**_data(staged), **ruling_data(ruling))
    return code
