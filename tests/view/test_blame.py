from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from rdopkg_ci.core.causes.cause import Blame, Cause
from rdopkg_ci.core.judging.alike import Alike
from rdopkg_ci.view.blame import blamed

TUESDAY = datetime(2015, 3, 3, 12, tzinfo=timezone.utc)
CAUSE = Cause('no rpm', 'rpm', Blame.PACKAGE, 'rpm-missing')
MIRROR = CAUSE._replace(blame=Blame.INFRASTRUCTURE)


@pytest.mark.parametrize(
    ('cause', 'alike', 'days', 'said'),
    [
        pytest.param(CAUSE, None, 0, 'package (rpm-missing)', id='nowhere else'),
        pytest.param(
            CAUSE,
            Alike(7, 3, TUESDAY, False),
            2,
            'package (rpm-missing); also 7 other runs on 3 targets since Tuesday',
            id='this week',
        ),
        pytest.param(
            CAUSE,
            Alike(7, 3, TUESDAY, False),
            7,
            'package (rpm-missing); also 7 other runs on 3 targets since 2015-03-03',
            id='before',
        ),
        pytest.param(
            CAUSE,
            Alike(1, 1, None, False),
            0,
            'package (rpm-missing); also another run',
            id='one, and nobody knows since when',
        ),
        pytest.param(
            MIRROR,
            Alike(1, 1, TUESDAY, True),
            0,
            'infrastructure (rpm-missing), for updates that share nothing fail alike;'
            ' also another run',
            id='today, and why it is nobody of a package',
        ),
    ],
)
def test_who_is_to_blame(cause: Cause, alike: Alike | None, days: int, said: str) -> None:
    assert blamed(cause, alike, TUESDAY + timedelta(days=days)) == said
