"""HTTP: faults, sign-in, and the way from a path to an answer."""

from __future__ import annotations

import json
import re
import socket
import struct
import time
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from servers.standin import pages, tree
from servers.standin.answers import Answer, Asked
from servers.standin.faults import Fault
from servers.standin.security import BadCredentials, BadCrumb, Denied

if TYPE_CHECKING:
    from servers.standin import Standin

OPEN = ('/login', '/whoAmI/api/json')


class StandinHandler(BaseHTTPRequestHandler):
    server: Standin
    protocol_version = 'HTTP/1.1'
    # Headers and body in one piece: the second would wait for an acknowledgement of the first.
    wbufsize = 1 << 16

    def serve(self) -> None:
        size = int(self.headers.get('Content-Length') or 0)
        body = self.rfile.read(size)
        path = self.path[len(self.server.prefix) :]
        count = self.server.log(self.command, path)
        fault = self.server.fault(self.command, path)
        time.sleep(self.server.latency + (fault.wait if fault else 0))
        self.server.on_request('before', count)
        if fault and fault.status >= 0 and not fault.is_after:
            self._fail(fault)
            return
        answer = self._answer(path, body)
        self.server.on_request('after', count)
        if fault and fault.status >= 0:
            self._fail(fault)
        else:
            self._send(answer, fault)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = serve

    def log_message(self, format: str, *args: object) -> None:
        """Silent: pytest shows what matters."""

    def _answer(self, path: str, body: bytes) -> Answer:
        world = self.server.world
        if not self.path.startswith(self.server.prefix):
            return pages.not_found()
        self.server.arrive()
        if time.monotonic() < world.loading_until:
            return Answer(503, b'<html>Please wait while Jenkins is getting ready to work</html>')
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            user, has_token = world.security.who(headers)
            parts = urlsplit(path)
            # The same in another notation.
            self._in_python = parts.path.endswith('/api/python')
            asked = Asked(
                self.command,
                re.sub('/api/python$', '/api/json', unquote(parts.path)),
                dict(parse_qsl(parts.query, keep_blank_values=True)),
                body,
                headers,
                user,
            )
            if self.command != 'GET':
                world.security.check_crumb(headers, has_token)
            if asked.path not in OPEN:
                asked.needs('hudson.model.Hudson.Read')
            return pages.answer(world, asked)
        except BadCredentials:
            return Answer(
                401,
                b'<html>Invalid password/token</html>',
                headers={'WWW-Authenticate': 'Basic realm="Jenkins"'},
            )
        except BadCrumb:
            return Answer(403, b'<html>HTTP ERROR 403 No valid crumb was included</html>')
        except Denied as denied:
            who = {'X-You-Are-Authenticated-As': user.name}
            who['X-Required-Permission'] = denied.permission
            return Answer(403, b'<html><a href="/login">login</a></html>', headers=who, page=True)
        except tree.Malformed as error:
            gzip = {} if world.regime.has_ranges else {'Content-Encoding': 'gzip'}
            return Answer(500, f'<html>Malformed tree {error}</html>'.encode(), headers=gzip)

    def _send(self, answer: Answer, fault: Fault | None = None) -> None:
        body, kind = answer.body, answer.kind
        world = self.server.world
        if answer.data is not None:
            body, kind = self._json(answer.data), world.regime.json_type
        for old, new in fault.change if fault else ():
            body = body.replace(old, new)
        names_itself = answer.page or (answer.data is not None and world.regime.names_itself_in_api)
        self.send_response(answer.status)
        headers = {'Content-Type': kind, 'Content-Length': str(len(body)), **answer.headers}
        for name, value in (*headers.items(), *(world.regime.headers if names_itself else ())):
            self.send_header(name, value)
        self.end_headers()
        if self.command != 'HEAD':
            self._write(body[: len(body) - fault.cut] if fault else body)
        if fault and fault.cut:
            self.close_connection = True

    def _write(self, body: bytes) -> None:
        self.wfile.write(body)
        self.server.sent += len(body)

    def _json(self, data: Any) -> bytes:
        text = json.dumps(data).replace('\\n', '\\u000a')
        if self._in_python:
            for ours, theirs in (('true', 'True'), ('false', 'False'), ('null', 'None')):
                text = re.sub(rf'(?<=[:\[,] ){ours}\b', theirs, text)
        return text.encode()

    def _fail(self, fault: Fault) -> None:
        if fault.status:
            self._send(Answer(fault.status, fault.body, headers=dict(fault.headers)))
            return
        # A reset, and no orderly end.
        self.close_connection = True
        linger = struct.pack('ii', 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()
