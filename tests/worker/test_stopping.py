"""Signals to a worker, and the time before its steps."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from rdopkg_ci.errors import CiError
from rdopkg_ci.worker.stopping import orderly, within


@pytest.mark.parametrize('number', [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_by_the_way_out(number: signal.Signals, tmp_path: Path) -> None:
    before = signal.getsignal(number)
    cleaned = tmp_path / 'cleaned'
    with pytest.raises(SystemExit) as caught, orderly():
        sleeper = subprocess.Popen(['sleep', '60'])
        try:
            os.kill(os.getpid(), number)
        finally:
            os.kill(os.getpid(), number)
            cleaned.touch()
    assert caught.value.code == 128 + number
    assert cleaned.exists(), 'a second signal must not end the cleaning'
    assert sleeper.wait() in (-signal.SIGKILL, 0)
    assert not Path(f'/proc/{sleeper.pid}').exists()
    assert signal.getsignal(number) is before


def test_reading_has_a_limit() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(CiError, match='reading took more than 1 seconds'), within(1, 'reading'):
        time.sleep(30)
    assert signal.getsignal(signal.SIGALRM) is before
    with within(1, 'reading'):
        pass
    assert signal.alarm(0) == 0
