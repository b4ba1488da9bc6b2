"""`gerrit stream-events`: what happens on a server, a line of JSON each."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from rdopkg_ci.core.text import json_values
from rdopkg_ci.core.text.terminal import brief, safe
from rdopkg_ci.doors.gerrit.ssh import SshAddress
from rdopkg_ci.doors.processes import command
from rdopkg_ci.errors import CiError, MissingTool, NotAuthorised

# In bytes: of a line, which has the words of a comment in it; and of what ssh says at its end.
_LIMIT, _SAID = 1_000_000, 2_000
_TYPES = (
    'patchset-created',
    'comment-added',
    'change-merged',
    'change-abandoned',
    'change-restored',
    'topic-changed',
    'wip-state-changed',
    'private-state-changed',
    'vote-deleted',
    'ref-updated',
)
_COMMAND = ' '.join(['gerrit', 'stream-events', *(f'-s {one}' for one in _TYPES)])
RIGHT = (
    '`rdopkg ci gate --events` needs the global capability Stream Events, which the group Service'
    ' Users has by default: ask an admin of the Gerrit, or run `rdopkg ci gate --timer` every few'
    ' minutes.'
)
_KEY = 'Add the public key of whom the gate runs as to its account in the Gerrit, and try it'
_HOST = 'Accept the key of the server once, as whom the gate runs as'


class Interest(NamedTuple):
    """Which events mean that there is something to do; ``user`` is who we are ourselves."""

    project: str
    branch: str
    user: str

    def fits(self, line: bytes) -> bool:
        """Also where a line cannot be read, or tells that others were dropped: then who knows."""
        try:
            event = json_values.load(line, _LIMIT)
            place = _mapping(event, 'change') or _mapping(event, 'refUpdate')
        except ValueError:
            return True
        if place.get('project', self.project) != self.project:
            return False
        branch = str(place.get('branch') or place.get('refName') or self.branch)
        return branch.removeprefix('refs/heads/') == self.branch and not self._is_own(event)

    def _is_own(self, event: object) -> bool:
        """Whether it is what we said ourselves."""
        people = [_mapping(event, name).get('username') for name in ('author', 'changer')]
        return bool(self.user) and self.user in people


class EventStream:
    """Open once; ended by `close`, which any thread may call."""

    def __init__(self, address: SshAddress) -> None:
        self._address = address
        arguments = address.arguments(_COMMAND)
        self._said = tempfile.TemporaryFile()  # noqa: SIM115
        try:
            self._process = subprocess.Popen(
                arguments,
                env=command.environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=self._said,
            )
        except OSError as error:
            hint = 'Install the ssh client, or correct GIT_SSH_COMMAND.'
            raise MissingTool(f'{arguments[0]}: {error.strerror}', hint) from error

    def lines(self) -> Iterator[bytes]:
        """As they come, until the stream breaks; a longer one in pieces."""
        assert self._process.stdout
        return iter(partial(self._process.stdout.readline, _LIMIT), b'')

    def why(self) -> CiError:
        """Why it has ended, in the words of ssh and of the server; asked once."""
        code = self._process.wait()
        with self._said:
            self._said.seek(0)
            text = safe(self._said.read(_SAID).decode('utf-8', 'replace')).strip()
        said = brief(text, _SAID) or f'ssh ended with code {code}'
        problem = f'the events of {self._address} cannot be followed: {said}'
        return _named(problem, said, f'{self._address.by_hand} gerrit version')

    def close(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()


def _named(problem: str, said: str, trial: str) -> CiError:
    """``trial`` is what shows a person whether ssh gets there."""
    if re.search(r'streamEvents|stream events|not permitted|capability', said, re.I):
        return NotAuthorised(problem, RIGHT)
    if re.search(r'Permission denied \(', said):
        return NotAuthorised(problem, f'{_KEY}: {trial}')
    if 'Host key verification failed' in said:
        return NotAuthorised(problem, f'{_HOST}: {trial}')
    return CiError(problem)


def _mapping(event: object, key: str) -> dict[str, object]:
    found = event.get(key) if isinstance(event, dict) else None
    return found if isinstance(found, dict) else {}
