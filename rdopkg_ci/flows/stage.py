"""stage: the runs that test a published stage generation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from rdopkg_ci.core import run_key
from rdopkg_ci.core.judge import Ruling, judge
from rdopkg_ci.core.pool import Pooled
from rdopkg_ci.core.rounds import split
from rdopkg_ci.core.run_key import Asking
from rdopkg_ci.core.target import Target
from rdopkg_ci.flows.sight import Sight


def ruling_of(sight: Sight, member: Pooled, asked: Mapping[Target, Asking]) -> Ruling | None:
    """How the newest stage that brought this update was judged, by what it ``asked``; None when
    there was none.
    """
    reports = [
        report
        for target, request in asked.items()
        for report in sight.evidence.reports(request, [target])
    ]
    return (
        judge(member.update.targets, 'stage', reports, sight.policy, sight.today)
        if reports
        else None
    )


def requests(sight: Sight, member: Pooled) -> Iterator[tuple[Target, Asking]]:
    """What the newest stage that brought this update tests on each of its targets, with the policy
    as it is now.
    """
    for target in member.update.targets:
        for run in sight.evidence.runs('stage').values():
            asked = run.parameters
            updates = split(asked.get('updates', ''))
            if asked.get('target') == str(target) and member.id in updates:
                yield (
                    target,
                    partial(
                        run_key.stage,
                        asked.get('commit', ''),
                        sight.tip,
                        updates,
                        asked.get('generation', ''),
                    ),
                )
                break
