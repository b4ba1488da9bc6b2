"""Signs that the machine ran out of something."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from rdopkg_ci.doors.processes import exhaustion


@pytest.mark.parametrize(
    ('text', 'expected'), [('a 1\noom_kill 7\nb 2\n', 7), ('oom_killer 7\n', 0), ('', 0)]
)
def test_how_often_the_kernel_killed(tmp_path: Path, text: str, expected: int) -> None:
    place = tmp_path / 'vmstat'
    place.write_text(text)
    assert exhaustion.kills(place) == expected
    assert exhaustion.kills(tmp_path / 'none') == 0


def test_a_killed_process_is_no_sign_alone() -> None:
    before = -1
    while before != (now := exhaustion.kills()):
        # Somebody else's may be killed while we ask.
        before, found = now, exhaustion.by_memory(-signal.SIGKILL, now)
    assert not found
    assert exhaustion.by_memory(-signal.SIGKILL, now - 1)
    assert not exhaustion.by_memory(-signal.SIGTERM, now - 1)


def test_a_disk_with_room(tmp_path: Path) -> None:
    assert not exhaustion.is_full(tmp_path)
