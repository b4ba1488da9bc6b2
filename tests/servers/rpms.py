"""RPMs on a web server, which gives parts of them to who asks for parts."""

from __future__ import annotations

import re
from pathlib import Path

from webserver import Handle, Handler


def serving(path: Path, breaks_at: int = 0) -> Handle:
    """A handler for the file. With ``breaks_at`` the connection breaks off after so many bytes of
    each answer.
    """

    def serve(handler: Handler) -> None:
        data = path.read_bytes()
        asked = re.fullmatch(r'bytes=(\d+)-', handler.headers.get('Range', ''))
        start = int(asked[1]) if asked else 0
        if start >= len(data) > 0:
            handler.say(416, Content_Range=f'bytes */{len(data)}')
            return
        given = {'Content_Range': f'bytes {start}-{len(data) - 1}/{len(data)}'} if asked else {}
        rest = data[start:]
        sent = rest[:breaks_at] if breaks_at else rest
        handler.say(206 if asked else 200, sent, Content_Length=str(len(rest)), **given)
        handler.close_connection = len(sent) < len(rest)

    return serve
