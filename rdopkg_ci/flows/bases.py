"""Base repos of a policy that would lie on this machine, and do not, or hold nothing: a run here
would be errored. The machine that the runs are on may be another.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors import files
from rdopkg_ci.doors.publication.tree import REPODATA, REPOMD
from rdopkg_ci.errors import CiError


def doubtful(policy: Policy) -> Iterator[CiError]:
    """One of each URL, with the targets that it is a base of."""
    found: dict[str, list[Target]] = {}
    for target, repos in sorted(policy.targets.items()):
        for url in repos.base:
            found.setdefault(url, []).append(target)
    for url, targets in found.items():
        problem, remedy = _problem(url) if url.startswith('file:') else ('', '')
        if problem:
            yield CiError(f'base of {_named(targets)}: {url}: {problem}', remedy)


def _problem(url: str) -> tuple[str, str]:
    place = files.of_url(url)
    if not place.is_dir():
        return 'there is no such directory here', 'Correct the policy, or have the repo there.'
    if not (place / REPODATA / REPOMD).is_file():
        return 'it has no metadata', f'Make it with: createrepo_c {place}'
    return '', ''


def _named(targets: list[Target]) -> str:
    first, *more = map(str, targets)
    return f'{first} and {len(more)} more' if more else first
