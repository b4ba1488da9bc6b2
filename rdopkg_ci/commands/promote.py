"""Publish what is ready: fetch it again, compare it with what phase2 tested, sign it, publish it to
stage, test it there, and when every target is green publish it to production and move the updates
to pushed/.

WHAT is a release, the id of an update, or a group; without it everything that is ready. An update
goes whole or not at all. It ends with code 8 while stage is being tested: run the same again to go
on.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import date

from rdopkg_ci import settings
from rdopkg_ci.core.judging.judge import Ruling
from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.errors import Exit, UsageError
from rdopkg_ci.flows import promote, publish, staging
from rdopkg_ci.flows.promote import Promotion
from rdopkg_ci.flows.services import Services, open_services
from rdopkg_ci.view import promote as view
from rdopkg_ci.view.style import paint_for

PAUSE = 0.5


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('what', nargs='*', metavar='WHAT', help='what to promote')
    parser.add_argument('-y', '--yes', action='store_true', help='do not ask')
    parser.add_argument('--dry-run', action='store_true', help='show the plan and change nothing')
    parser.add_argument('--wait', action='store_true', help='wait for the runs of stage and go on')


def run(options: argparse.Namespace) -> int:
    services = open_services(settings.load())
    asked = promote.look(services, options.what, date.today())
    print(view.plan(asked), end='', flush=True)
    if options.dry_run:
        return Exit.OK
    if not asked.updates:
        return Exit.UNFINISHED if asked.waiting else Exit.OK
    if not (options.yes or _confirmed()):
        print('Nothing was changed.')
        return Exit.OK
    return _promote(services, asked, options.wait)


def _confirmed() -> bool:
    if not sys.stdin.isatty():
        raise UsageError(
            'promote asks before it publishes, and there is nobody to ask',
            'Say -y to publish, or --dry-run to look.',
        )
    try:
        answer = input('Publish this to stage, and to production when it is green? [y/N] ')
    except EOFError:
        return False
    return answer.strip().lower() in ('y', 'yes')


def _promote(services: Services, asked: Promotion, wait: bool) -> int:
    staged = staging.stage(services, asked)
    _say(staged.deeds)
    judged = _judged(services, staged.promotion, wait)
    print(view.ruling(judged, paint_for(sys.stdout)), end='', flush=True)
    if not judged.finished:
        return Exit.UNFINISHED
    if not judged.green:
        return Exit.UNFINISHED if judged.all_disabled else Exit.RED
    _say(publish.publish(services, staged.promotion))
    return Exit.OK


def _judged(services: Services, asked: Promotion, wait: bool) -> Ruling:
    """Start what is missing and look again, with ``wait`` until all runs are over."""
    while True:
        judged = promote.weigh(services, asked, date.today())
        deeds = promote.start(services, asked, judged)
        _say(deeds)
        if judged.finished or not (wait or deeds):
            return judged
        time.sleep(PAUSE if wait else 0)


def _say(deeds: Sequence[str]) -> None:
    for deed in deeds:
        print(safe(deed), flush=True)
