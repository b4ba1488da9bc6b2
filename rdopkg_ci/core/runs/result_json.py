"""result.json as text: schema 1 of design.md §4.4, written by workers and read by everybody
else.

A step's ``ok`` came first; ``outcome`` and ``reason`` joined it, and may be absent.
"""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

from rdopkg_ci.core.causes.cause import Blame, Cause, Confidence, Line
from rdopkg_ci.core.runs.result import Result, Rpm, StepOutcome, StepResult
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.terminal import safe, safe_line

SCHEMA = 1
LIMIT = 4_000_000
_TIME = '%Y-%m-%dT%H:%M:%SZ'


def dump(result: Result) -> bytes:
    data = {
        'schema': SCHEMA,
        'phase': result.phase,
        'target': str(result.target),
        'updates': list(result.updates),
        'commit': result.commit,
        'verdict': result.verdict.word,
        'started': result.started.astimezone(timezone.utc).strftime(_TIME),
        'finished': result.finished.astimezone(timezone.utc).strftime(_TIME),
        'steps': [_step_data(step) for step in result.steps],
        'cause': cause_data(result.cause),
        'rpms': [rpm._asdict() for rpm in result.rpms],
    }
    return (json.dumps(data, indent=1) + '\n').encode()


def _step_data(step: StepResult) -> dict[str, Any]:
    return {
        'name': step.name,
        'ok': step.ok,
        'outcome': step.outcome.value,
        'seconds': step.seconds,
        'log': step.log,
        'reason': step.reason,
    }


def cause_data(cause: Cause | None) -> dict[str, Any] | None:
    """A cause as JSON data, shared by result.json and every ``--json``."""
    if cause is None:
        return None
    return {
        **cause._asdict(),
        'blame': cause.blame.value,
        'confidence': cause.confidence.value,
        'lines': [line._asdict() for line in cause.lines],
    }


def parse(data: bytes) -> Result:
    """Raises ValueError on anything that is not a result of schema 1; all text comes out safe for a
    terminal.
    """
    try:
        raw = json.loads(data)
        if raw['schema'] != SCHEMA:
            raise ValueError(f'schema {raw["schema"]!r} is not {SCHEMA}')
        return Result(
            phase=safe_line(raw['phase']),
            target=Target.parse(raw['target']),
            updates=tuple(safe_line(update) for update in raw['updates']),
            commit=safe_line(raw['commit']),
            verdict=Verdict[raw['verdict'].upper()],
            started=_time(raw['started']),
            finished=_time(raw['finished']),
            steps=tuple(_step(step) for step in raw['steps']),
            cause=_cause(raw['cause']),
            rpms=tuple(_rpm(rpm) for rpm in raw['rpms']),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f'not a result: {type(error).__name__} {error}') from error


def _time(text: str) -> datetime:
    return datetime.strptime(text, _TIME).replace(tzinfo=timezone.utc)


def _step(raw: dict[str, Any]) -> StepResult:
    return StepResult(
        safe_line(raw['name']),
        _outcome(raw),
        float(raw['seconds']),
        safe_line(raw['log']),
        safe_line(raw.get('reason', '')),
    )


def _outcome(raw: dict[str, Any]) -> StepOutcome:
    """By its own word, or else, from another version's worker, by ``ok``."""
    word = raw.get('outcome')
    known = [outcome for outcome in StepOutcome if outcome.value == word]
    return known[0] if known else StepOutcome.OK if raw['ok'] else StepOutcome.FAILED


def _rpm(raw: dict[str, Any]) -> Rpm:
    return Rpm(
        safe_line(raw['file']),
        safe_line(raw['sha256']),
        safe_line(raw['build']),
        safe_line(raw.get('tag', '')),
    )


def _cause(raw: dict[str, Any] | None) -> Cause | None:
    if raw is None:
        return None
    words = {
        key: safe_line(raw.get(key, ''))
        for key in ('summary', 'category', 'signature', 'step', 'log', 'fingerprint')
    }
    lines = tuple(Line(int(line['n']), safe(line['text'])) for line in raw['lines'])
    # Workers of before it was said leave it out.
    confidence = Confidence(raw.get('confidence', Confidence.LIKELY.value))
    return Cause(blame=Blame(raw['blame']), lines=lines, confidence=confidence, **words)
