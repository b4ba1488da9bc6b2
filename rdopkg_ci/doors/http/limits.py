"""What a caller of HTTP decides: how long, how much, and as whom."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Limits:
    """Seconds to ``connect``, to wait for the next bytes (``read``), and for the ``whole`` with its
    retries; bytes of the decoded body (``size``); how many ``retries``, the pauses between them
    growing from ``backoff`` seconds on.
    """

    connect: float = 10.0
    read: float = 60.0
    whole: float = 600.0
    size: int = 16_000_000
    retries: int = 3
    backoff: float = 0.5


@dataclass(frozen=True)
class Credentials:
    """For the server at ``url`` and no other; ``source`` says in words where the secret is from."""

    url: str
    user: str
    secret: str = field(repr=False)
    source: str = ''

    @property
    def remedy(self) -> str:
        """What to do where the server does not believe them."""
        return refused(self.user, self.source) if self.source else ''


def refused(user: str, source: str) -> str:
    return f'The server refuses what {source} has for {user}: correct it there.'


STANDARD = Limits()
