"""The sections ``jenkins`` and ``runs``: which server runs the phases, and the runs of this
machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rdopkg_ci.core.yaml import addresses
from rdopkg_ci.doors.leaf import USER, Leaf, directory, number, word


@dataclass(frozen=True)
class JenkinsSettings:
    """``url`` is empty for the local engine, ``user`` for anonymous; ``ca`` is a file of
    certificates, None for those of the system.
    """

    url: str
    user: str
    ca: Path | None


@dataclass(frozen=True)
class RunSettings:
    """``workers`` at once; what is beyond ``keep`` runs of a phase and ``keep_days`` goes."""

    workers: int
    keep: int
    keep_days: int


JENKINS = (
    Leaf('url', addresses.server, '', 'the Jenkins that runs the phases; empty: local runs'),
    Leaf('user', word(USER), '', 'who we are there; empty: anonymous'),
    Leaf(
        'ca', directory, '', 'file of the certificates that sign its own; empty: the system’s', None
    ),
)
RUNS = (
    Leaf('workers', number(1, 64), '2', 'local runs at once, from 1 to 64'),
    Leaf('keep', number(0, 1_000_000), '1000', 'local runs of a phase that are kept in any case'),
    Leaf('keep_days', number(0, 36_500), '90', 'days that all others are kept'),
)
