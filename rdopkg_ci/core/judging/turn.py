"""Whose turn it is with an update, and what they do."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Who(Enum):
    """``RUN`` goes on by itself; ``NOBODY`` has anything to do."""

    NOBODY = 'nobody'
    RUN = 'run'
    GATE = 'gate'
    AUTHOR = 'author'
    REVIEWER = 'reviewer'
    RELEASE_ENGINEER = 'release engineer'
    ADMIN = 'admin'


class Hold(Enum):
    """What keeps an update where it is, whatever its runs say."""

    NOTHING = 'nothing'
    # Its file is no update, or not one of this policy.
    INVALID = 'invalid'
    # The update of its id has left the pool, so nothing can be edited under it.
    GONE = 'gone'
    # Nobody can tell what it proposes, or how its round was.
    UNREADABLE = 'unreadable'
    WIP = 'wip'
    # The server does not merge it.
    REFUSED = 'refused'
    # The server wants something of people first.
    REQUIREMENT = 'requirement'
    # The gate may not merge it.
    RIGHTS = 'rights'
    # Something lies where it is to move.
    BLOCKED = 'blocked'
    # By a person, of the last phase2.
    LEFT_OUT = 'left out'
    # Left out for what it broke, which is there as it was.
    BROKE = 'broke'
    # By others that it was tested with.
    OTHERS = 'others'
    # Nobody knows which of several that were tested together is at fault.
    UNCLEAR = 'unclear'
    # By others that bring what it lacks, and were not tested with it.
    AWAITS = 'awaits'
    # A search has found it to be at fault of what its pool is red for.
    FOUND = 'found'
    # Its builds are gone from their sources.
    VANISHED = 'vanished'
    # By others that have changed since.
    CHANGED = 'changed'
    # By production, which has got what it does not go with.
    OVERTAKEN = 'overtaken'
    # On some target, by phase2: that was disabled.
    UNTESTED = 'untested'
    # In its review, and nowhere else.
    WITHDRAWN = 'withdrawn'


class Turn(NamedTuple):
    """``what`` is a clause, with the command to type where there is one."""

    who: Who = Who.NOBODY
    what: str = ''

    def told(self, author: str = 'the author', gate: str = '') -> str:
        """As a clause; ``gate`` says how that is run."""
        if self.who is Who.NOBODY:
            return self.what
        if self.who is Who.RUN:
            return f'the run goes on, {self.what}'
        if self.who is Who.GATE:
            return f'the gate {self.what}{f": {gate}" if gate else ""}'
        names = {
            Who.AUTHOR: author,
            Who.REVIEWER: 'a reviewer',
            Who.RELEASE_ENGINEER: 'a release engineer',
            Who.ADMIN: 'an admin',
        }
        return f'{names[self.who]}: {self.what}'

    @property
    def goes_on(self) -> bool:
        """Whether something comes of waiting: no person has to act first."""
        return self.who in (Who.RUN, Who.GATE)
