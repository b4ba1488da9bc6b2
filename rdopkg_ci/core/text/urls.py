"""URLs in text from anywhere, without what logs somebody in."""

from __future__ import annotations

import re

_LOGIN = re.compile(r'//[^/?#\s]*@')


def without_logins(text: str) -> str:
    """``text`` with every ``//USER:PASSWORD@`` in it as ``//``: a token is a user name, too."""
    return _LOGIN.sub('//', text)
