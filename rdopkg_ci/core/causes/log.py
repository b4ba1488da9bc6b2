"""What a pass over a log found, for all that comes after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from rdopkg_ci.core.causes import clean
from rdopkg_ci.core.causes.candidates import Candidate, literals
from rdopkg_ci.core.causes.classifier import Classifier
from rdopkg_ci.core.causes.decode import blocks
from rdopkg_ci.core.causes.family import Scope
from rdopkg_ci.core.causes.mark_rules import MarkKind
from rdopkg_ci.core.causes.marks import Mark
from rdopkg_ci.core.causes.prefix import Prefix
from rdopkg_ci.core.causes.scan import Scan
from rdopkg_ci.core.causes.scopes import scopes


class Log(NamedTuple):
    """``lines`` is how many it has, ``tail`` its last bytes, ``prefix`` what lines near its end
    begin with; ``whole`` is that no line was passed over.
    """

    candidates: Sequence[Candidate]
    scopes: Sequence[Scope]
    marks: Sequence[Mark]
    lines: int
    tail: bytes
    prefix: Prefix
    whole: bool

    @property
    def over(self) -> Mark | None:
        """The first line that says that the job has failed."""
        return next((mark for mark in self.marks if mark.event is MarkKind.OVER), None)

    def end(self) -> list[tuple[int, bytes]]:
        """Its last lines, with their numbers."""
        lines = self.tail.removesuffix(b'\n').split(b'\n')
        return list(enumerate(lines, self.lines - len(lines) + 1))

    def last(self, most: int) -> list[tuple[int, bytes]]:
        """At most so many of them that hold more than a prefix."""
        said = ((n, line) for n, line in reversed(self.end()) if self.bare(line + b' .') != '.')
        return list(islice(said, most))[::-1]

    def bare(self, raw: bytes) -> str:
        """One of its last lines without its prefix."""
        return self.forms(raw)[-1]

    def forms(self, raw: bytes) -> tuple[str, str]:
        """One of its last lines without what always is a prefix, and without what most lines
        here begin with.
        """
        bare = clean.bare(clean.shown(raw))
        return bare, self.prefix.bare(bare)


def read(chunks: Iterable[bytes]) -> Log:
    scan = Scan(blocks(chunks), literals())
    classifier = Classifier()
    for hit in scan.hits():
        classifier.take(hit)
    marks = classifier.marks
    return Log(
        classifier.candidates,
        scopes(marks, scan.lines),
        marks,
        scan.lines,
        scan.tail,
        scan.prefix,
        scan.whole,
    )
