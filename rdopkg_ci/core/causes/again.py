"""What was done again after it had failed, and then went well."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rdopkg_ci.core.causes.family import Scope
from rdopkg_ci.core.causes.mark_rules import MarkKind
from rdopkg_ci.core.causes.marks import Mark


def hosts(marks: Sequence[Mark], lines: int) -> Iterator[Scope]:
    """What hosts said that failed when they were asked by hand, and did well when asked again."""
    asked = [mark for mark in marks if mark.family in ('host', 'play')]
    well = {mark.name: mark.n for mark in asked if mark.event is MarkKind.WELL}
    ends = [*(mark.n - 1 for mark in asked[1:]), lines]
    for mark, end in zip(asked, ends):
        if mark.event is MarkKind.BADLY and well.get(mark.name, 0) > mark.n:
            yield Scope('host', mark.name, mark.n, end, True)


def playbooks(scopes: Sequence[Scope]) -> Iterator[Scope]:
    """The runs of playbooks of which each failed task went well in a later run of the same play,
    from the first play to the next run's.
    """
    runs = list(_runs([scope for scope in scopes if scope.family == 'play']))
    begins = [run[0].begin for run in runs]
    failed: dict[int, set[tuple[str, str]]] = {}
    past: dict[tuple[str, str], int] = {}
    for scope in scopes:
        run = bisect_left(begins, scope.begin + 1) - 1
        if scope.family != 'ansible' or run < 0:
            continue
        task = (_play(scope, runs[run]), scope.name)
        if scope.well is False:
            failed.setdefault(run, set()).add(task)
        elif scope.well:
            past[task] = run
    for run, tasks in failed.items():
        if all(past.get(task, -1) > run for task in tasks):
            yield Scope('playbook', '', begins[run], begins[run + 1] - 1, True)


def _runs(plays: Sequence[Scope]) -> Iterator[list[Scope]]:
    """The plays of each run: the next one follows the recap, not the last play."""
    run: list[Scope] = []
    for play in plays:
        if run and play.begin > run[-1].end + 1:
            yield run
            run = []
        run.append(play)
    if run:
        yield run


def _play(task: Scope, run: Sequence[Scope]) -> str:
    """The name of the play that a task is of."""
    return next((play.name for play in run if play.begin <= task.begin <= play.end), '')
