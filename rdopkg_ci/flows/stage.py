"""stage: the runs that test a published stage generation."""

from __future__ import annotations

from functools import partial
from typing import Optional

from rdopkg_ci.core import run_key
from rdopkg_ci.core.judge import Report, Ruling, judge
from rdopkg_ci.core.pool import Pooled
from rdopkg_ci.core.rounds import split
from rdopkg_ci.core.target import Target
from rdopkg_ci.flows.evidence import Evidence
from rdopkg_ci.flows.sight import Sight


def ruling_of(sight: Sight, member: Pooled) -> Optional[Ruling]:
    """How the newest stage that brought this update was judged; None when there was none."""
    reports: list[Report] = []
    for target in member.update.targets:
        reports += _newest(sight.evidence, member.id, target)
    return judge(member.update.targets, 'stage', reports, sight.policy, sight.today) if reports else None


def _newest(evidence: Evidence, update_id: str, target: Target) -> list[Report]:
    for run in evidence.runs('stage').values():
        asked = run.parameters
        if asked.get('target') == str(target) and update_id in split(asked.get('updates', '')):
            request = partial(run_key.stage, asked.get('commit', ''), split(asked['updates']), asked.get('generation', ''))
            return list(evidence.reports(request, [target]))
    return []
