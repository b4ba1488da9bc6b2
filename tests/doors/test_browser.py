from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# In a process of its own, for the library looks at the environment once.
OPEN = 'import os, sys; from rdopkg_ci.doors.terminal import browser; browser.open_page(sys.argv[1], os.environ)'
PAGE = 'https://ci.example.org/job/rdo-phase1/7/'


def opened(place: Path, url: str, **environ: str) -> str:
    """The page that the browser was given."""
    browser, taken = place / 'browser', place / 'taken'
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {taken}\n')
    browser.chmod(0o755)
    done = subprocess.run(
        [sys.executable, '-c', OPEN, url],
        env={'PATH': '/usr/bin:/bin', 'BROWSER': f'{browser} %s', **environ},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == done.stderr == ''
    return taken.read_text() if taken.exists() else ''


@pytest.mark.parametrize(
    ('url', 'environ', 'page'),
    [
        pytest.param(PAGE, {'DISPLAY': ':0'}, PAGE, id='a display'),
        pytest.param(
            f'{PAGE}?a=$(id);x', {'WAYLAND_DISPLAY': 'w'}, f'{PAGE}?a=$(id);x', id='no shell'
        ),
        pytest.param(PAGE, {}, '', id='no display'),
        pytest.param('file:///etc/passwd', {'DISPLAY': ':0'}, '', id='no page of the web'),
        pytest.param('-x', {'DISPLAY': ':0'}, '', id='an option'),
    ],
)
def test_what_a_browser_takes(tmp_path: Path, url: str, environ: dict[str, str], page: str) -> None:
    assert opened(tmp_path, url, **environ) == page
