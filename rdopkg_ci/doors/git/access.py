"""Who we are to the server of a git repo, where git cannot find that out by itself."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rdopkg_ci.doors.http import Credentials, netrc, refused
from rdopkg_ci.doors.http.address import Address

_WHERE = 'put it into ~/.netrc, or into a helper of `git credential`; of a Gerrit set gerrit.user'


@dataclass(frozen=True)
class GitAccess:
    """Without ``credentials`` git finds its own: ~/.netrc, its helpers, the agent of ssh. ``ca`` is
    a file of the certificates to trust at ``url``.
    """

    url: str = ''
    credentials: Credentials | None = None
    ca: Path | None = None

    @property
    def environment(self) -> Mapping[str, str]:
        """In git's environment, which no other user sees, as they see arguments."""
        settings = {}
        if self.credentials:
            login = f'{self.credentials.user}:{self.credentials.secret}'
            encoded = base64.b64encode(login.encode()).decode()
            settings[f'http.{self.url}/.extraHeader'] = f'Authorization: Basic {encoded}'
        if self.ca:
            settings[f'http.{self.url}/.sslCAInfo'] = str(self.ca)
        numbered = list(enumerate(settings.items()))
        return {
            'GIT_CONFIG_COUNT': str(len(settings)),
            **{f'GIT_CONFIG_KEY_{number}': key for number, (key, _) in numbered},
            **{f'GIT_CONFIG_VALUE_{number}': value for number, (_, value) in numbered},
        }

    def remedy(self, address: str, said: str) -> str:
        """What to do where the server at an address does not believe who we are, by git's words."""
        if not address.startswith(('http://', 'https://')):
            return 'With ssh, add your public key to your account there.' if ':' in address else ''
        if self.credentials:
            return self.credentials.remedy
        user, host = netrc.login(address), Address.parse(address).origin.host
        if user:
            return refused(user, netrc.entry(address))
        if 'could not read' in said:
            return f'Nobody knows a password for {host}: {_WHERE}.'
        return refused(host, '`git credential`')


OWN = GitAccess()
