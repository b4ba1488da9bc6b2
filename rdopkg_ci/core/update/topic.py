"""The topic of a change, computed from its targets: ``icehouse_epel-6_fedora-20/juno_epel-7``."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.errors import InvalidInput

# Gerrit refuses longer ones.
LIMIT = 2_048


def topic(targets: Iterable[Target]) -> str:
    """Releases sorted, dists sorted, the same for the same targets. Raises InvalidInput when Gerrit
    would refuse it.
    """
    by_release = groupby(sorted(set(targets)), key=lambda target: target.release)
    text = '/'.join(
        '_'.join([release, *(target.dist for target in group)]) for release, group in by_release
    )
    if len(text) > LIMIT:
        problem = f'it has {len(text):,} characters, and Gerrit takes {LIMIT:,}'
        raise InvalidInput('the topic of this update:', (problem,), 'Split the update by release.')
    return text


def parse(text: str) -> tuple[Target, ...]:
    """The targets, sorted; raises ValueError on anything that `topic` would not write."""
    targets = []
    for part in text.split('/'):
        release, *dists = part.split('_')
        targets += [Target.parse(f'{release}/{dist}') for dist in dists]
    if not targets or len(text) > LIMIT or topic(targets) != text:
        raise ValueError(
            f'{quoted(text)} is not a topic: write RELEASE_DIST[_DIST…][/RELEASE_DIST…], sorted'
        )
    return tuple(targets)
