"""Which of two versions is the newer one, by rpm's own rule, and which is what is asked for."""

from __future__ import annotations

import re

_PARTS = re.compile('~|\\^|[0-9]+|[A-Za-z]+')
_ASKED = re.compile(r'(?P<name>\S+)(?: (?P<sign><=|>=|<|>|=) (?:\d+:)?(?P<version>\S+))?')
_ORDERS = {'<': (-1,), '<=': (-1, 0), '=': (0,), '>=': (0, 1), '>': (1,)}
# `~` comes before the end, and that before `^`, letters and numbers.
_BEFORE, _END, _BEHIND, _LETTERS, _NUMBER = range(5)


def compare(one: str, other: str) -> int:
    """-1, 0 or 1: versions or releases."""
    mine, theirs = _key(one), _key(other)
    return (mine > theirs) - (mine < theirs)


def compare_builds(one: str, other: str) -> int:
    """-1, 0 or 1: NVRs of one package, by version and then release. Epochs do not count."""
    pairs = zip(one.rsplit('-', 2)[1:], other.rsplit('-', 2)[1:])
    return next((order for pair in pairs if (order := compare(*pair))), 0)


def is_asked_for(requirement: str, name: str, version: str, release: str) -> bool:
    """Whether a package is what a requirement such as ``oslo >= 1:1.7-2`` names. Epochs do not
    count: no name of a file tells one.
    """
    asked = _ASKED.fullmatch(requirement)
    if asked is None or asked['name'] != name:
        return False
    if asked['sign'] is None:
        return True
    wanted, _, wanted_release = asked['version'].partition('-')
    order = compare(version, wanted)
    # Without a release any will do.
    if order == 0 and wanted_release:
        order = compare(release, wanted_release)
    return order in _ORDERS[asked['sign']]


def _key(version: str) -> tuple[tuple[int, int, str], ...]:
    return (*map(_part, _PARTS.findall(version)), (_END, 0, ''))


def _part(text: str) -> tuple[int, int, str]:
    """Numbers by their length first: those of strangers may be too long for an int."""
    if text in '~^':
        return (_BEFORE if text == '~' else _BEHIND), 0, ''
    if text[0].isdigit():
        digits = text.lstrip('0')
        return _NUMBER, len(digits), digits
    return _LETTERS, 0, text
