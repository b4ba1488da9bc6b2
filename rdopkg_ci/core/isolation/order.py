"""The updates of a pool in an order in which each stands behind those that it needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

# By update, the others that it cannot be installed without.
Needs = Mapping[str, Collection[str]]


def needed(needs: Needs, ids: Collection[str]) -> frozenset[str]:
    """All that they need, by whatever way round, and themselves."""
    found: set[str] = set()
    ahead = list(ids)
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += needs.get(one, ())
    return frozenset(found)


def ordered(needs: Needs, ids: Collection[str]) -> Sequence[tuple[str, ...]]:
    """The updates in groups: what a group needs lies in it or before it, so that the first so many
    groups can always be tested. Those of one group need each other.
    """
    known = frozenset(ids)
    below = {one: needed(needs, [one]) & known for one in sorted(known)}
    return list(_groups(below))


def _groups(below: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, ...]]:
    done: set[str] = set()
    for one in sorted(below, key=lambda each: (len(below[each]), each)):
        if one not in done:
            # With the same needs they need each other: both are among them.
            group = tuple(sorted(other for other in below if below[other] == below[one]))
            done.update(group)
            yield group
