"""Whether production is what was tested, by the metadata that everybody reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.publication.verified import Verified, verify
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.doors.parallel import together
from rdopkg_ci.doors.repos import primary, repodata
from rdopkg_ci.doors.repos.repodata import METADATA, MetadataCache
from rdopkg_ci.errors import CiError, UsageError
from rdopkg_ci.flows import naming
from rdopkg_ci.flows.published import published
from rdopkg_ci.flows.services import Branch


class Verification(NamedTuple):
    """``left`` are targets that the policy names no more, ``unrecorded`` the ids of what was pushed
    without checksums; ``problems`` say which target cannot be looked at, or which record cannot be
    read.
    """

    targets: Sequence[Verified]
    left: Sequence[Target]
    unrecorded: Sequence[str]
    problems: Sequence[CiError]


def verification(branch: Branch, names: Sequence[str]) -> Verification:
    """``names`` are releases and targets; where there are none, all that anything was published to.
    Raises UsageError for one that means nothing.
    """
    tip = branch.repo.tip()
    policy = branch.policy(tip)
    named = _named(policy, names)
    records, unrecorded, broken = published(branch.repo, tip)
    touched = {one.published.target for one in records}
    wanted = named or sorted(touched & policy.targets.keys())
    left = [] if named else sorted(touched - policy.targets.keys())
    cache = MetadataCache(branch.settings.home / METADATA)
    found = together([partial(_listed, policy, target, cache) for target in wanted])
    read = dict(zip(wanted, found))
    verified = [
        verify(target, records, listed)
        for target, listed in read.items()
        if not isinstance(listed, CiError)
    ]
    away = [why for why in found if isinstance(why, CiError)]
    return Verification(verified, left, unrecorded, [*broken, *away])


def _named(policy: Policy, names: Sequence[str]) -> Sequence[Target]:
    every = sorted(policy.targets)
    called = {name: naming.spelled(policy, name.rstrip('/')) for name in names}
    known = {*map(str, every), *policy.releases}
    for name, spelled in called.items():
        if spelled not in known:
            hint = f'It has: {", ".join(sorted(known))}.'
            raise UsageError(f'{quoted(name)} is no release and no target of the policy', hint)
    meant = {*called.values()}
    return [one for one in every if {str(one), one.release} & meant]


def _listed(policy: Policy, target: Target, cache: MetadataCache) -> Mapping[str, str] | CiError:
    url = policy.targets[target].production
    try:
        return _digests(primary.read(repodata.fetch(url, cache).primary))
    except CiError as error:
        return CiError(f'production of {target}: {error}', error.hint)


def _digests(packages: Iterable[primary.ListedPackage]) -> Mapping[str, str]:
    return {one.where: one.digest for one in packages}
