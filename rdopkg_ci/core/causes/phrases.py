"""Phrases that tell the same, for texts of many lines that seldom hold any."""

from __future__ import annotations

import re
from functools import cache


class Phrases:
    """Each is a literal, in lower case, that every text with it holds, which is found at once, and
    how the phrase looks, where ``^`` is the beginning of any line.
    """

    def __init__(self, *phrases: tuple[str, str]) -> None:
        self._phrases = phrases

    def are_in(self, text: str) -> bool:
        """Whether the text holds any of them."""
        low = text.lower()
        return any(
            literal in low and _compiled(regex).search(text) for literal, regex in self._phrases
        )


@cache
def _compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex, re.MULTILINE)
