from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.view.progress import duration, progress

BEGAN = datetime(2015, 3, 1, 12, tzinfo=timezone.utc)
REPORT = Report(Target('kilo', 'el7'), 1, Verdict.RUNNING, '', started=BEGAN)


@pytest.mark.parametrize(
    ('expected', 'spent', 'said'),
    [
        pytest.param(None, 200, 'for 3m', id='nobody knows how long'),
        pytest.param(720, 200, 'for 3m, about 8m left', id='time left'),
        pytest.param(720, 720, 'for 12m, about 0s left', id='the last second'),
        pytest.param(720, 4500, 'for 1h15m, 1h03m longer than expected', id='late'),
        pytest.param(60, -30, 'for 0s, about 1m left', id='a clock that is ahead'),
    ],
)
def test_how_far_a_run_is(expected: float | None, spent: float, said: str) -> None:
    now = BEGAN + timedelta(seconds=spent)
    assert progress(REPORT._replace(expected=expected), now) == said


def test_a_run_that_has_not_begun() -> None:
    assert progress(REPORT._replace(started=None), BEGAN) == ''


@pytest.mark.parametrize(
    ('seconds', 'said'), [(0, '0s'), (59.4, '59s'), (59.6, '1m'), (3599, '59m'), (3660, '1h01m')]
)
def test_durations(seconds: float, said: str) -> None:
    assert duration(seconds) == said
