"""Make text from outside safe to show: logs, YAML, titles and server messages are hostile."""

from __future__ import annotations

import re

from rdopkg_ci.core.text.urls import without_logins

# ECMA-48: CSI … final, OSC/DCS/PM/APC/SOS … (BEL or ST), and two-character escapes.
_ESCAPE = re.compile(
    r'\x1b\[[0-?]*[ -/]*[@-~]'
    r'|\x9b[0-?]*[ -/]*[@-~]'
    r'|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?'
    r'|\x1b[ -/]*[0-~]?',
)
# C0 and C1 but for tab and newline, DEL, line separators, lone surrogates; all of the category Cf
# (bidirectional overrides and isolates, zero-width, language tags, signs that change what follows)
# and all that Unicode calls Default_Ignorable (fillers, joiners, variation selectors), of
# characters that are yet to be assigned, too.
_CONTROL = re.compile(
    '[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2'
    '\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff'
    '\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f'
    '\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]',
)


def safe(text: str) -> str:
    """``text`` without escape sequences, control and bidirectional characters; newlines and tabs
    stay.
    """
    return (
        _CONTROL.sub('', _ESCAPE.sub('', text))
        if not text.isascii() or not text.isprintable()
        else text
    )


def safe_line(text: str) -> str:
    """The same on one line: every run of white space becomes one space."""
    return ' '.join(safe(text.replace('\r', '\n')).split())


def quoted(text: str, limit: int = 80) -> str:
    """A value from outside as shown in an error: visible, in quotes, cut at ``limit`` characters,
    and without what logs in where it holds a URL.
    """
    text = without_logins(text)
    shown = repr(text if len(text) <= limit else text[:limit] + '…')
    return shown.encode('ascii', 'backslashreplace').decode() if _CONTROL.search(text) else shown


def brief(text: str, limit: int) -> str:
    """``text`` cut at ``limit`` characters, which shows in it."""
    return text if len(text) <= limit else f'{text[:limit].rstrip()}…'
