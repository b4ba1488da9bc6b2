"""The section ``publish``: where repos are published, and who signs what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rdopkg_ci.doors import leaf
from rdopkg_ci.doors.leaf import Leaf, directory


@dataclass(frozen=True)
class PublishSettings:
    """The directories of the stage and the production repos, which lie apart; ``sign_key`` is
    empty where nothing is signed.
    """

    stage: Path
    production: Path
    sign_key: str


LEAVES = (
    Leaf('stage', directory, 'HOME/stage', 'directory of the stage repos, apart from production'),
    Leaf(
        'production',
        directory,
        'HOME/production',
        'directory of the production repos: where the policy’s URLs lead',
    ),
    Leaf('sign_key', leaf.line, '', 'GPG key that signs RPMs before stage; empty: not signed'),
)
