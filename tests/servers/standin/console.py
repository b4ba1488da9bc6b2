"""A build's log, whole and in progress, in the dialects of the versions."""

from __future__ import annotations

import json
import re

from servers.standin.regimes import Regime
from servers.standin.world import Build

_NOTE = re.compile(rb'\x1b\[8mha:.*?\x1b\[0m')
LINES = 10_000


def whole(build: Build) -> bytes:
    try:
        return _NOTE.sub(b'', build.log.read_bytes())
    except OSError:
        return f'No such file: {build.log}'.encode()


def streamed(build: Build, start: int) -> tuple[bytes, bytes]:
    """The text and what is told of it, in JSON; a negative start is from the end on."""
    data = build.log.read_bytes() if build.log.exists() else b''
    if start < 0:
        start = data.rfind(b'\n', 0, max(0, len(data) + start)) + 1
    start = start if start <= len(data) else 0
    meta = {'completed': build.is_over, 'start': start, 'end': len(data)}
    return _NOTE.sub(b'', data[start:]), json.dumps(meta).encode()


def progressive(build: Build, start: int, regime: Regime) -> tuple[bytes, int, bool]:
    """The text from an offset, the offset of the next, and whether more is to come."""
    data = build.log.read_bytes() if build.log.exists() else b''
    is_open = not build.is_over
    if start > len(data):
        start = 0
    part = data[start:]
    if is_open:
        lines = part.splitlines(keepends=True)[:LINES]
        part = b''.join(line for line in lines if line.endswith(b'\n'))
    # The newer ones tell the end of the file, whatever they sent of it.
    end = start + len(part) if regime.progressive == 'lines' else len(data)
    if regime.progressive == 'lines':
        part = _NOTE.sub(b'', part)
    return part.replace(b'\n', b'\r\n'), end, is_open
