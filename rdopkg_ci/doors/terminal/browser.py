"""The person's web browser."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Mapping
from contextlib import suppress

_DISPLAYS = ('DISPLAY', 'WAYLAND_DISPLAY')


def open_page(url: str, environ: Mapping[str, str]) -> None:
    """Show a page of the web in a browser with a window of its own, where there is a display."""
    has_display = sys.platform == 'darwin' or any(environ.get(name) for name in _DISPLAYS)
    if has_display and url.lower().startswith(('http://', 'https://')):
        with suppress(webbrowser.Error):
            webbrowser.open(url)
