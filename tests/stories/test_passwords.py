"""A password that a server refuses: where it is from is said, and never what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from box import Box
from webserver import Handle, Handler, WebServer

from rdopkg_ci.doors.git.remote import GitRemote
from rdopkg_ci.doors.git.repo import init_bare
from rdopkg_ci.errors import Exit, NotAuthorised

SECRET = 'squeamish'


class Refusing(WebServer):
    """It wants to know who comes, and believes nobody."""

    def handle_of(self, path: str) -> Handle:
        return refuse


def refuse(handler: Handler) -> None:
    handler.say(401, b'Unauthorized', WWW_Authenticate='Basic realm="x"', Content_Type='text/plain')


@pytest.fixture
def server() -> Iterator[str]:
    with Refusing({}) as running:
        yield running.url


@pytest.fixture
def entry(home: Path) -> str:
    """What is said of the entry of ~/.netrc."""
    (home / '.netrc').write_text(f'machine 127.0.0.1 login jane password {SECRET}\n')
    (home / '.netrc').chmod(0o600)
    return 'The server refuses what ~/.netrc (machine 127.0.0.1) has for jane: correct it there.'


def gerrit(box: Box, url: str, user: str = 'jane') -> None:
    box.environ.update(
        RDOPKG_CI_GERRIT_URL=url, RDOPKG_CI_GERRIT_PROJECT='p', RDOPKG_CI_GERRIT_USER=user
    )


def told(box: Box) -> str:
    said = box.run('ci', 'policy', code=4)
    assert SECRET not in said.out + said.err
    return said.err


def test_of_a_gerrit(box: Box, server: str, entry: str) -> None:
    gerrit(box, server)
    assert entry in told(box)
    assert entry in box.run('ci', 'status', code=4).err
    box.environ['RDOPKG_CI_GERRIT_PASSWORD'] = SECRET
    assert 'refuses what the variable RDOPKG_CI_GERRIT_PASSWORD has for jane' in told(box)


def test_of_another_git_repo(box: Box, home: Path, server: str, entry: str) -> None:
    box.environ['RDOPKG_CI_UPDATE_REPO'] = f'{server}/p'
    assert entry in told(box)
    (home / '.netrc').unlink()
    assert 'Nobody knows a password for 127.0.0.1: put it into ~/.netrc' in told(box)
    (home / '.gitconfig').write_text(
        f'[credential]\nhelper = "!echo username=jane; echo password={SECRET}; true"\n'
    )
    assert 'refuses what `git credential` has for 127.0.0.1: correct it there.' in told(box)


def test_of_a_repo_with_packages(box: Box, server: str, entry: str) -> None:
    box.environ.update(RDOPKG_CI_SOURCES_HTTP=server)
    text = 'notes: x\nbuilds: [{id: a-1-1, source: http, repo: kilo, dist: el7}]\n'
    said = box.run('update', box.write('up.yml', text), code=4)
    assert entry in said.err and SECRET not in said.err
    log = server.replace('//', f'//me:{SECRET}@')
    said = box.run('ci', 'explain', f'{log}/log', code=4)
    assert 'refuses what the address itself has for me: correct it there.' in said.err
    assert SECRET not in said.err


def test_of_a_push(tmp_path: Path, server: str, entry: str) -> None:
    clone = init_bare(tmp_path / 'clone.git', 'master')
    commit = clone.commit(None, {'x': b'x'}, 'x')
    with pytest.raises(NotAuthorised) as caught:
        GitRemote(clone, f'{server}/p').push(commit, 'refs/heads/master')
    assert caught.value.hint == entry and caught.value.exit_code is Exit.NOT_AUTHORISED
