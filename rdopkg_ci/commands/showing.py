"""One run of the board, for `rdopkg ci status --log` and ``--web``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from rdopkg_ci.core.judging.picked import Picked, picked
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.doors.terminal import browser, pager
from rdopkg_ci.errors import CiError, UsageError, listed
from rdopkg_ci.flows import logs
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.phases.tried import last
from rdopkg_ci.view import log as view

# Many more than anybody chooses from by eye.
_LISTED = 50


def show_log(seen: Snapshot, rows: Sequence[Row], target: str) -> None:
    """The log of the one red run, through the pager on a terminal."""
    red = [one for one in picked(rows, target) if one.is_red]
    if not red:
        _stop_at(seen.problems)
        raise UsageError('nothing of this is red', _red_ones(rows))
    pager.show(view.text(logs.read(seen, _the_one(red, '--log').report)))


def _red_ones(rows: Sequence[Row]) -> str:
    """Where it is red though not on the target that was asked for."""
    red = sorted({str(one.target) for one in picked(rows) if one.is_red})
    if not red:
        return '`rdopkg ci status` shows what there is.'
    return f'It is red on {", ".join(red)}: `--log {red[0]}` shows it.'


def show_page(seen: Snapshot, rows: Sequence[Row], target: str) -> None:
    """The page of the one run, a red one before others, or of the one review: its address, and on a
    terminal the page itself in a browser. Of a review that has no page, the command that shows it.
    """
    if not picked(rows, target):
        _stop_at(seen.problems)
    url = _page(seen, rows, target)
    print(safe_line(url), flush=True)
    if sys.stdout.isatty():
        browser.open_page(url, os.environ)


def _stop_at(problems: Sequence[CiError]) -> None:
    """While a server does not answer nobody can say that there is nothing."""
    if problems:
        raise problems[0]


def _page(seen: Snapshot, rows: Sequence[Row], target: str) -> str:
    reviews = [] if target else [row.address for row in rows if row.address]
    runs = picked(rows, target)
    if not runs and len(reviews) != 1:
        runs = last(seen, rows, target)
    found = [one for one in runs if one.is_red] or runs
    if found:
        return _the_one(found, '--web').report.url
    if len(reviews) != 1:
        raise UsageError('nothing of this has run', 'Name an update that is in review or has run.')
    return reviews[0]


def _the_one(found: Sequence[Picked], option: str) -> Picked:
    if len(found) == 1:
        return found[0]
    commands = [
        f'rdopkg ci status {one.update_ids[0]} {option} {one.target}' for one in found[:_LISTED]
    ]
    more = [f'and {len(found) - _LISTED} more'] if len(found) > _LISTED else []
    raise UsageError(listed(f'which of these {len(found)} runs?', [*commands, *more]))
