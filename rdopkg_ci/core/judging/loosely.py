"""Updates by less than a name of theirs: a pattern, a part of what a package is called, a word of
who it is by; and what a name that fits nothing may have been meant for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.text.suggestions import close

# How like a name must be to be offered for another, from 0 to 1: of ids, three letters of four.
_ALIKE = 0.7
# Less than this of a package's name is in too many; more than that nobody types.
_LEAST, _LONGEST = 3, 100


def fits(row: Row, name: str) -> bool:
    wanted = name.lower()
    if len(wanted) > _LONGEST:
        return False
    if any(sign in wanted for sign in '*?['):
        return any(fnmatchcase(one.lower(), wanted) for one in row.names)
    if wanted in row.author.partition(' <')[0].lower().split():
        return True
    return len(wanted) >= _LEAST and any(wanted in one.lower() for one in row.packages)


def near(wrong: str, rows: Iterable[Row], words: Iterable[str]) -> Sequence[str]:
    """Up to two names that a wrong one is like, or like a part of."""
    whole = {one: one for row in rows for one in (row.update_id, *row.packages)}
    parts = {part: one for one in whole for part in _parts(one)}
    known: Mapping[str, str] = {**parts, **whole, **{word: word for word in words}}
    return list(dict.fromkeys(known[one] for one in close(wrong, known, _ALIKE)))


def _parts(package: str) -> Iterator[str]:
    """Such as glance, store and glance-store of python-glance-store."""
    words = package.split('-')[:8]
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            part = '-'.join(words[start:end])
            if len(part) > _LEAST:
                yield part
