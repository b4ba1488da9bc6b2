"""stage: the runs that test a published stage generation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Optional

from rdopkg_ci.core import run_key
from rdopkg_ci.core.judge import Report, Ruling, judge
from rdopkg_ci.core.pool import Pooled
from rdopkg_ci.core.rounds import split
from rdopkg_ci.core.target import Target
from rdopkg_ci.flows.sight import Sight

Asking = Callable[[Target, int], run_key.Request]


def ruling_of(sight: Sight, member: Pooled) -> Optional[Ruling]:
    """How the newest stage that brought this update was judged; None when there was none."""
    reports: list[Report] = []
    for target in member.update.targets:
        request = _newest(sight, member.id, target)
        reports += sight.evidence.reports(request, [target]) if request else ()
    return judge(member.update.targets, 'stage', reports, sight.policy, sight.today) if reports else None


def newest(sight: Sight) -> Iterator[tuple[Asking, Ruling]]:
    """What the newest stage of each target tested, and how it was judged."""
    seen: set[str] = set()
    for run in sight.evidence.runs('stage').values():
        name = run.parameters.get('target', '')
        if name not in seen and name in map(str, sight.policy.targets):
            seen.add(name)
            target, request = Target.parse(name), _request(run.parameters)
            yield request, judge([target], 'stage', sight.evidence.reports(request, [target]), sight.policy, sight.today)


def _newest(sight: Sight, update_id: str, target: Target) -> Optional[Asking]:
    for run in sight.evidence.runs('stage').values():
        asked = run.parameters
        if asked.get('target') == str(target) and update_id in split(asked.get('updates', '')):
            return _request(asked)
    return None


def _request(asked: Mapping[str, str]) -> Asking:
    return partial(run_key.stage, asked.get('commit', ''), split(asked.get('updates', '')), asked.get('generation', ''))
