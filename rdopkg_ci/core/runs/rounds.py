"""Rounds of phase2: the pool at one commit, less some updates, asked for on some releases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.runs import run_key
from rdopkg_ci.core.target import Target


class Round(NamedTuple):
    """``without`` holds the ids that were left out, sorted; ``releases`` those it was asked for,
    sorted.
    """

    commit: str
    without: tuple[str, ...]
    releases: tuple[str, ...]

    def request(self, target: Target, attempt: int, policy: str = '') -> run_key.Request:
        """What to run; the policy is that of the round's own commit unless another is named."""
        return run_key.phase2(self.commit, policy or self.commit, self.without, target, attempt)


def latest(runs: Iterable[tuple[str, Mapping[str, str]]]) -> Sequence[Round]:
    """The newest round of every release, from the keys and parameters of phase2's runs, newest
    first.

    A run whose key does not follow from its parameters is somebody else's and counts for nothing.
    """
    releases: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    settled: set[str] = set()
    for key, parameters in runs:
        asked = _asked(key, parameters)
        if asked is None:
            continue
        commit, without, release = asked
        if release not in settled or release in releases.get((commit, without), ()):
            releases.setdefault((commit, without), set()).add(release)
            settled.add(release)
    return [
        Round(commit, without, tuple(sorted(found)))
        for (commit, without), found in releases.items()
    ]


def _asked(key: str, parameters: Mapping[str, str]) -> tuple[str, tuple[str, ...], str] | None:
    try:
        target = Target.parse(parameters['target'])
        commit, without = parameters['commit'], split(parameters['without'])
        attempt = int(key.rpartition('.')[2])
    except (KeyError, ValueError):
        return None
    expected = run_key.phase2(commit, commit, without, target, attempt).key
    return (commit, without, target.release) if key == expected else None


def split(text: str) -> tuple[str, ...]:
    """The ids of a comma-separated parameter, sorted."""
    return tuple(sorted(filter(None, text.split(','))))
