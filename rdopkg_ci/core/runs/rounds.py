"""Rounds of phase2: the pool at one commit, less some updates, asked for on some releases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rdopkg_ci.core.phase import PHASE2
from rdopkg_ci.core.runs.request import Request, phase2_subject
from rdopkg_ci.core.target import Target


@dataclass(frozen=True)
class Round:
    """``without`` holds the ids that were left out, sorted; ``releases`` those it was asked for,
    sorted.
    """

    commit: str
    without: tuple[str, ...]
    releases: tuple[str, ...]

    @property
    def subject(self) -> str:
        """That of all its runs."""
        return phase2_subject(self.commit, self.without)

    def request(self, target: Target, label: str = '') -> Request:
        """What to run first, by the policy of the round's own commit."""
        return Request(PHASE2, target, self.commit, self.commit, without=self.without, label=label)


def latest(requests: Iterable[Request]) -> Sequence[Round]:
    """The newest round of every release, from what phase2's runs were asked for, newest first.
    Those that only look for who is at fault are of none.
    """
    releases: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    settled: set[str] = set()
    for request in requests:
        if request.isolate:
            continue
        asked, release = (request.commit, request.without), request.target.release
        if release not in settled or release in releases.get(asked, ()):
            releases.setdefault(asked, set()).add(release)
            settled.add(release)
    return [Round(*asked, tuple(sorted(found))) for asked, found in releases.items()]


def before(requests: Iterable[Request], round_: Round) -> Sequence[Round]:
    """For each update that a round left out the newest one before it which did not, on its
    releases.
    """
    asked = dict.fromkeys(
        (one.commit, one.without)
        for one in requests
        if not one.isolate and one.target.release in round_.releases
    )
    every = list(asked)
    key = (round_.commit, round_.without)
    older = every[every.index(key) + 1 :] if key in asked else []
    firsts = (next((one for one in older if left not in one[1]), None) for left in round_.without)
    return [Round(*one, round_.releases) for one in dict.fromkeys(firsts) if one]
