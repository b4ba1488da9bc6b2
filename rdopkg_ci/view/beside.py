"""What `rdopkg update` says of other versions of its packages that are on their way."""

from __future__ import annotations

from collections.abc import Iterator

from rdopkg_ci.core import rpm_version
from rdopkg_ci.core.review.submission import Beside, Submission


def told(submission: Submission, is_plan: bool = False) -> Iterator[str]:
    """A line each, with what to do of it."""
    is_there = not is_plan or bool(submission.change or submission.place)
    for one in submission.beside:
        build, update_id = one.build, one.update_id
        where = f'change {one.number}' if one.number else 'merged'
        yield (
            f'{build.id} ({build.target}) is on its way too, in update {update_id} ({where}):'
            f' {_counts(submission, update_id, is_there)}; builds that mend it are for'
            f' `--id {update_id}`'
        )


def _counts(submission: Submission, other: str, is_there: bool) -> str:
    """Which of the two updates counts, and so which one can go."""
    ours, order = submission.update_id, _order(submission, other)
    if order < 0:
        go = _withdraw('the older can go', ours) if is_there else 'leave out what is older here'
        return f'it is the newer, and of both only that counts; {go}'
    if order > 0:
        return f'of both only the newer counts; {_withdraw("the older can go", other)}'
    this = f', or {ours} likewise' if is_there else ''
    return f'of both only the newer counts; {_withdraw("the other can go", other)}{this}'


def _withdraw(what: str, update_id: str) -> str:
    return f'{what}, by `rdopkg ci withdraw {update_id} --reason WHY`'


def _order(submission: Submission, other: str) -> int:
    """1 where all that the other update has of these packages is older than here, -1 where it is
    newer, and 0 where that cannot be told.
    """
    theirs = (one for one in submission.beside if one.update_id == other)
    orders = {order for one in theirs for order in _orders(submission, one)}
    return orders.pop() if len(orders) == 1 else 0


def _orders(submission: Submission, one: Beside) -> Iterator[int]:
    for build in submission.update.builds_for(one.build.target):
        if build.name == one.build.name:
            yield rpm_version.compare_builds(build.id, one.build.id)
