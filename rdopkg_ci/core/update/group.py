"""Groups: directories that hold ready updates and nothing else."""

from __future__ import annotations

from collections.abc import Collection

from rdopkg_ci.core.phase import PHASES
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.policy.policy_file import POLICY
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update.place import FAILED, PUSHED, UPDATES, Place

# What the repo has beside the groups, and what means something else to `status` and `promote`.
_WORDS = {
    **dict.fromkeys((UPDATES, PUSHED, FAILED), 'a directory of the repo'),
    **dict.fromkeys(PHASES, 'a phase'),
    **dict.fromkeys(('review', 'all'), 'a word of `rdopkg ci status`'),
    POLICY: 'the policy',
}


def problem(group: str, paths: Collection[str], policy: Policy) -> str:
    """Why no update may ask for this group, where the branch holds ``paths``; empty where one may.

    A name that means something else, to git or to whoever promotes by names, would lose files or
    ship what nobody meant.
    """
    return _taken(group, _other(group, paths, policy)) if group else ''


def reserved(group: str, policy: Policy | None) -> str:
    """The same whatever the branch holds."""
    is_release = policy is not None and group in policy.releases
    return _taken(group, _WORDS.get(group.lower(), 'a release' if is_release else ''))


def _taken(group: str, what: str) -> str:
    return f'group {quoted(group)} is taken: it is {what}; choose another' if what else ''


def _other(group: str, paths: Collection[str], policy: Policy) -> str:
    if group in {target.release for target in {*policy.targets, *policy.special}}:
        return 'a release'
    if group in paths:
        return 'a file of the repo'
    places = [place for path in paths if (place := Place.parse(path))]
    if any(place.id == group for place in places):
        return 'the id of an update'
    ours = {name for place in places for name in (str(place), place.sums, place.files)}
    if any(path.startswith(f'{group}/') and path not in ours for path in paths):
        return 'a directory with other files in it'
    return ''
