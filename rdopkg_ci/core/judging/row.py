"""One row of the board: an update, where it lies and how it was judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import datetime
from typing import NamedTuple

from rdopkg_ci.core.judging.ruling import Ruling
from rdopkg_ci.core.judging.turn import Hold, Turn
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.place import FAILED
from rdopkg_ci.core.update.update import Build

# What names several rows by how they stand: any verdict too.
WORDS = ('all', 'red', 'mine', *(verdict.word for verdict in Verdict))
# Where an update is before its file lies in a directory.
REVIEW = 'review'


class Awaited(NamedTuple):
    """An update that ``brings`` what another one lacks, as NAME-VERSION-RELEASE; ``number`` is its
    change's, 0 where it has left review. ``replaces`` is the package of production that the other
    one breaks, where that is what it brings a newer one of; ``is_mutual`` where it awaits the
    other one, too.
    """

    update_id: str
    where: str
    number: int
    brings: str
    replaces: str = ''
    is_mutual: bool = False


class Row(NamedTuple):
    """``where`` is ``review`` or the directory that the update lies in; ``phase`` is the one whose
    ``ruling`` counts, empty when none was asked for; ``note`` says what is special; ``targets`` are
    all targets of the update; ``number`` and ``url`` are its change's, 0 and empty without one, and
    ``address`` is where people look at that; ``requests`` are the runs that the ruling is about;
    ``hold`` is what keeps it where it is, ``leave_out`` are whom to leave out then; ``next`` is who
    does what then; ``author`` is ``Name <address>``, empty where nobody asked, and ``is_mine`` says
    that it is who looks; ``since`` is when it came to where it is; ``awaited`` bring all that it is
    red for the want of; ``together`` are the others that it was tested with and that lie there
    still, ``left_out`` those that its round or stage was without, and that are as they were then.

    ``override`` is the verdict whatever the runs say: failed where the file is no update, its
    builds have vanished or its review cannot be merged, unknown where a server did not tell,
    waiting where others that it was tested with are at fault, or people have to let it be merged.
    """

    update_id: str
    title: str
    where: str
    phase: str
    ruling: Ruling
    targets: Sequence[Target]
    note: str = ''
    number: int = 0
    topic: str = ''
    url: str = ''
    override: Verdict | None = None
    requests: Mapping[Target, Request] = {}
    address: str = ''
    hold: Hold = Hold.NOTHING
    leave_out: Sequence[str] = ()
    next: Turn = Turn()
    author: str = ''
    is_mine: bool = False
    builds: Sequence[Build] = ()
    since: datetime | None = None
    awaited: tuple[Awaited, ...] = ()
    together: Sequence[str] = ()
    left_out: Sequence[str] = ()

    @property
    def verdict(self) -> Verdict:
        """What the update came to; one that waits for a person to ask for the next phase has passed
        the last one.
        """
        if self.override is not None:
            return self.override
        if self.where == FAILED or self.hold is Hold.WITHDRAWN:
            return Verdict.FAILED
        return self.ruling.verdict if self.ruling.targets else Verdict.PASSED

    @property
    def word(self) -> str:
        """The verdict as people read it: what was taken out by a person did not fail."""
        return 'withdrawn' if self.hold is Hold.WITHDRAWN else self.verdict.told

    @property
    def packages(self) -> frozenset[str]:
        """The names of what it builds."""
        return frozenset(build.name for build in self.builds)

    @property
    def whose(self) -> str:
        """Whom it is by, as people call them."""
        return 'you' if self.is_mine else self.author.partition(' <')[0] or 'the author'

    @property
    def is_red(self) -> bool:
        """Whether somebody has to act now: red, and no run left that could change it."""
        return self.verdict.red and (self.override is not None or self.ruling.finished)

    @property
    def is_unfinished(self) -> bool:
        """Whether runs are still to end, a server to answer, or the gate to go on from there."""
        if self.override is Verdict.UNKNOWN or self.next.goes_on:
            return True
        return bool(self.ruling.targets) and not self.ruling.finished

    @property
    def goes_on(self) -> bool:
        """Whether something comes of watching it: no person has to act first."""
        is_unknown = Verdict.UNKNOWN in (self.override, self.ruling.verdict)
        return is_unknown or self.next.goes_on

    @property
    def is_running(self) -> bool:
        goes_on = (Verdict.RUNNING, Verdict.QUEUED)
        return any(one.verdict in goes_on for one in self.ruling.targets)

    def matches(self, what: str) -> bool:
        """Whether ``what`` names it: an id, change number, topic, release, target, phase,
        directory, package, build, author, or one of the words for several. A directory may end in
        a slash, for what lies in ``failed/`` is one thing, and what failed another.
        """
        return bool(what) and what in self.names

    @property
    def names(self) -> Set[str]:
        address = address_of(self.author)
        words = {'all': True, 'red': self.is_red, 'running': self.is_running, 'mine': self.is_mine}
        return {
            self.update_id,
            str(self.number or ''),
            self.topic,
            self.phase,
            self.where,
            f'{self.where}/',
            self.verdict.word,
            *map(str, self.targets),
            *(target.release for target in self.targets),
            *self.packages,
            *(build.id for build in self.builds),
            *(self.author, self.author.partition(' <')[0], address, address.partition('@')[0]),
            *(word for word, fits in words.items() if fits),
        }


def address_of(person: str) -> str:
    """The address in ``Name <address>``, by which people are the same; empty without one."""
    return person.rpartition('<')[2].rstrip('>').lower() if '<' in person else ''
