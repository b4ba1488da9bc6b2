"""A stream of events that is no Gerrit's, but a program of ours in place of ssh."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from webserver import Handler, WebServer

from rdopkg_ci import settings
from rdopkg_ci.doors.gerrit import ssh
from rdopkg_ci.doors.gerrit.server import GerritServer
from rdopkg_ci.doors.gerrit.ssh import SshAddress
from rdopkg_ci.doors.gerrit.stream import Interest
from rdopkg_ci.doors.http import Http
from rdopkg_ci.errors import CiError, MissingTool, NotAuthorised, UsageError
from rdopkg_ci.flows import following
from rdopkg_ci.flows.following import Follower

ADDRESS = SshAddress('review.example.org', 29418, 'ci')
INTEREST = Interest('rdo-update', 'master', 'ci')
PATIENCE = 60.0


@pytest.fixture
def follower(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Follower:
    """Its ssh is ``program``, which a test writes; it notes every start in ``starts``."""
    monkeypatch.setattr(following, 'FIRST', 0.01)
    monkeypatch.setattr(following, 'GATHER', 0.0)
    # However long it takes to start a program: no look is due before something was told.
    monkeypatch.setattr(following, 'SETTLED', 10 * PATIENCE)
    monkeypatch.setenv('GIT_SSH_COMMAND', f'sh {tmp_path}/program')
    return Follower(ADDRESS, INTEREST)


def program(tmp_path: Path, text: str) -> None:
    told = 'here=$(dirname "$0")\necho "$@" >> "$here/starts"'
    (tmp_path / 'program').write_text(f'{told}\n{text}\n')


def test_a_stream_that_breaks_again_and_again_is_told_once(
    tmp_path: Path, follower: Follower
) -> None:
    program(tmp_path, 'echo "Connection reset" >&2; exit 255')
    with follower:
        told = [str(one) for one in follower.wait(PATIENCE)]
        end = time.monotonic() + PATIENCE
        while len((tmp_path / 'starts').read_text().splitlines()) < 4:
            assert time.monotonic() < end
            time.sleep(0.01)
        assert follower.wait(0) == []
    at = 'review.example.org:29418'
    assert told == [f'the events of {at} cannot be followed: Connection reset']


@pytest.mark.parametrize(
    ('said', 'remedy'),
    [
        ('fatal: Capability streamEvents is required to access this resource', 'Stream Events'),
        ('ci@review: Permission denied (publickey).', 'public key'),
        (
            'Host key verification failed.',
            'runs as: ssh -p 29418 ci@review.example.org gerrit version',
        ),
    ],
)
def test_what_no_waiting_mends(tmp_path: Path, follower: Follower, said: str, remedy: str) -> None:
    program(tmp_path, f'echo "{said}" >&2; exit 1')
    with follower, pytest.raises(NotAuthorised) as caught:
        follower.wait(PATIENCE)
    assert remedy in caught.value.hint and said in str(caught.value)


def test_it_is_asked_without_a_shell_and_ended(tmp_path: Path, follower: Follower) -> None:
    program(tmp_path, 'echo $$ > "$here/pid"; echo "{}"; exec sleep 600')
    with follower:
        assert follower.wait(PATIENCE) == []
        asked = (tmp_path / 'starts').read_text()
        pid = (tmp_path / 'pid').read_text().strip()
    assert '-o BatchMode=yes' in asked
    assert '-p 29418 -l ci -- review.example.org gerrit stream-events -s patchset-c' in asked
    assert not Path(f'/proc/{pid}').exists()


def test_without_the_program(follower: Follower, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv('GIT_SSH_COMMAND', '/nonexistent/ssh')
    with follower:
        [told] = follower.wait(PATIENCE)
    assert isinstance(told, MissingTool)


def test_a_command_that_cannot_be_read(follower: Follower, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv('GIT_SSH_COMMAND', 'ssh "-i')
    with follower, pytest.raises(UsageError, match='GIT_SSH_COMMAND'):
        follower.wait(PATIENCE)


def test_only_a_gerrit_tells_events(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match='only a Gerrit tells events'):
        following.follower(settings.load({'HOME': str(tmp_path)}))


CHANGE = {'project': 'rdo-update', 'branch': 'master'}
EVENTS = {
    'a patch set': ({'type': 'patchset-created', 'change': CHANGE}, True),
    'of another project': ({'change': {**CHANGE, 'project': 'other'}}, False),
    'of another branch': ({'change': {**CHANGE, 'branch': 'other'}}, False),
    'a comment': ({'change': CHANGE, 'author': {'username': 'jane'}}, True),
    'a comment of ours': ({'change': CHANGE, 'author': {'username': 'ci'}}, False),
    'a topic set by us': ({'change': CHANGE, 'changer': {'username': 'ci'}}, False),
    'the branch': (
        {'refUpdate': {'project': 'rdo-update', 'refName': 'refs/heads/master'}},
        True,
    ),
    'what a change is kept in': (
        {'refUpdate': {'project': 'rdo-update', 'refName': 'refs/changes/01/1/meta'}},
        False,
    ),
    'dropped': ({'type': 'dropped-output'}, True),
    'fields that are none': ({'change': [], 'author': 5}, True),
    'a list': ([], True),
}


@pytest.mark.parametrize(('event', 'fits'), EVENTS.values(), ids=EVENTS)
def test_which_events_matter(event: object, fits: bool) -> None:
    assert INTEREST.fits(json.dumps(event).encode()) == fits


def test_what_is_no_event_may_have_been_one() -> None:
    assert INTEREST.fits(b'\xff{') and INTEREST.fits(b'{"change": ')


def says(text: str) -> WebServer:
    def handle(handler: Handler) -> None:
        handler.say(200, text.encode())

    return WebServer({'/ssh_info': handle})


@pytest.mark.parametrize(
    ('remote', 'found'),
    [
        ('', SshAddress('review.example.org', 29418, 'ci')),
        ('ssh://jane@other.example.org:222/p', SshAddress('other.example.org', 222, 'jane')),
        ('ssh://other.example.org/p', SshAddress('other.example.org', None, 'ci')),
        ('https://other.example.org/p', SshAddress('review.example.org', 29418, 'ci')),
    ],
)
def test_where_the_events_are(remote: str, found: SshAddress) -> None:
    with says('review.example.org 29418') as web:
        assert ssh.address(GerritServer(web.url, Http(netrc=False)), remote, 'ci') == found


@pytest.mark.parametrize(
    ('said', 'error'),
    [
        ('NOT_AVAILABLE', UsageError),
        ('-oProxyCommand=sh 22', CiError),
        ('a;b 22', CiError),
        ('<html>', UsageError),
    ],
)
def test_no_address_at_all(said: str, error: type[CiError]) -> None:
    with says(said) as web, pytest.raises(error):
        ssh.address(GerritServer(web.url, Http(netrc=False)), '', 'ci')
