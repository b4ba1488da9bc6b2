"""A target: one release on one dist, written ``juno/epel-7``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rdopkg_ci.core.text.terminal import quoted

# The historic topic joins names with "_" and "/", so neither may stand inside one.
NAME = re.compile(r'[a-z0-9][a-z0-9.-]{0,62}')


@dataclass(frozen=True, order=True)
class Target:
    release: str
    dist: str

    def __str__(self) -> str:
        return f'{self.release}/{self.dist}'

    @classmethod
    def parse(cls, text: str) -> Target:
        """``release/dist``; raises ValueError on anything else."""
        release, slash, dist = text.partition('/')
        if not (slash and NAME.fullmatch(release) and NAME.fullmatch(dist)):
            raise ValueError(
                f'{quoted(text)} is not a target: write RELEASE/DIST, such as juno/epel-7'
            )
        return cls(release, dist)
