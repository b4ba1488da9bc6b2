from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# In a process of its own, for the library looks at the environment once.
OPEN = 'import os, sys; from rdopkg_ci.doors import browser; print(browser.opened(sys.argv[1], os.environ))'
PAGE = 'https://ci.example.org/job/rdo-phase1/7/'


def opened(place: Path, url: str, **environ: str) -> tuple[str, str]:
    """What the door says, and the page that the browser was given."""
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
    return done.stdout.strip(), taken.read_text() if taken.exists() else ''


@pytest.mark.parametrize(
    ('url', 'environ', 'said'),
    [
        pytest.param(PAGE, {'DISPLAY': ':0'}, ('True', PAGE), id='a display'),
        pytest.param(
            f'{PAGE}?a=$(id);x',
            {'WAYLAND_DISPLAY': 'w'},
            ('True', f'{PAGE}?a=$(id);x'),
            id='no shell',
        ),
        pytest.param(PAGE, {}, ('False', ''), id='no display'),
        pytest.param(
            'file:///etc/passwd', {'DISPLAY': ':0'}, ('False', ''), id='no page of the web'
        ),
        pytest.param('-x', {'DISPLAY': ':0'}, ('False', ''), id='an option'),
    ],
)
def test_what_a_browser_takes(
    tmp_path: Path, url: str, environ: dict[str, str], said: tuple[str, str]
) -> None:
    assert opened(tmp_path, url, **environ) == said
