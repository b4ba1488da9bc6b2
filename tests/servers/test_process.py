"""Servers that all tests of a process share."""

from __future__ import annotations

import os
import signal
import sys
import urllib.request
from pathlib import Path

from servers.process import ServerProcess, free_port


def test_one_that_has_ended_is_started_again(tmp_path: Path) -> None:
    port = free_port()
    words = [sys.executable, '-m', 'http.server', str(port), '--bind', '127.0.0.1']
    url = f'http://127.0.0.1:{port}/'
    server = ServerProcess(words, os.environ, tmp_path / 'log', url)
    try:
        first = server.pid
        server.ensure()
        assert server.pid == first
        os.kill(first, signal.SIGKILL)
        os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
        server.ensure()
        assert server.pid != first
        with urllib.request.urlopen(url, timeout=60) as answer:
            assert answer.status == 200
    finally:
        server.close()
