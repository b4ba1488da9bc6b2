"""`rdopkg update FILE`: say what was checked, submit it, and say where it is."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rdopkg_ci import settings
from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.errors import Exit, UsageError
from rdopkg_ci.flows import submit
from rdopkg_ci.flows.services import open_services
from rdopkg_ci.view import submission as view


def run(names: Sequence[str], dry_run: bool, unchecked: bool, update_id: str) -> int:
    if len(names) != 1:
        raise UsageError(
            f'one update file at a time, not {len(names)}',
            'rdopkg update FILE, or rdopkg update --phase2 [RELEASE…]',
        )
    services = open_services(settings.load())
    submission = submit.prepare(services, Path(names[0]), not unchecked, update_id)
    for warning in submission.warnings:
        print(f'warning: {safe(warning)}', file=sys.stderr)
    if dry_run:
        print(view.plan(submission, checked=not unchecked), end='')
    elif submission.place:
        print(f'{submission.update_id}: nothing to do, these builds are in {submission.place}')
    else:
        change = services.review.propose(submission.proposal)
        print(view.proposed(submission, change), end='')
    return Exit.OK
