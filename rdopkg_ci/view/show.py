"""One update as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.story import Story, Tried
from rdopkg_ci.core.review.change import Change
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.view.bounded import TITLE, bounded, bounded_lines
from rdopkg_ci.view.progress import duration
from rdopkg_ci.view.style import SIGNS, Style, look_of


def text(story: Story, style: Style) -> str:
    """With the open edits below it, as pages of their own."""
    lines = _page(story, style)
    for edit in story.edits:
        lines += _part(f'edited in review {edit.row.number}', _page(edit, style))
    return '\n'.join(lines) + '\n'


def _page(story: Story, style: Style) -> list[str]:
    row = story.row
    lines = [f'{row.update_id}  {bounded(row.title, TITLE)}', *_facts(story)]
    lines += _part('builds', [_build(story, build) for build in row.builds])
    lines += _part('file', bounded_lines(story.content.decode('utf-8', 'replace')))
    lines += _part('review', list(_review(story.change)) if story.change else [])
    steps = [f'{_day(one.at)}  {bounded(one.who, 30)}: {bounded(one.what)}' for one in story.steps]
    lines += _part('history', steps)
    lines += _part('runs', [line for one in story.tried for line in _tried(one, style)])
    turn = f'next: {bounded(row.next.told(row.whose, style.gate))}'
    return [*lines, '', *bounded_lines(row.note), turn]


def _part(name: str, lines: Sequence[str]) -> list[str]:
    return ['', f'{name}:', *(f'  {line}'.rstrip() for line in lines)] if lines else []


def _facts(story: Story) -> Iterator[str]:
    row = story.row
    where = f'review {row.number}' if row.number else f'{row.where}/{row.update_id}.yml'
    since = f', since {_day(row.since)}' if row.since else ''
    phase = f', {row.phase}' if row.phase else ''
    yield f'  {where}{phase}: {SIGNS[look_of(row)]} {row.word}{since}'
    if row.author:
        yield f'  by {bounded(row.author)}'
    if row.topic:
        yield f'  topic {bounded(row.topic)}'
    if row.address:
        yield f'  {bounded(row.address)}'


def _build(story: Story, build: Build) -> str:
    held = story.production.get(build.target)
    state = 'production cannot be looked at' if held is None else 'in production'
    if held is not None and build.id not in held:
        state = 'not in production'
    tag = f', tag {build.tag}' if build.tag else ''
    return f'{build.id} ({build.source}, {build.target}{tag}): {state}'


def _review(change: Change) -> Iterator[str]:
    yield f'change {change.number}: {bounded(change.address)}'
    for vote in change.votes:
        yield f'{bounded(vote.who)}: Verified {vote.value:+d}'
    for message in change.messages:
        first, *more = bounded_lines(message.text) or ['']
        older = '' if message.revision in ('', change.revision) else ' (of an earlier patch set)'
        yield f'{bounded(message.who)}{older}: {first}'
        yield from (f'  {line}' for line in more)


def _tried(one: Tried, style: Style) -> Iterator[str]:
    report = one.report
    word = f'{SIGNS[report.verdict]} {report.verdict.told}'
    attempt = f', attempt {report.attempt}' if report.attempt > 1 else ''
    began = f'{_day(report.started)}  ' if report.started else ''
    took = _took(report)
    verdict = style.paint(report.verdict, word)
    yield f'{began}{one.phase} on {report.target}{attempt}: {verdict}{took}'
    if report.cause:
        yield f'  {bounded(report.cause.summary)}'
        yield f'  to blame: {report.cause.blame.value} ({bounded(report.cause.signature)})'
    if report.where:
        yield f'  {bounded(report.where)}'


def _took(report: Report) -> str:
    took = seconds(report)
    return '' if took is None else f', {duration(took)}'


def seconds(report: Report) -> float | None:
    """How long it took; None of what left no result."""
    result = report.result
    return (result.finished - result.started).total_seconds() if result else None


def _day(at: datetime) -> str:
    return f'{at:%Y-%m-%d %H:%M}'
