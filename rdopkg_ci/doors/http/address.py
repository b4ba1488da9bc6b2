"""Where a request goes: a URL taken apart, its credentials apart from what may be shown."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from rdopkg_ci.core.text.characters import forbidden
from rdopkg_ci.core.text.terminal import safe_line

_PORTS = {'http': 80, 'https': 443}
_SHOWN, _ASKED = 200, 80


class Origin(NamedTuple):
    scheme: str
    host: str
    port: int


class Address(NamedTuple):
    """``url`` holds no credentials and no fragment; ``login`` are those that the URL brought."""

    url: str
    origin: Origin
    login: tuple[str, str] | None

    @classmethod
    def parse(cls, url: str) -> Address:
        """Raises ValueError with the reason where it is not an http or https URL."""
        parts = urlsplit(url)
        if parts.scheme not in _PORTS:
            raise ValueError('it is neither http nor https')
        if not parts.hostname or forbidden(url) or re.search(r'\s', url):
            raise ValueError('it has no host, or holds a space or a control character')
        port = _PORTS[parts.scheme] if parts.port is None else parts.port
        bare = parts._replace(netloc=parts.netloc.rpartition('@')[2], fragment='')
        return cls(bare.geturl(), Origin(parts.scheme, parts.hostname, port), _login(parts))

    def joined(self, location: str) -> Address:
        """Where a redirect leads, without any credentials it may hold; raises ValueError."""
        return Address.parse(urljoin(self.url, location))._replace(login=None)

    def may_have(self, first: Origin) -> bool:
        """Whether credentials for ``first`` may be sent here: the same server, or its secure
        side.
        """
        upgraded = Origin('https', first.host, 443)
        return self.origin == first or (
            first == Origin('http', first.host, 80) and self.origin == upgraded
        )


def _login(parts: SplitResult) -> tuple[str, str] | None:
    if not parts.username:
        return None
    return unquote(parts.username), unquote(parts.password or '')


def public(url: str) -> str:
    """The URL without credentials, otherwise as it was written, even where it is none."""
    return re.sub(r'//[^/?#]*@', '//', url)


def shown(url: str) -> str:
    """The URL as people may see it: without credentials, control characters and great length."""
    path, _, asked = safe_line(public(url)).partition('?')
    plain = f'{path}?{asked if len(asked) <= _ASKED else "…"}' if asked else path
    return plain if len(plain) <= _SHOWN else f'{plain[:_SHOWN]}…'
