"""stage: the runs that test a published stage generation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from rdopkg_ci.core.judging.judge import Ruling, judge
from rdopkg_ci.core.runs import run_key
from rdopkg_ci.core.runs.rounds import split
from rdopkg_ci.core.runs.run_key import RequestFactory
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.pool import Pooled
from rdopkg_ci.flows.snapshot import Snapshot


def ruling_of(
    snapshot: Snapshot, member: Pooled, asked: Mapping[Target, RequestFactory]
) -> Ruling | None:
    """How the newest stage that brought this update was judged, by what it ``asked``; None when
    there was none.
    """
    reports = [
        report
        for target, request in asked.items()
        for report in snapshot.evidence.reports(request, [target])
    ]
    return (
        judge(member.update.targets, 'stage', reports, snapshot.policy, snapshot.today)
        if reports
        else None
    )


def requests(snapshot: Snapshot, member: Pooled) -> Iterator[tuple[Target, RequestFactory]]:
    """What the newest stage that brought this update tests on each of its targets, with the policy
    as it is now.
    """
    for target in member.update.targets:
        for run in snapshot.evidence.runs('stage').values():
            asked = run.parameters
            updates = split(asked.get('updates', ''))
            if asked.get('target') == str(target) and member.id in updates:
                yield (
                    target,
                    partial(
                        run_key.stage,
                        asked.get('commit', ''),
                        snapshot.tip,
                        updates,
                        asked.get('generation', ''),
                    ),
                )
                break
