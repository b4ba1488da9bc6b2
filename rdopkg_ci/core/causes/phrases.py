"""Phrases that tell the same, for texts of many lines that seldom hold any: each is looked for by
its plainest words, and by its looks only where those are.
"""

from __future__ import annotations

import re

from rdopkg_ci.core.causes import regexes

# The parts of a regular expression that matter to where its alternatives end.
_PART = re.compile(r'\\.|\[\^?\]?[^\]]*\]|[()|]|[^\\\[()|]+', re.DOTALL)
# A group that is one way, and once; what else stands in brackets or for several characters; what
# may be left out; and what ends a text.
_ONE_WAY = re.compile(r'\((?:\?i?:)?([^()|\\\[?*+{]*)\)(?![?*{])')
_SEVERAL = re.compile(r'\\\w|\[\^?\]?[^\]]*\]|\([^()]*\)')
_OPTIONAL = re.compile(r'.(?:[?*]|\{[\d,]*\})\??', re.DOTALL)
_END = re.compile(r'[\0.^$+]')
# Characters that stand for themselves go by others meanwhile.
_ESCAPED, _PRIVATE = re.compile(r'\\([^\w\s])'), 0xE000
_BACK = {_PRIVATE + number: number for number in range(128)}


class Phrases:
    """The alternatives of a regular expression, where ``^`` and ``$`` are those of any line."""

    def __init__(self, regex: str) -> None:
        self._phrases = [(plain(way), f'(?m){way}') for way in ways(regex)]

    def are_in(self, text: str) -> bool:
        """Whether the text holds any of them."""
        low = text.lower()
        return any(
            words in low and regexes.compiled(way).search(text) for words, way in self._phrases
        )


def ways(regex: str) -> list[str]:
    """What stands between the bars that are in no brackets."""
    found, depth = [''], 0
    for part in _PART.findall(regex):
        depth += (part == '(') - (part == ')')
        if part == '|' and not depth:
            found.append('')
        else:
            found[-1] += part
    return found


def plain(way: str) -> str:
    """The longest text, in lower case, that can be told at a glance to be in whatever that fits;
    empty where none can.
    """
    text = _ESCAPED.sub(lambda match: chr(_PRIVATE + ord(match[1])), way)
    text = _ONE_WAY.sub(r'\1', text)
    while text != (less := _SEVERAL.sub('\0', text)):
        text = less
    return max(_END.split(_OPTIONAL.sub('\0', text)), key=len).translate(_BACK).lower()
