"""Targets against the policy: which there are, and how each dist is spelled for its release."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.suggestions import unknown
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update.update import Build, Update
from rdopkg_ci.errors import InvalidInput

# What packagers call the same dists, with or without a dash before the number.
_NAMES = re.compile(r'(?:(el|epel|rhel|centos)|f|fc|fedora)-?(\d+)')


class UnknownRelease(ValueError):
    """The policy has no target of this release."""


def settle(update: Update, policy: Policy) -> Update:
    """The update with every dist spelled as the policy spells it for that release.

    Raises InvalidInput with all that the policy does not know or does not want.
    """
    builds, problems = [], []
    for build in update.builds:
        try:
            builds.append(replace(build, dist=spell(build.target, policy).dist))
        except ValueError as error:
            problems.append(f'{build.id}: {error}')
    problems += [f'{build.id} is listed twice for {build.target}' for build in _doubles(builds)]
    if problems:
        raise InvalidInput(
            'the targets of the update:',
            tuple(dict.fromkeys(problems)),
            'ci.yml in the rdo-update repo lists the targets.',
        )
    return replace(update, builds=tuple(builds))


def spell(target: Target, policy: Policy) -> Target:
    """The target as the policy spells it: its own spelling wins, then aliases; raises ValueError
    with the problem.
    """
    known = {*policy.targets, *policy.special}
    same = (
        [target]
        if target in known
        else sorted(one for one in known if is_same(one, target, policy))
    )
    wanted = [one for one in same if one in policy.targets]
    if len(wanted) == 1:
        return wanted[0]
    if wanted:
        raise ValueError(
            f'dist {target.dist!r} of {target.release} may be'
            f' {" or ".join(one.dist for one in wanted)}; write the one meant'
        )
    if same:
        raise ValueError(f'{same[0]} takes no updates: {policy.special[same[0]]}')
    releases = {one.release for one in known}
    if target.release not in releases:
        swapped = Target(target.dist, target.release)
        if any(is_same(one, swapped, policy) for one in known):
            raise UnknownRelease(
                f'{quoted(target.release)} is a dist and {quoted(target.dist)} a release: write'
                f' `repo: {target.dist}` and `dist: {target.release}`'
            )
        raise UnknownRelease(unknown('release', target.release, releases))
    dists = {one.dist for one in policy.targets if one.release == target.release}
    raise ValueError(unknown(f'dist of {target.release}', target.dist, dists))


def strange_dist(target: Target, policy: Policy) -> str:
    """What is wrong with the dist whatever the release that was meant; empty where it may do."""
    known = {*policy.targets, *policy.special}
    dists = {_canonical(one.dist, policy) for one in known}
    is_release = target.dist in {one.release for one in known}
    if is_release or _canonical(target.dist, policy) in dists:
        return ''
    return unknown('dist', target.dist, {one.dist for one in policy.targets})


def is_same(one: Target, other: Target, policy: Policy) -> bool:
    """Whether both are spelled for the same one."""
    return one.release == other.release and _canonical(one.dist, policy) == _canonical(
        other.dist, policy
    )


def _canonical(dist: str, policy: Policy) -> str:
    """One spelling for all that mean the same dist."""
    aliases = {_long(written): _long(meant) for written, meant in policy.aliases.items()}
    dist, seen = _long(dist), set()
    while dist in aliases and dist not in seen:
        seen.add(dist)
        dist = aliases[dist]
    return dist


def _long(dist: str) -> str:
    match = _NAMES.fullmatch(dist)
    return f'{"epel" if match[1] else "fedora"}-{match[2]}' if match else dist


def _doubles(builds: Iterable[Build]) -> list[Build]:
    seen, doubles = set(), []
    for build in builds:
        if (build.id, build.target) in seen:
            doubles.append(build)
        seen.add((build.id, build.target))
    return doubles
