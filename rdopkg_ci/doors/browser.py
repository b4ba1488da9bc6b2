"""The person's web browser."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Mapping

_DISPLAYS = ('DISPLAY', 'WAYLAND_DISPLAY')


def opened(url: str, environ: Mapping[str, str]) -> bool:
    """Whether a browser with a window of its own has taken the page: only one of the web, and only
    where there is a display.
    """
    has_display = sys.platform == 'darwin' or any(environ.get(name) for name in _DISPLAYS)
    if not has_display or not url.lower().startswith(('http://', 'https://')):
        return False
    try:
        return webbrowser.open(url)
    except webbrowser.Error:
        return False
