"""Watch the board until nothing on it goes on, for `rdopkg ci status --watch`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from functools import partial

from rdopkg_ci.commands import telling
from rdopkg_ci.commands.arguments import Numbers
from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.doors.terminal import fullscreen
from rdopkg_ci.flows.board.looking import Look, Looking
from rdopkg_ci.flows.polling import poll
from rdopkg_ci.view.changes import changes

SECONDS = 10.0
PAUSE = Numbers('--watch', 'SECONDS', 0.1, 86_400)
# Of a look, what is drawn of it.
Page = Callable[[Look], str]


class Watch:
    """``page`` is None where nothing is to be told before the end."""

    def __init__(self, looking: Looking, pause: float, page: Page | None) -> None:
        self._looking = looking
        self._pause = pause
        self._page = page
        self._last: Look | None = None

    def run(self) -> Look:
        """The last look: the first one after which nothing goes on, or the one before an
        interrupt.
        """
        try:
            with ExitStack() as stack:
                if self._page and fullscreen.fits(sys.stdout):
                    screen = stack.enter_context(fullscreen.fullscreen(sys.stdout))
                    draw = partial(self._draw, screen, self._page)
                    return poll(partial(self._once, draw), partial(screen.wait, self._pause, draw))
                return poll(partial(self._once, None), partial(time.sleep, self._pause))
        except KeyboardInterrupt:
            if self._last is None:
                raise
            print('interrupted; runs go on', file=sys.stderr)
            return self._last

    def _once(self, draw: Callable[[], None] | None) -> tuple[Look, bool]:
        before = self._last
        self._last = self._looking.look_again(before) if before else self._looking.look()
        if draw:
            draw()
        elif self._page:
            _tell_changes(before, self._last)
        return self._last, self._last.is_settled

    def _draw(self, screen: fullscreen.FullScreen, page: Page) -> None:
        assert self._last is not None
        head = f'every {self._pause:g} s, at {datetime.now():%H:%M:%S}; Ctrl-C ends'
        problems = [f'warning: {safe_line(str(problem))}' for problem in self._last.told]
        screen.draw([head, *problems, *page(self._last).splitlines()])


def _tell_changes(before: Look | None, now: Look) -> None:
    known = {str(problem) for problem in before.told} if before else ()
    fresh = [problem for problem in now.told if str(problem) not in known]
    telling.Teller(as_json=False).problems(fresh)
    gate = now.snapshot.services.settings.gate
    for line in changes(before.rows if before else (), now.rows, gate):
        print(line, flush=True)
