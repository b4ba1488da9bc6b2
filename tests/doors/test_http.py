"""HTTP against a server that does everything wrong."""

from __future__ import annotations

import gzip
import pickle
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path

import pytest
from webserver import Handle, Handler, WebServer

from rdopkg_ci.doors.http import (
    Absent,
    Credentials,
    Http,
    HttpError,
    Limits,
    NotAllowed,
    Rejected,
    Unreachable,
    shown,
)
from rdopkg_ci.errors import CiError, Exit, UsageError

QUICK = Limits(connect=10.0, read=10.0, whole=30.0, size=1_000_000, backoff=0.01)


@pytest.fixture
def server() -> Iterator[WebServer]:
    with WebServer({'/log': lambda handler: handler.say(200, b'one\ntwo\n')}) as running:
        yield running


@pytest.fixture
def http() -> Iterator[Http]:
    with Http(QUICK) as client:
        yield client


def fails(http: Http, url: str, limits: Limits = QUICK) -> CiError:
    with pytest.raises(CiError) as caught:
        http.get(url, limits=limits)
    return caught.value


def reset(handler: Handler) -> None:
    linger = struct.pack('ii', 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    handler.close_connection = True
    handler.connection.close()


def short(handler: Handler) -> None:
    handler.say(200, b'half', Content_Length='8', Connection='close')
    handler.close_connection = True


def broken_chunks(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header('Transfer-Encoding', 'chunked')
    handler.end_headers()
    handler.wfile.write(b'4\r\nhalf\r\n8\r\nmo')
    handler.close_connection = True


def trickle(handler: Handler) -> None:
    """A byte now and then: never so slow that a time-out between two bytes would notice."""
    handler.send_response(200)
    handler.send_header('Content-Length', '1000000')
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b'x')
        time.sleep(0.05)


def trickled_headers(handler: Handler) -> None:
    handler.wfile.write(b'HTTP/1.1 200 OK\r\n')
    for number in range(200):
        handler.wfile.write(b'X-%d: x\r\n' % number)
        time.sleep(0.05)


def silent(handler: Handler) -> None:
    """For as long as the client has patience."""
    handler.rfile.read(1)
    handler.close_connection = True


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b'x' * 65536)


def endless_redirect(handler: Handler) -> None:
    handler.send_response(302)
    handler.send_header('Location', '/log')
    handler.end_headers()
    while True:
        handler.wfile.write(b'x' * 65536)


def packed(data: bytes, encoding: str = 'gzip') -> Handle:
    return lambda handler: handler.say(200, data, Content_Encoding=encoding)


def status(code: int, **headers: str) -> Handle:
    return lambda handler: handler.say(code, b'<h1>no</h1>', **headers)


def first(*handles: Handle) -> Handle:
    """Each in turn, then the last for ever."""
    left = list(handles)
    return lambda handler: (left.pop(0) if len(left) > 1 else left[0])(handler)


def fine(handler: Handler) -> None:
    handler.say(200, b'fine')


def test_a_page(server: WebServer, http: Http) -> None:
    answer = http.get(f'{server.url}/log#part')
    assert (answer.status, answer.body, answer.url) == (200, b'one\ntwo\n', f'{server.url}/log')
    assert answer.headers['content-length'] == '8'
    [asked] = server.asked
    assert asked.headers['user-agent'].startswith('rdopkg-ci/')
    assert 'authorization' not in asked.headers


def test_a_log_in_pieces(server: WebServer, http: Http) -> None:
    server.table['/big'] = lambda handler: handler.say(200, b'x' * 900_000)
    pieces = list(http.stream(f'{server.url}/big', limits=replace(QUICK, size=2_000_000)))
    assert b''.join(pieces) == b'x' * 900_000
    assert list(http.stream(f'{server.url}/log')) == [b'one\ntwo\n']


def test_nothing_is_asked_before_it_is_wanted(server: WebServer, http: Http) -> None:
    stream = http.stream(f'{server.url}/log')
    assert not server.asked
    next(stream)
    assert server.paths() == ['/log']


