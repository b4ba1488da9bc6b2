"""Links in a terminal's text (OSC 8), for terminals that are known to take them: there is no way to
ask one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Callable, TextIO

# Of an address and the text that leads there.
Link = Callable[[str, str], str]
_TERMS = re.compile(r'xterm-(?:kitty|ghostty)|alacritty|foot|contour|wezterm')
_PROGRAMS = {'iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'rio'}
_MARKS = ('WT_SESSION', 'KONSOLE_VERSION', 'DOMTERM')
# Before it, VTE showed what it did not know.
_VTE = 5000
# Nothing else may stand in the sequence.
_ADDRESS = re.compile(r'(?:https?|file)://[!-~]{1,2000}', re.I)


def unlinked(url: str, text: str) -> str:
    return text


def link_for(stream: TextIO, when: str = 'auto', environ: Mapping[str, str] | None = None) -> Link:
    """How to link text on that stream: not at all where it is no terminal that takes links, or
    where ``when`` or NO_COLOR want it plain.
    """
    environ = os.environ if environ is None else environ
    plain = when == 'never' or 'NO_COLOR' in environ
    return unlinked if plain or not stream.isatty() or not _takes_links(environ) else _linked


def _takes_links(environ: Mapping[str, str]) -> bool:
    """FORCE_HYPERLINK is what others ask, too."""
    forced = environ.get('FORCE_HYPERLINK', '')
    if forced:
        return forced != '0'
    term, vte = environ.get('TERM', ''), environ.get('VTE_VERSION', '')
    if term == 'dumb' or term.startswith(('screen', 'tmux')):
        # A multiplexer inherits the variables of the terminal around it, and may drop the links.
        return False
    is_vte = vte.isascii() and vte.isdigit() and int(vte[:9]) >= _VTE
    is_known = environ.get('TERM_PROGRAM') in _PROGRAMS or any(environ.get(one) for one in _MARKS)
    return is_vte or is_known or bool(_TERMS.match(term))


def _linked(url: str, text: str) -> str:
    if not _ADDRESS.fullmatch(url):
        return text
    return f'\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\'
