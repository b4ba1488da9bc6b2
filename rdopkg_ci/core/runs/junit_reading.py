"""Tests that failed, out of JUnit's XML as anybody may have written it.

Nothing that XML can make large out of little is expanded: a file that declares entities is refused.
"""

from __future__ import annotations

from typing import NoReturn
from xml.parsers import expat

from rdopkg_ci.core.runs.tally import KEPT, FailedTest, Tally

_FAILURES = ('failure', 'error')
_LONGEST = 1000


def parse(data: bytes) -> Tally:
    """Raises ValueError for what is no JUnit XML."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError) as error:
        # A LookupError is about an encoding that nobody knows.
        raise ValueError(f'it is no XML: {error}') from error
    if not reader.is_junit:
        raise ValueError('it is XML, but not of JUnit')
    return Tally(reader.total, reader.failures, tuple(reader.failed))


def _refuse(*declaration: object) -> NoReturn:
    raise ValueError('it declares entities')


class _Reader:
    def __init__(self) -> None:
        self.total = 0
        self.failures = 0
        self.failed: list[FailedTest] = []
        self.is_junit = False
        self._name = ''
        self._has_failed = False
        self._message: str | None = None
        self._inner = ''

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.is_junit = self.is_junit or tag in ('testsuite', 'testsuites')
        if tag == 'testcase':
            self.total += 1
            words = (attributes.get('classname', ''), attributes.get('name', ''))
            self._name = '.'.join(filter(None, words))
            self._has_failed = False
        elif tag in _FAILURES and not self._has_failed:
            self._has_failed = True
            self.failures += 1
            self._message, self._inner = attributes.get('message', '')[:_LONGEST], ''

    def text(self, words: str) -> None:
        """What stands inside a failure counts where it has no message of its own."""
        if self._message is not None and len(self._inner) < _LONGEST:
            self._inner += words if self._inner or words.strip() else ''

    def end(self, tag: str) -> None:
        if tag in _FAILURES and self._message is not None:
            said = self._message.strip() or self._inner.strip()
            first = next(iter(said.splitlines()), '')
            if len(self.failed) < KEPT:
                self.failed.append(FailedTest(self._name, first))
            self._message = None
