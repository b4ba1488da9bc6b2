"""The cause of a failed log. A first plain version: the last line that speaks of an error."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Optional

from rdopkg_ci.core.cause import Blame, Cause, Line
from rdopkg_ci.core.terminal import safe_line

_BAD = re.compile(rb'(?i)\b(?:error|fatal|failed|failure|traceback)\b')


def explain(chunks: Iterable[bytes], *, baseline: Iterable[bytes] = ()) -> Optional[Cause]:
    found: Optional[Line] = None
    number, rest = 0, b''
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b'\n')
        for line in lines:
            number += 1
            if _BAD.search(line):
                found = Line(number, safe_line(line.decode('utf-8', 'replace'))[:500])
    if found is None:
        return None
    return Cause(found.text, 'unknown', Blame.TEST, 'error-line', (found,))
