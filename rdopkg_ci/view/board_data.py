"""The board as JSON data, ``schema`` 1: verdicts are the words of the board."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rdopkg_ci.core.causes.cause_json import cause_data
from rdopkg_ci.core.judging.alike import Alike
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.judging.turn import Turn
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.view.bounded import TITLE, bounded, bounded_lines


def data(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """An update an object, each with its targets."""
    return [_row_data(row) for row in rows]


def ruling_data(ruling: Ruling) -> dict[str, Any]:
    """A judgement as the board has it for each update."""
    targets = [_target_data(row) for row in ruling.targets]
    return {'verdict': ruling.verdict.word, 'targets': targets}


def _row_data(row: Row) -> dict[str, Any]:
    return {
        'id': row.update_id,
        'title': bounded(row.title, TITLE),
        'where': row.where,
        'change': row.number or None,
        'url': row.url or None,
        'phase': row.phase or None,
        'verdict': row.verdict.word,
        'note': '\n'.join(bounded_lines(row.note)),
        'since': time_data(row.since),
        'builds': [_build_data(build) for build in row.builds],
        'author': bounded(row.author) or None,
        'next': turn_data(row.next),
        'targets': [_target_data(ruling) for ruling in row.ruling.targets],
    }


def turn_data(turn: Turn) -> dict[str, str]:
    return {'who': turn.who.value, 'what': bounded(turn.what)}


def _build_data(build: Build) -> dict[str, Any]:
    return {'id': build.id, 'source': build.source, 'target': str(build.target), 'tag': build.tag}


def _target_data(row: TargetRuling) -> dict[str, Any]:
    report = row.report
    return {
        'target': str(row.target),
        'verdict': row.verdict.word,
        'reason': bounded(row.reason),
        'attempt': report.attempt if report else None,
        'started': time_data(report.started) if report else None,
        'expected_seconds': report.expected if report else None,
        'url': report.url if report else None,
        'log_url': (report.log_url or None) if report and row.cause else None,
        'cause': cause_data(row.cause),
        'baseline_url': (report.baseline or None) if report and row.cause else None,
        'alike': _alike_data(row.alike) if row.alike else None,
    }


def _alike_data(alike: Alike) -> dict[str, Any]:
    return {**alike._asdict(), 'since': time_data(alike.since)}


def time_data(at: datetime | None) -> str | None:
    return at.strftime('%Y-%m-%dT%H:%M:%SZ') if at else None
