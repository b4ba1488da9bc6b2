"""How a Gerrit is reached by ssh: as whom, where, and with which program."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.doors.gerrit.server import GerritServer
from rdopkg_ci.doors.gitreview import HOST
from rdopkg_ci.errors import CiError, UsageError

# Nobody is there to answer a question, and a server that is gone is missed within two minutes.
_OPTIONS = ('BatchMode=yes', 'ConnectTimeout=20', 'ServerAliveInterval=30', 'ServerAliveCountMax=3')
_HINT = 'Set update_repo to ssh://USER@HOST:PORT/PROJECT of the Gerrit.'


class SshAddress(NamedTuple):
    """Without a user or a port ssh's own settings have them."""

    host: str
    port: int | None = None
    user: str = ''

    def __str__(self) -> str:
        return f'{self.host}:{self.port}' if self.port else self.host

    @property
    def by_hand(self) -> str:
        """What a person types to connect."""
        where = f'{self.user}@{self.host}' if self.user else self.host
        return f'ssh -p {self.port} {where}' if self.port else f'ssh {where}'

    def arguments(self, command: str) -> Sequence[str]:
        """What runs a command there: by the ssh that git is told to use, whose settings know keys
        and hosts.
        """
        program = _program(os.environ.get('GIT_SSH_COMMAND', ''))
        options = [word for one in _OPTIONS for word in ('-o', one)]
        options += ['-p', str(self.port)] if self.port else []
        options += ['-l', self.user] if self.user else []
        return [*program, *options, '--', self.host, command]


def _program(text: str) -> Sequence[str]:
    try:
        return shlex.split(text) or ['ssh']
    except ValueError as error:
        raise UsageError(f'GIT_SSH_COMMAND cannot be read: {error}') from error


def address(server: GerritServer, remote: str, user: str) -> SshAddress:
    """That of the git URL ``remote`` where it is one for ssh, else what the server says."""
    if remote.startswith('ssh:'):
        parts = urlsplit(remote)
        return _checked(SshAddress(parts.hostname or '', parts.port, parts.username or user))
    host, _, port = server.ssh_info().partition(' ')
    if not port.isdigit():
        raise UsageError(f'{server.url} is not reached by ssh, which tells events', _HINT)
    return _checked(SshAddress(host, int(port), user))


def _checked(found: SshAddress) -> SshAddress:
    if not HOST.pattern.fullmatch(found.host):
        raise CiError(f'{quoted(found.host)} is not the name of a host to use with ssh', _HINT)
    return found
