"""A cause as JSON, the same in result.json and in every ``--json``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rdopkg_ci.core.causes.cause import Blame, Cause, Confidence, Line
from rdopkg_ci.core.text import json_values
from rdopkg_ci.core.text.terminal import quoted, safe, safe_line

_WORDS = ('summary', 'category', 'signature', 'step', 'log', 'fingerprint')


def cause_data(cause: Cause | None) -> dict[str, Any] | None:
    if cause is None:
        return None
    return {
        **cause._asdict(),
        'blame': cause.blame.value,
        'confidence': cause.confidence.value,
        'lines': [line._asdict() for line in cause.lines],
        'at_fault': list(cause.at_fault),
        'leave_out': [list(way) for way in cause.leave_out],
    }


def parse_cause(raw: Mapping[str, Any]) -> Cause:
    """Raises ValueError on anything that is no cause; all text comes out safe for a terminal."""
    words = {key: json_values.line(raw, key, '') for key in _WORDS}
    blame = _blame(json_values.text(raw, 'blame'))
    lines = tuple(_line(line) for line in json_values.mappings(raw, 'lines', 'a line'))
    # Workers of before it was said leave it out.
    confidence = _confidence(json_values.text(raw, 'confidence', Confidence.LIKELY.value))
    guilty = json_values.lines(raw, 'at_fault', 'the id of an update', [])
    ways = tuple(map(_way, json_values.items(raw, 'leave_out', ())))
    return Cause(
        blame=blame, lines=lines, confidence=confidence, at_fault=guilty, leave_out=ways, **words
    )


def _way(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise ValueError('leave_out is not lists of ids')
    return tuple(safe_line(json_values.string(one, 'the id of an update')) for one in raw)


def _confidence(word: str) -> Confidence:
    try:
        return Confidence(word)
    except ValueError:
        raise ValueError(f'nobody is {quoted(word)} of a cause') from None


def _blame(word: str) -> Blame:
    try:
        return Blame(word)
    except ValueError:
        raise ValueError(f'nobody is called {quoted(word)} to blame') from None


def _line(raw: Mapping[str, Any]) -> Line:
    number = json_values.integer(raw, 'n', 0, 10**12)
    return Line(number, safe(json_values.text(raw, 'text')))