def test_headers_and_bodies_are_sent(server: WebServer, http: Http) -> None:
    server.table['/job'] = lambda handler: handler.say(201, Location='/queue/7/')
    headers = {'Jenkins-Crumb': 'x'}
    answer = http.send('POST', f'{server.url}/job', b'a=b', headers)
    assert (answer.status, answer.headers['location']) == (201, '/queue/7/')
    [asked] = server.asked
    assert (asked.method, asked.body, asked.headers['jenkins-crumb']) == ('POST', b'a=b', 'x')


def test_connections_are_used_again(server: WebServer, http: Http) -> None:
    seen = set()
    server.table['/x'] = lambda handler: (seen.add(handler.client_address), fine(handler))[1]
    for _ in range(3):
        http.get(f'{server.url}/x')
    assert list(http.stream(f'{server.url}/x')) == [b'fine']
    assert len(seen) == 1


STATUSES = [
    (404, Absent, 1),
    (410, Absent, 1),
    (401, NotAllowed, 4),
    (403, NotAllowed, 4),
    (400, Rejected, 1),
    (405, Rejected, 1),
    (409, Rejected, 1),
    (304, Rejected, 1),
    (429, Unreachable, 1),
    (500, Unreachable, 1),
    (503, Unreachable, 1),
]


@pytest.mark.parametrize(('code', 'kind', 'exit_code'), STATUSES)
def test_failures_have_names(
    code: int, kind: type[HttpError], exit_code: int, server: WebServer, http: Http
) -> None:
    server.table['/x'] = status(code, X_Error='the reason')
    error = fails(http, f'{server.url}/x')
    assert type(error) is kind and isinstance(error, HttpError)
    assert error.exit_code == exit_code
    assert str(error).startswith(f'{server.url}/x: HTTP {code}: ')
    assert error.answer is not None and error.answer.headers['x-error'] == 'the reason'
    assert error.answer.body == (b'' if code == 304 else b'<h1>no</h1>')
    assert str(pickle.loads(pickle.dumps(error))) == str(error), 'it may come from another process'


def test_statuses_that_the_caller_knows(server: WebServer, http: Http) -> None:
    server.table['/x'] = status(409)
    answer = http.send('POST', f'{server.url}/x', accept=(201, 409))
    assert (answer.status, answer.body) == (409, b'<h1>no</h1>')


@pytest.mark.parametrize(
    ('trouble', 'tries'),
    [
        pytest.param(status(502), 3, id='502'),
        pytest.param(status(503), 3, id='503'),
        pytest.param(status(504), 3, id='504'),
        pytest.param(status(503, Retry_After='0'), 3, id='503 and a time'),
        pytest.param(status(429, Retry_After='0'), 3, id='429 and a time'),
        pytest.param(status(503, Retry_After='soon'), 3, id='no time'),
        pytest.param(status(503, Retry_After='9' * 5000), 3, id='no number'),
        pytest.param(status(503, Retry_After=formatdate(0, usegmt=True)), 3, id='a date'),
        pytest.param(reset, 3, id='connection reset'),
        pytest.param(short, 3, id='half a body'),
        pytest.param(broken_chunks, 3, id='half a chunk'),
    ],
)
def test_what_passes_is_tried_again(
    trouble: Handle, tries: int, server: WebServer, http: Http
) -> None:
    server.table['/x'] = first(trouble, trouble, fine)
    assert http.get(f'{server.url}/x').body == b'fine'
    assert len(server.asked) == tries


@pytest.mark.parametrize('trouble', [status(503), reset, short, broken_chunks])
def test_what_does_not_pass_is_given_up(trouble: Handle, server: WebServer, http: Http) -> None:
    server.table['/x'] = trouble
    error = fails(http, f'{server.url}/x')
    assert isinstance(error, Unreachable)
    assert error.hint == 'Tried 4 times.'
    assert len(server.asked) == 4


@pytest.mark.parametrize('code', [500, 501, 404, 401, 409, 429])
def test_an_answer_is_not_asked_for_again(code: int, server: WebServer, http: Http) -> None:
    server.table['/x'] = first(status(code), fine)
    assert isinstance(fails(http, f'{server.url}/x'), HttpError)
    assert len(server.asked) == 1


