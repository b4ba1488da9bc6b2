"""Signals to a worker, and the time before its steps."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from box import ROOT

from rdopkg_ci.errors import CiError
from rdopkg_ci.worker.stopping import within

# In a process of its own: it ends all that are below it, and ours are servers of other tests.
_WORKER = """
import os, signal, subprocess, sys
from pathlib import Path
from rdopkg_ci.worker.stopping import orderly

number, cleaned = int(sys.argv[1]), Path(sys.argv[2])
before = signal.getsignal(number)
try:
    with orderly():
        sleeper = subprocess.Popen(['sleep', '600'])
        try:
            os.kill(os.getpid(), number)
        finally:
            os.kill(os.getpid(), number)
            cleaned.touch()
finally:
    assert sleeper.wait() in (-signal.SIGKILL, 0)
    assert not Path(f'/proc/{sleeper.pid}').exists()
    assert signal.getsignal(number) is before
"""


@pytest.mark.parametrize('number', [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_by_the_way_out(number: signal.Signals, tmp_path: Path) -> None:
    cleaned = tmp_path / 'cleaned'
    command = [sys.executable, '-c', _WORKER, str(int(number)), str(cleaned)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (128 + number, '')
    assert cleaned.exists(), 'a second signal must not end the cleaning'


def test_reading_has_a_limit() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(CiError, match='reading took more than 1 seconds'), within(1, 'reading'):
        time.sleep(30)
    assert signal.getsignal(signal.SIGALRM) is before
    with within(600, 'reading'):
        pass
    assert signal.alarm(0) == 0
