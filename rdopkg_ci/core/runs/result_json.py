"""result.json as text: schema 1 of design.md §4.4, written by workers and read by everybody
else.

A step's ``ok`` came first; ``outcome`` and ``reason`` joined it, and may be absent, as may
``metadata``, ``tools``, ``needs``, ``key`` and ``notes``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from rdopkg_ci.core.causes.cause_json import cause_data, parse_cause
from rdopkg_ci.core.rpm_name import BUILD, RPM_FILE
from rdopkg_ci.core.runs.result import Metadata, Result, Rpm, StepOutcome, StepResult
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text import json_values
from rdopkg_ci.core.text.terminal import quoted, safe_line

SCHEMA = 1
LIMIT = 4_000_000
_SHA256 = re.compile('[0-9a-f]{64}')
# What is no text is called so.
_ID = 'the id of an update'
_TIME = '%Y-%m-%dT%H:%M:%SZ'


def dump(result: Result) -> bytes:
    data = {
        'schema': SCHEMA,
        'key': result.key,
        'phase': result.phase,
        'target': str(result.target),
        'updates': list(result.updates),
        'commit': result.commit,
        'verdict': result.verdict.word,
        'started': result.started.astimezone(timezone.utc).strftime(_TIME),
        'finished': result.finished.astimezone(timezone.utc).strftime(_TIME),
        'notes': list(result.notes),
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
        phase=json_values.line(raw, 'phase'),
        target=Target.parse(json_values.text(raw, 'target')),
        updates=json_values.lines(raw, 'updates', _ID),
        commit=json_values.line(raw, 'commit'),
        verdict=_verdict(json_values.text(raw, 'verdict')),
        started=_time(json_values.text(raw, 'started')),
        finished=_time(json_values.text(raw, 'finished')),
        steps=tuple(map(_step, json_values.mappings(raw, 'steps', 'a step'))),
        cause=None if cause is None else parse_cause(json_values.mapping(cause, 'cause')),
        rpms=tuple(map(_rpm, json_values.mappings(raw, 'rpms', 'an RPM'))),
        metadata=tuple(map(_metadata, json_values.mappings(raw, 'metadata', 'metadata', []))),
        tools=_tools(json_values.mapping(raw.get('tools', {}), 'tools')),
        needs=_needs(json_values.mapping(raw.get('needs', {}), 'needs')),
        key=json_values.line(raw, 'key', ''),
        notes=json_values.lines(raw, 'notes', 'a note', []),
    )


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
        json_values.line(raw, 'name'),
        _outcome(raw),
        json_values.number(raw, 'seconds'),
        json_values.line(raw, 'log'),
        json_values.line(raw, 'reason', ''),
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
    return Metadata(json_values.line(raw, 'repo'), json_values.line(raw, 'url'), digest)


def _tools(raw: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    names = (json_values.string(name, 'the name of a tool') for name in raw)
    return tuple((safe_line(name), json_values.line(raw, name)) for name in names)


def _needs(raw: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (safe_line(json_values.string(update, _ID)), json_values.lines(raw, update, _ID))
        for update in raw
    )