@pytest.mark.parametrize('trouble', [status(503, Retry_After='0'), reset, short])
@pytest.mark.parametrize('method', ['POST', 'PUT'])
def test_what_changes_something_is_sent_once(
    trouble: Handle, method: str, server: WebServer, http: Http
) -> None:
    server.table['/x'] = first(trouble, fine)
    with pytest.raises(Unreachable):
        http.send(method, f'{server.url}/x', b'x')
    assert len(server.asked) == 1


def test_a_server_says_how_long_to_wait(server: WebServer, http: Http) -> None:
    server.table['/x'] = first(status(503, Retry_After='1'), fine)
    begun = time.monotonic()
    assert http.get(f'{server.url}/x').body == b'fine'
    assert time.monotonic() - begun >= 1.0


@pytest.mark.parametrize('seconds', ['40', '86400'], ids=['beyond the whole', 'beyond all'])
def test_nobody_waits_for_longer_than_we_have(seconds: str, server: WebServer, http: Http) -> None:
    server.table['/x'] = first(status(503, Retry_After=seconds), fine)
    assert isinstance(fails(http, f'{server.url}/x'), Unreachable)
    assert len(server.asked) == 1


@pytest.mark.parametrize('slow', [trickle, trickled_headers], ids=['body', 'headers'])
def test_the_whole_has_an_end(slow: Handle, server: WebServer, http: Http) -> None:
    server.table['/x'] = slow
    error = fails(http, f'{server.url}/x', replace(QUICK, whole=0.5))
    assert str(error) == f'{server.url}/x took longer than 0.5 seconds'
    with pytest.raises(Unreachable, match='took longer than'):
        list(http.stream(f'{server.url}/x', limits=replace(QUICK, whole=0.5)))


