"""What goes wrong between a client and a server."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class Fault:
    """Meets requests whose method and path fit, after ``skip`` of them, ``times`` often.

    It answers with ``status`` and ``body`` instead of the server; with ``status`` 0 it resets the
    connection. ``is_after`` lets the server do its work first. ``cut`` leaves that many bytes off
    the answer, ``wait`` lets it come that late, ``change`` replaces text in it.
    """

    path: str
    method: str = ''
    status: int = -1
    body: bytes = b'<html><body>no</body></html>'
    headers: Mapping[str, str] = field(default_factory=dict)
    is_after: bool = False
    cut: int = 0
    wait: float = 0.0
    change: tuple[tuple[bytes, bytes], ...] = ()
    skip: int = 0
    times: int = 1_000_000

    def meets(self, method: str, path: str) -> bool:
        if self.method not in ('', method) or not re.search(self.path, path):
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        return self.times >= 0
