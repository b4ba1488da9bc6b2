"""Wake whoever waits when something happens on the Gerrit."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from types import TracebackType

from rdopkg_ci.doors.gerrit import ssh
from rdopkg_ci.doors.gerrit.ssh import SshAddress
from rdopkg_ci.doors.gerrit.stream import EventStream, Interest
from rdopkg_ci.errors import CiError, NotAuthorised, UsageError
from rdopkg_ci.flows.services.reviewing import open_gerrit
from rdopkg_ci.settings import Settings

# In seconds. A stream tells nothing when it begins: after a while it is surely there, and after a
# longer one, which no attempt to connect takes, it was sound.
SETTLED, SOUND, GATHER = 5.0, 60.0, 1.0
FIRST, LONGEST = 1.0, 300.0


class Follower:
    """Follows the stream as long as it is entered, and connects it again with growing waits."""

    def __init__(self, address: SshAddress, interest: Interest) -> None:
        self.address = address
        self._interest = interest
        self._woken, self._left = threading.Event(), threading.Event()
        self._stream: EventStream | None = None
        self._fatal: CiError | None = None
        self._news: list[CiError] = []
        self._thread = threading.Thread(target=self._follow, daemon=True)

    def __enter__(self) -> Follower:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._left.set()
        if self._stream:
            self._stream.close()
        self._thread.join(SETTLED)

    def wait(self, seconds: float) -> Sequence[CiError]:
        """Return when something has happened, what comes at the same time with it, or when the time
        has passed; returns why the stream broke, once for every time that it is away. Raises what
        no waiting mends.
        """
        if self._woken.wait(seconds):
            time.sleep(GATHER)
        self._woken.clear()
        if self._fatal:
            raise self._fatal
        news, self._news = self._news, []
        return news

    def _follow(self) -> None:
        wait, is_told = FIRST, False
        while not self._left.wait(0):
            began = time.monotonic()
            problem = self._until_it_breaks()
            if isinstance(problem, (NotAuthorised, UsageError)):
                self._fatal = problem
                self._woken.set()
                return
            if time.monotonic() - began > SOUND:
                wait, is_told = FIRST, False
            if not is_told:
                self._news.append(problem)
                self._woken.set()
            is_told = True
            self._left.wait(wait)
            wait = min(2 * wait, LONGEST)

    def _until_it_breaks(self) -> CiError:
        """Why it did. What happened before it was there nobody tells, so we look once it is."""
        try:
            self._stream = EventStream(self.address)
        except CiError as error:
            return error
        except OSError as error:
            return CiError(f'the events of {self.address} cannot be followed: {error.strerror}')
        if self._left.is_set():
            self._stream.close()
        look = threading.Timer(SETTLED, self._woken.set)
        look.daemon = True
        look.start()
        for line in self._stream.lines():
            if self._interest.fits(line):
                self._woken.set()
        look.cancel()
        return self._stream.why()


def follower(settings: Settings) -> Follower:
    """Of the Gerrit of the settings; raises UsageError where there is none."""
    gerrit = settings.gerrit
    if not gerrit.url:
        raise UsageError(
            'gerrit.url is not set: only a Gerrit tells events',
            'Without one, run `rdopkg ci gate --timer` every few minutes.',
        )
    address = ssh.address(open_gerrit(settings), settings.update_repo, gerrit.user)
    return Follower(address, Interest(gerrit.project, gerrit.branch, gerrit.user))