def test_two_streams_have_their_own_ends(server: WebServer, http: Http) -> None:
    def slowly(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header('Content-Length', '2')
        handler.end_headers()
        handler.wfile.write(b'x')
        time.sleep(0.6)
        handler.wfile.write(b'y')

    server.table['/slow'] = slowly
    patient = http.stream(f'{server.url}/slow')
    with pytest.raises(Unreachable):
        list(http.stream(f'{server.url}/slow', limits=replace(QUICK, whole=0.3)))
    assert b''.join(patient) == b'xy'


def test_silence_is_a_time_out(server: WebServer, http: Http) -> None:
    server.table['/x'] = silent
    error = fails(http, f'{server.url}/x', replace(QUICK, read=0.2, retries=1))
    assert str(error) == f'{server.url}/x cannot be reached: it did not answer in time'
    assert error.hint == 'Tried 2 times.'


def test_a_body_without_end_is_cut(server: WebServer, http: Http) -> None:
    server.table['/x'] = endless
    error = fails(http, f'{server.url}/x')
    assert isinstance(error, Rejected)
    assert str(error) == f'{server.url}/x: it is larger than 1,000,000 bytes'
    seen = 0
    with pytest.raises(Rejected, match='larger than'):
        for piece in http.stream(f'{server.url}/x'):
            seen += len(piece)
    assert seen <= QUICK.size


def test_nobody_reads_to_the_end_of_a_redirect(server: WebServer, http: Http) -> None:
    server.table['/x'] = endless_redirect
    assert http.get(f'{server.url}/x').body == b'one\ntwo\n'


PLAIN = b'a line of the log\n' * 1000


@pytest.mark.parametrize(
    'handle',
    [
        packed(gzip.compress(PLAIN)),
        packed(zlib.compress(PLAIN), 'deflate'),
        packed(gzip.compress(PLAIN[:500]) + gzip.compress(PLAIN[500:]), 'X-GZIP'),
        packed(PLAIN, 'identity'),
    ],
    ids=['gzip', 'deflate', 'two members', 'not at all'],
)
def test_packed_bodies(handle: Handle, server: WebServer, http: Http) -> None:
    server.table['/x'] = handle
    assert http.get(f'{server.url}/x').body == PLAIN


def test_an_empty_packed_body(server: WebServer, http: Http) -> None:
    server.table['/x'] = packed(b'')
    assert http.get(f'{server.url}/x').body == b''


@pytest.mark.parametrize(
    ('handle', 'kind', 'problem'),
    [
        (packed(PLAIN), Rejected, 'it is not packed as it says'),
        (packed(PLAIN, 'br'), Rejected, 'it is packed in a way that we did not ask for'),
        (packed(gzip.compress(PLAIN)[:-30]), Unreachable, 'broke off: it ended before its end'),
        (packed(gzip.compress(b'\0' * 50_000_000)), Rejected, 'it is larger than 1,000,000 bytes'),
    ],
    ids=['not packed', 'otherwise packed', 'half of it', 'a bomb'],
)
def test_badly_packed_bodies(
    handle: Handle, kind: type[HttpError], problem: str, server: WebServer, http: Http
) -> None:
    server.table['/x'] = handle
    error = fails(http, f'{server.url}/x')
    assert type(error) is kind
    assert str(error).endswith(problem)


def test_a_bomb_takes_no_memory(server: WebServer) -> None:
    """200 MB of zeros in 200 kB, read by a process that may have little more than Python takes."""
    server.table['/x'] = packed(gzip.compress(b'\0' * 200_000_000))
    code = f"""
import resource
from rdopkg_ci.doors.http import Http, Limits, Rejected
with Http(Limits(size=150_000_000)) as http:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        for piece in http.stream('{server.url}/x'): pass
    except Rejected: print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
    done = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 30


def test_redirects_are_followed(server: WebServer, http: Http) -> None:
    server.table['/a'] = status(302, Location='b/c')
    server.table['/b/c'] = status(308, Location=f'{server.url}/log')
    assert http.get(f'{server.url}/a').url == f'{server.url}/log'
    assert server.paths() == ['/a', '/b/c', '/log']


@pytest.mark.parametrize(
    ('location', 'problem'),
    [
        ('/x', 'leads on from address to address, more than 5 times'),
        ('file:///etc/passwd', 'leads to what is not a URL: it is neither http nor https'),
        ('http://[::1', 'leads to what is not a URL: '),
        ('http://:80/', 'leads to what is not a URL: it has no host'),
    ],
)
def test_redirects_that_lead_nowhere(
    location: str, problem: str, server: WebServer, http: Http
) -> None:
    server.table['/x'] = status(302, Location=location)
    error = fails(http, f'{server.url}/x')
    assert isinstance(error, Rejected) and problem in str(error)
    assert len(server.asked) <= 6


def test_redirects_that_are_not_followed(server: WebServer, http: Http) -> None:
    server.table['/x'] = status(302, Location='/login')
    with Http(QUICK, follow=False) as stay, pytest.raises(Rejected, match='it leads to /login'):
        stay.get(f'{server.url}/x')
    assert http.send('POST', f'{server.url}/x', accept=(302,)).headers['location'] == '/login'
    with pytest.raises(Rejected):
        http.send('POST', f'{server.url}/x')
    assert set(server.paths()) == {'/x'}


@pytest.fixture
def other(server: WebServer) -> Iterator[WebServer]:
    """A second server, under another name; it leads back to the first."""
    back = status(302, Location=f'{server.url}/log')
    with WebServer({'/x': fine, '/back': back}) as running:
        running.url = running.url.replace('127.0.0.1', 'localhost')
        yield running


def netrc(home: Path, *hosts: str) -> None:
    lines = [f'machine {host} login me password s3cret-{host}\n' for host in hosts]
    (home / '.netrc').write_text(''.join(lines))
    (home / '.netrc').chmod(0o600)


def test_credentials_from_netrc_go_to_their_server_only(
    home: Path, server: WebServer, other: WebServer, http: Http
) -> None:
    netrc(home, '127.0.0.1', 'localhost')
    server.table['/x'] = status(302, Location=f'{other.url}/x')
    server.table['/y'] = status(302, Location=f'{other.url}/back')
    assert http.get(f'{server.url}/x').body == b'fine'
    assert server.asked[-1].headers['authorization'].startswith('Basic ')
    assert 'authorization' not in other.asked[-1].headers, 'neither theirs nor its own'
    http.get(f'{server.url}/y')
    assert server.paths()[-1] == '/log'
    assert 'authorization' not in server.asked[-1].headers, 'it was led back by a stranger'
    http.get(f'{other.url}/x')
    assert other.asked[-1].headers['authorization'].startswith('Basic ')


@pytest.mark.parametrize('way', ['given', 'in the URL'])
def test_credentials_and_headers_do_not_follow(
    way: str, home: Path, server: WebServer, other: WebServer
) -> None:
    netrc(home, '127.0.0.1')
    server.table['/x'] = status(302, Location='/y')
    server.table['/y'] = status(302, Location=f'{other.url}/x')
    given = Credentials(server.url, 'me', 's3cret') if way == 'given' else None
    login = '' if given else 'me:s3cr%65t@'
    with Http(QUICK, given) as http:
        url = server.url.replace('//', f'//{login}')
        assert http.get(f'{url}/x', {'X-Crumb': 'x'}).body == b'fine'
    for asked in server.asked:
        assert asked.headers['authorization'] == 'Basic bWU6czNjcmV0'
        assert asked.headers['x-crumb'] == 'x'
    [there] = other.asked
    assert not {'authorization', 'x-crumb'} & there.headers.keys()


def test_credentials_given_are_for_no_other_server(server: WebServer, other: WebServer) -> None:
    with Http(QUICK, Credentials(server.url, 'me', 's3cret')) as http:
        http.get(f'{other.url}/x')
    assert 'authorization' not in other.asked[0].headers


def test_credentials_are_never_shown(server: WebServer, http: Http) -> None:
    assert 's3cret' not in repr(Credentials(server.url, 'me', 's3cret'))
    for url in (
        f'{server.url}/none'.replace('//', '//me:s3cret@'),
        'http://me:s3cret@127.0.0.1:9/x',
        'http://me:s3cret@[::1/x',
        'http://me:s3cret@127.0.0.1:99999/x',
        'ftp://me:s3cret@host/x',
        'http://me:s3c@s3cret@127.0.0.1:9/x',
    ):
        error = fails(http, url, replace(QUICK, retries=0))
        assert 's3c' not in f'{error} {error.hint}'


@pytest.mark.parametrize(
    'url',
    [
        'http://[::1',
        'http://',
        'http:///x',
        'http://a:99999/',
        'http://a b/',
        'http://a/\x1b[31m',
        'ftp://example.org/',
        'file:///etc/passwd',
        '/etc/passwd',
        'http://' + 'a' * 70 + '.example/',
        'http://.example/',
        'http://xn--/',
    ],
)
def test_what_is_not_a_url(url: str, http: Http) -> None:
    error = fails(http, url, replace(QUICK, retries=0, connect=0.5))
    assert isinstance(error, (UsageError, Unreachable))
    assert '\x1b' not in str(error)


def test_the_scheme_may_be_in_capitals(server: WebServer, http: Http) -> None:
    assert http.get(f'{server.url}/log'.replace('http', 'HTTP')).body == b'one\ntwo\n'


def test_a_url_is_shown_within_bounds() -> None:
    assert shown('https://me@example.org/a?b=c') == 'https://example.org/a?b=c'
    assert shown('https://example.org/\x1b[31m') == 'https://example.org/'
    assert shown(f'https://example.org/a?b={"x" * 100}') == 'https://example.org/a?…'
    assert len(shown('https://example.org/' + 'x' * 500)) == 201


def test_nobody_listens(http: Http) -> None:
    with socket.socket() as taken:
        taken.bind(('127.0.0.1', 0))
        url = f'http://127.0.0.1:{taken.getsockname()[1]}/x'
        error = fails(http, url)
    assert str(error) == f'{url} cannot be reached: Connection refused'
    assert error.hint == 'Tried 4 times.'


def test_a_name_that_nobody_has(http: Http) -> None:
    error = fails(http, 'http://nobody.invalid/x', replace(QUICK, retries=0))
    assert str(error) == 'http://nobody.invalid/x cannot be reached: its name cannot be resolved'


def test_what_is_no_web_server(http: Http) -> None:
    def talk(listening: socket.socket) -> None:
        for _ in range(2):
            with listening.accept()[0] as connection:
                connection.recv(1000)
                connection.sendall(b'220 mail.example.org ESMTP\r\n')

    with socket.create_server(('127.0.0.1', 0)) as listening:
        threading.Thread(target=talk, args=(listening,), daemon=True).start()
        url = f'http://127.0.0.1:{listening.getsockname()[1]}/x'
        error = fails(http, url, replace(QUICK, retries=1))
    assert isinstance(error, Unreachable)


def test_threads_share_a_session(server: WebServer, http: Http) -> None:
    def cookie(handler: Handler) -> None:
        number = len(server.asked)
        handler.say(200, handler.path.encode(), Set_Cookie=f'c{number}=x; Path=/')

    paths = [f'/{number}' for number in range(200)]
    server.table.update(dict.fromkeys(paths, cookie))
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(http.get, [f'{server.url}{path}' for path in paths]))
    assert [answer.body.decode() for answer in answers] == paths


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[WebServer, Path]]:
    """A server with a certificate that only its own file vouches for."""
    certificate, key = tmp_path / 'ca.pem', tmp_path / 'key.pem'
    options = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost']
    names = ['-addext', 'subjectAltName=DNS:localhost']
    files = ['-keyout', str(key), '-out', str(certificate)]
    try:
        subprocess.run(
            ['openssl', 'req', *options, *names, *files], check=True, capture_output=True
        )
    except FileNotFoundError:
        pytest.skip('needs openssl')
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    running = WebServer({'/x': fine, '/slow': trickle})
    running.socket = context.wrap_socket(running.socket, server_side=True)
    with running:
        running.url = f'https://localhost:{running.server_port}'
        yield running, certificate


def test_certificates_are_verified(secure: tuple[WebServer, Path], http: Http) -> None:
    server, certificate = secure
    error = fails(http, f'{server.url}/x')
    assert isinstance(error, Unreachable) and 'cannot be trusted' in str(error)
    assert 'jenkins.ca' in error.hint
    assert not server.asked
    with Http(QUICK, ca=certificate) as trusting:
        assert trusting.get(f'{server.url}/x').body == b'fine'
        assert 'took longer' in str(
            fails(trusting, f'{server.url}/slow', replace(QUICK, whole=0.5))
        )


def test_the_environment_does_not_change_which_certificates_are_meant(
    secure: tuple[WebServer, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server, certificate = secure
    monkeypatch.setenv('REQUESTS_CA_BUNDLE', str(tmp_path / 'none.pem'))
    with Http(QUICK, ca=certificate) as trusting:
        assert trusting.get(f'{server.url}/x').body == b'fine'


def test_a_way_from_secure_to_plain_is_not_taken(
    secure: tuple[WebServer, Path], server: WebServer
) -> None:
    safe, certificate = secure
    safe.table['/x'] = status(302, Location=f'{server.url}/log')
    with Http(QUICK, ca=certificate) as http:
        error = fails(http, f'{safe.url}/x')
    assert f'leads from https to {server.url}/log' in str(error)
    assert not server.asked


def test_certificates_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match='no such file of certificates'):
        Http(ca=tmp_path / 'none.pem')


def test_exit_codes_of_names() -> None:
    assert NotAllowed('x').exit_code is Exit.NOT_AUTHORISED


def test_nobody_pays_for_requests_before_it_is_used() -> None:
    code = (
        'import sys; from rdopkg_ci.doors import http, logs; from rdopkg_ci.doors.repos import repodata;'
        ' print([m for m in ("requests", "urllib3") if m in sys.modules])'
    )
    done = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, check=True)
    assert done.stdout == '[]\n'
