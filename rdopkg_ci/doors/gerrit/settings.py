"""The section ``gerrit``: which server reviews updates, and as whom we speak there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rdopkg_ci.core.yaml import addresses
from rdopkg_ci.doors.leaf import BRANCH, PROJECT, USER, Leaf, directory, word

# Where the HTTP password, or token, of the user is.
VARIABLE = 'RDOPKG_CI_GERRIT_PASSWORD'


@dataclass(frozen=True)
class GerritSettings:
    """``url`` is empty for the local review, ``user`` for nobody in particular; ``branch`` is never
    empty; ``ca`` is a file of certificates, None for those of the system.
    ``from_checkout`` says that no setting named it but the checkout that we are in: then the
    password of the environment, which names no server, is not for it.
    """

    url: str
    project: str
    branch: str
    user: str
    ca: Path | None = None
    from_checkout: bool = False


LEAVES = (
    Leaf('url', addresses.server, '', 'the Gerrit that reviews updates; empty: the local review'),
    Leaf('project', word(PROJECT), '', 'its project that holds the updates'),
    Leaf('branch', word(BRANCH), '', 'the branch that updates are proposed for; empty: `branch`'),
    Leaf('user', word(USER), '', 'who we are there; empty: anonymous, who can only read'),
    Leaf(
        'ca', directory, '', 'file of the certificates that sign its own; empty: the system’s', None
    ),
)
