"""Did you mean: the known names that are like a wrong one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rdopkg_ci.core.text.terminal import quoted


def close(wrong: str, known: Iterable[str], cutoff: float = 0.55) -> Sequence[str]:
    """Up to two known names, the most likely first, whatever their case; ``cutoff`` says how like
    the wrong one they must be, from 0 to 1.
    """
    # Most commands start with nothing to correct.
    from difflib import get_close_matches

    by_lower = {name.lower(): name for name in sorted(known)}
    # Names are short; comparing a megabyte would take minutes.
    return [
        by_lower[name]
        for name in get_close_matches(wrong[:100].lower(), by_lower, n=2, cutoff=cutoff)
    ]


def near(wrong: str, known: Iterable[str]) -> str:
    """``; did you mean 'juno'?`` or nothing."""
    return meant(close(wrong, known))


def meant(names: Iterable[str]) -> str:
    """The same where the names have been found already."""
    shown = ' or '.join(quoted(name) for name in names)
    return f'; did you mean {shown}?' if shown else ''


def unknown(what: str, wrong: str, known: Iterable[str]) -> str:
    """``unknown release 'jun'; did you mean 'juno'? Known: icehouse, juno``."""
    names = sorted(known)
    return (
        f'unknown {what} {quoted(wrong)}{near(wrong, names) or "."} Known:'
        f' {", ".join(names) or "none"}'
    )
