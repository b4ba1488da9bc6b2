"""The section ``gerrit``: which server reviews updates, and as whom we speak there."""

from __future__ import annotations

from dataclasses import dataclass

from rdopkg_ci.core.yaml import addresses
from rdopkg_ci.doors.leaf import BRANCH, PROJECT, USER, Leaf, word


@dataclass(frozen=True)
class GerritSettings:
    """``url`` is empty for the local review, ``user`` for nobody in particular; ``branch`` is never
    empty.
    """

    url: str
    project: str
    branch: str
    user: str


LEAVES = (
    Leaf('url', addresses.server, '', 'the Gerrit that reviews updates; empty: the local review'),
    Leaf('project', word(PROJECT), '', 'its project that holds the updates'),
    Leaf('branch', word(BRANCH), '', 'the branch that updates are proposed for; empty: `branch`'),
    Leaf('user', word(USER), '', 'who we are there'),
)
