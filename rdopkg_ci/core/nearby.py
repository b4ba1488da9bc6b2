"""Did you mean: the known names that are like a wrong one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Iterable

from rdopkg_ci.core.terminal import quoted


def near(wrong: str, known: Iterable[str]) -> str:
    """``; did you mean 'juno'?`` or nothing."""
    by_lower = {name.lower(): name for name in sorted(known)}
    # Names are short; a megabyte would cost minutes to compare.
    found = get_close_matches(wrong[:100].lower(), by_lower, n=2, cutoff=0.6)
    return f'; did you mean {" or ".join(quoted(by_lower[name]) for name in found)}?' if found else ''


def unknown(what: str, wrong: str, known: Iterable[str]) -> str:
    """``unknown release 'jun'; did you mean 'juno'? Known: icehouse, juno``."""
    names = sorted(known)
    meant = near(wrong, names)
    return f'unknown {what} {quoted(wrong)}{meant or "."} Known: {", ".join(names) or "none"}'
