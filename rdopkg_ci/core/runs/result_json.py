"""result.json as text: schema 1 of design.md §4.4, written by workers and read by everybody
else.

A step's ``ok`` came first; ``outcome`` and ``reason`` joined it, and may be absent, as may
``metadata``, ``tools`` and ``needs``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from rdopkg_ci.core.causes.cause import Blame, Cause, Confidence, Line
from rdopkg_ci.core.rpm_name import BUILD, RPM_FILE
from rdopkg_ci.core.runs.result import Metadata, Result, Rpm, StepOutcome, StepResult
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text import json_values
from rdopkg_ci.core.text.terminal import quoted, safe, safe_line

SCHEMA = 1
LIMIT = 4_000_000
_SHA256 = re.compile('[0-9a-f]{64}')
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
        'metadata': [one._asdict() for one in result.metadata],
        'tools': dict(result.tools),
        'needs': {update: list(others) for update, others in result.needs},
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
        'at_fault': list(cause.at_fault),
    }


def parse(data: bytes) -> Result:
    """Raises ValueError on anything that is not a result of schema 1; all text comes out safe for a
    terminal.
    """
    raw = json_values.load(data, LIMIT)
    schema = json_values.integer(raw, 'schema', 0, 999)
    if schema != SCHEMA:
        raise ValueError(f'schema {schema} is not {SCHEMA}')
    cause = raw.get('cause')
    return Result(
        phase=_line(raw, 'phase'),
        target=Target.parse(json_values.text(raw, 'target')),
        updates=tuple(_update(update) for update in json_values.items(raw, 'updates')),
        commit=_line(raw, 'commit'),
        verdict=_verdict(json_values.text(raw, 'verdict')),
        started=_time(json_values.text(raw, 'started')),
        finished=_time(json_values.text(raw, 'finished')),
        steps=tuple(
            _step(json_values.mapping(s, 'a step')) for s in json_values.items(raw, 'steps')
        ),
        cause=None if cause is None else _cause(json_values.mapping(cause, 'cause')),
        rpms=tuple(_rpm(json_values.mapping(r, 'an RPM')) for r in json_values.items(raw, 'rpms')),
        metadata=tuple(
            _metadata(json_values.mapping(one, 'metadata'))
            for one in json_values.items(raw, 'metadata', [])
        ),
        tools=_tools(json_values.mapping(raw.get('tools', {}), 'tools')),
        needs=_needs(json_values.mapping(raw.get('needs', {}), 'needs')),
    )


def _line(raw: Mapping[str, Any], key: str, default: str | None = None) -> str:
    found = json_values.text(raw, key) if default is None else json_values.text(raw, key, default)
    return safe_line(found)


def _update(value: Any) -> str:
    return safe_line(json_values.string(value, 'the id of an update'))


def _verdict(word: str) -> Verdict:
    if word not in ('passed', 'failed', 'errored'):
        raise ValueError('its verdict is neither passed, failed nor errored')
    return Verdict[word.upper()]


def _time(text: str) -> datetime:
    try:
        return datetime.strptime(text, _TIME).replace(tzinfo=timezone.utc)
    except ValueError:
        raise ValueError(f'{quoted(text)} is not a time') from None


def _step(raw: Mapping[str, Any]) -> StepResult:
    return StepResult(
        _line(raw, 'name'),
        _outcome(raw),
        json_values.number(raw, 'seconds'),
        _line(raw, 'log'),
        _line(raw, 'reason', ''),
    )


def _outcome(raw: Mapping[str, Any]) -> StepOutcome:
    """By its own word, or else, from another version's worker, by ``ok``."""
    word = raw.get('outcome')
    known = [outcome for outcome in StepOutcome if outcome.value == word]
    is_ok = json_values.flag(raw, 'ok')
    return known[0] if known else StepOutcome.OK if is_ok else StepOutcome.FAILED


def _rpm(raw: Mapping[str, Any]) -> Rpm:
    """Of these the checksums are made that promote reads, so nothing else may come through."""
    file, sha256, build, tag = (
        json_values.text(raw, 'file'),
        json_values.text(raw, 'sha256'),
        json_values.text(raw, 'build'),
        json_values.text(raw, 'tag', ''),
    )
    if not (RPM_FILE.fullmatch(file) and _SHA256.fullmatch(sha256) and BUILD.fullmatch(build)):
        raise ValueError('an RPM of it is not named, built or checksummed as one')
    if tag and not BUILD.fullmatch(tag):
        raise ValueError('the tag of an RPM of it is not one')
    return Rpm(file, sha256, build, tag)


def _metadata(raw: Mapping[str, Any]) -> Metadata:
    digest = json_values.text(raw, 'repomd')
    if digest and not _SHA256.fullmatch(digest):
        raise ValueError('the digest of some metadata is not one')
    return Metadata(_line(raw, 'repo'), _line(raw, 'url'), digest)


def _tools(raw: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    names = (json_values.string(name, 'the name of a tool') for name in raw)
    return tuple((safe_line(name), _line(raw, name)) for name in names)


def _needs(raw: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (_update(update), tuple(_update(other) for other in json_values.items(raw, update)))
        for update in raw
    )


def _cause(raw: Mapping[str, Any]) -> Cause:
    words = {
        key: _line(raw, key, '')
        for key in ('summary', 'category', 'signature', 'step', 'log', 'fingerprint')
    }
    blame = _blame(json_values.text(raw, 'blame'))
    lines = (json_values.mapping(line, 'a line') for line in json_values.items(raw, 'lines'))
    shown = tuple(_shown(line) for line in lines)
    # Workers of before it was said leave it out.
    confidence = _confidence(json_values.text(raw, 'confidence', Confidence.LIKELY.value))
    guilty = tuple(_update(update) for update in json_values.items(raw, 'at_fault', []))
    return Cause(blame=blame, lines=shown, confidence=confidence, at_fault=guilty, **words)


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


def _shown(raw: Mapping[str, Any]) -> Line:
    number = json_values.integer(raw, 'n', 0, 10**12)
    return Line(number, safe(json_values.text(raw, 'text')))
