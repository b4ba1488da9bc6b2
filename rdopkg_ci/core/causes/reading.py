"""A line as it is judged: without what always is a prefix, and without what is one here."""

from __future__ import annotations

from typing import NamedTuple

from rdopkg_ci.core.causes import clean
from rdopkg_ci.core.causes.hit import Hit

_CONTROL = bytes(range(32))
# As long is the name of a tool before what it says.
NAMED = 12


class Reading(NamedTuple):
    """``forms`` are the line bare of what always is a prefix and, if that is less, of what most
    lines here begin with; ``level`` is what the prefix says of it. ``held`` are the literals in it,
    None where control characters may hide some.
    """

    text: str
    forms: tuple[str, ...]
    level: str
    held: frozenset[bytes] | None


def reading(hit: Hit) -> Reading:
    text = clean.shown(hit.raw)
    bare = clean.bare(text)
    rest = hit.prefix.strip(bare)
    held = None if _hides(hit) else hit.held
    if rest == bare:
        return Reading(text, (bare,), '', held)
    return Reading(text, (bare, clean.bare(rest)), hit.prefix.level(bare, rest), held)


def _hides(hit: Hit) -> bool:
    """Whether something between the letters of a line may hide a literal."""
    raw = hit.raw.rstrip()
    return hit.prefix.coloured or len(raw.translate(None, _CONTROL)) != len(raw)


def shown(line: Reading) -> str:
    """A long line without what the machinery wrote before it; a short name there stays."""
    full, bare = line.forms[0], line.forms[-1]
    if len(full) - len(bare) < NAMED:
        bare = full
    return bare if len(bare) >= clean.ENOUGH else line.text
