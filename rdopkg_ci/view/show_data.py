"""The page of one update as JSON data."""

from __future__ import annotations

from typing import Any

from rdopkg_ci.core.causes.cause_json import cause_data
from rdopkg_ci.core.judging.story import Story, Tried
from rdopkg_ci.core.review.change import Change
from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.view.board_data import data as board_data
from rdopkg_ci.view.board_data import time_data
from rdopkg_ci.view.bounded import bounded, bounded_lines
from rdopkg_ci.view.show import seconds


def data(story: Story) -> dict[str, Any]:
    return {**_data(story), 'edits': [_data(edit) for edit in story.edits]}


def _data(story: Story) -> dict[str, Any]:
    [update] = board_data([story.row])
    builds = [
        {**told, 'in_production': _held(story, build)}
        for told, build in zip(update['builds'], story.row.builds)
    ]
    steps = [
        {'at': time_data(one.at), 'who': bounded(one.who), 'what': bounded(one.what)}
        for one in story.steps
    ]
    return {
        'update': {**update, 'builds': builds},
        'file': safe(story.content.decode('utf-8', 'replace')),
        'review': _review_data(story.change) if story.change else None,
        'history': steps,
        'runs': [_run_data(one) for one in story.tried],
    }


def _review_data(change: Change) -> dict[str, Any]:
    """``is_current`` says of a message that it is of the newest patch set."""
    return {
        'change': change.number,
        'url': change.url,
        'votes': [{'who': bounded(vote.who), 'value': vote.value} for vote in change.votes],
        'messages': [
            {
                'who': bounded(message.who),
                'text': '\n'.join(bounded_lines(message.text)),
                'is_current': message.revision in ('', change.revision),
            }
            for message in change.messages
        ],
    }


def _held(story: Story, build: Build) -> bool | None:
    held = story.production.get(build.target)
    return None if held is None else build.id in held


def _run_data(one: Tried) -> dict[str, Any]:
    report = one.report
    return {
        'phase': one.phase,
        'target': str(report.target),
        'attempt': report.attempt,
        'verdict': report.verdict.word,
        'started': time_data(report.started),
        'seconds': seconds(report),
        'url': report.url,
        'log_url': report.log_url or None,
        'cause': cause_data(report.cause),
    }
