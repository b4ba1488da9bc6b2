"""The rows of the open changes."""

from __future__ import annotations

from collections.abc import Iterable

from rdopkg_ci.core.judging.row import REVIEW, Row
from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.flows import phase1, spoken
from rdopkg_ci.flows.snapshot import Snapshot


def reviewed(snapshot: Snapshot) -> Iterable[Row]:
    for item in phase1.survey(snapshot):
        change, update = item.change, item.update
        yield Row(
            item.update_id,
            update.title if update else change.subject,
            REVIEW,
            PHASE1,
            item.ruling,
            update.targets if update else (),
            _note(item),
            change.number,
            change.topic,
            change.url,
            _override(item),
            item.requests,
            update.packages if update else (),
            change.address,
        )


def _override(item: phase1.Reviewed) -> Verdict | None:
    if item.update is None and not item.comments:
        return Verdict.UNKNOWN
    return Verdict.FAILED if item.update is None or spoken.refusal(item.change) else None


def _note(item: phase1.Reviewed) -> str:
    note = item.problem or spoken.refusal(item.change)
    if not note and item.ruling.all_disabled:
        enable = 'take a target back with `rdopkg ci enable`'
        return f'every target is disabled; {enable}, or the update with `rdopkg ci withdraw`'
    return note or ('work in progress' if item.change.wip else '')
