"""Tell what was done: as sentences while it is done, or as one JSON document at the end."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rdopkg_ci.core.event import Event
from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.errors import CiError, distinct
from rdopkg_ci.view import events as view

SCHEMA = 1
# In seconds: then people ask themselves whether it hangs.
QUIET = 60.0


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('--json', action='store_true', help='print JSON instead')


class Teller:
    """Says nothing but the JSON of `finish` when that is wanted."""

    def __init__(self, as_json: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._as_json = as_json
        self._clock = clock
        self._last = clock()
        self._events: list[Event] = []
        self._problems: list[str] = []

    def text(self, text: str) -> None:
        """What only people want to read, with its line end."""
        if text and not self._as_json:
            print(text, end='', flush=True)
            self._last = self._clock()

    def alive(self, text: str) -> None:
        """That something still goes on, where nothing was said for a minute."""
        if self._clock() - self._last >= QUIET:
            self.text(f'still going on: {text}\n')

    def note(self, events: Sequence[Event]) -> None:
        """What people have been told in other words."""
        self._events += events

    def events(self, events: Sequence[Event]) -> None:
        self.note(events)
        for sentence in view.sentences(events):
            self.text(f'{sentence}\n')

    def planned(self, events: Sequence[Event]) -> None:
        """What would be done."""
        self.note(events)
        for sentence in view.sentences(events):
            self.text(f'would be done: {sentence}\n')

    def problems(self, problems: Sequence[CiError]) -> None:
        """Warnings on standard error with what to do about them, each once; the message in JSON
        too.
        """
        for problem in distinct(problems):
            self._problem(problem, 'warning')

    def failed(self, error: CiError) -> None:
        """The same of one of several things that could not be done."""
        self._problem(error, 'error')

    def _problem(self, problem: CiError, word: str) -> None:
        if str(problem) in self._problems:
            return
        self._problems.append(str(problem))
        print(f'{word}: {safe(str(problem))}', file=sys.stderr)
        if problem.hint:
            print(f'  {safe(problem.hint)}', file=sys.stderr)

    def keep(self, problems: Sequence[CiError]) -> None:
        """All others are over, and told again when they come back."""
        kept = {str(problem) for problem in problems}
        self._problems = [problem for problem in self._problems if problem in kept]

    def finish(self, **more: Any) -> None:
        """``more`` are further keys of the document."""
        if self._as_json:
            told: Mapping[str, Any] = {
                'schema': SCHEMA,
                **more,
                'events': view.data(self._events),
                'problems': [safe(problem) for problem in self._problems],
            }
            print(json.dumps(told, indent=1))
