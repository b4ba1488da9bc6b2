"""Typed values out of JSON that may come from anywhere: another version, half a disk, an enemy.

Every reader raises ValueError with what is wrong; text comes without lone surrogates, which no file
and no terminal takes.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from rdopkg_ci.core.text.terminal import quoted, safe_line

# JSON's numbers have no bounds; ours count lines, seconds and changes.
_DIGITS = 15
_LARGEST = 10.0**_DIGITS
_SURROGATE = re.compile('[\ud800-\udfff]')
_MISSING = object()


def load(data: bytes, limit: int, nan_is_null: bool = False) -> Mapping[str, Any]:
    """The mapping in ``data``, which may hold ``limit`` bytes. With ``nan_is_null`` the constants
    that are no JSON, as Java writes them for a number that it does not know, are None.
    """
    return mapping(anything(data, limit, nan_is_null), 'it')


def anything(data: bytes, limit: int, nan_is_null: bool = False) -> Any:
    """The same of JSON that may hold a list."""
    if len(data) > limit:
        raise ValueError(f'it holds {len(data):,} bytes; at most {limit:,} are read')
    try:
        return json.loads(
            data,
            parse_constant=_null if nan_is_null else _constant,
            parse_int=_integer,
            parse_float=_fraction,
        )
    except RecursionError as error:
        raise ValueError('it is nested too deep') from error


def mapping(value: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f'{what} is not a mapping')
    return value


def items(data: Mapping[str, Any], key: str, default: Any = _MISSING) -> Sequence[Any]:
    """The list at ``key``."""
    found = _value(data, key, default)
    if not isinstance(found, (list, tuple)):
        raise ValueError(f'{key} is not a list')
    return found


def mappings(
    data: Mapping[str, Any], key: str, what: str, default: Any = _MISSING
) -> Sequence[Mapping[str, Any]]:
    """The list at ``key``, of which each item is a mapping, called ``what``."""
    return [mapping(one, what) for one in items(data, key, default)]


def line(data: Mapping[str, Any], key: str, default: Any = _MISSING) -> str:
    """The text at ``key``, safe for a line of a terminal."""
    return safe_line(text(data, key, default))


def lines(data: Mapping[str, Any], key: str, what: str, default: Any = _MISSING) -> tuple[str, ...]:
    """The list at ``key``, of which each item is such a text, called ``what``."""
    return tuple(safe_line(string(one, what)) for one in items(data, key, default))


def text(data: Mapping[str, Any], key: str, default: Any = _MISSING) -> str:
    return string(_value(data, key, default), key)


def string(value: Any, what: str) -> str:
    if not isinstance(value, str) or _SURROGATE.search(value):
        raise ValueError(f'{what} is not text')
    return value


def integer(data: Mapping[str, Any], key: str, least: int, most: int) -> int:
    """The whole number at ``key``, from ``least`` to ``most``."""
    found = _value(data, key, _MISSING)
    if not isinstance(found, int) or isinstance(found, bool) or not least <= found <= most:
        raise ValueError(f'{key} is not a whole number from {least} to {most}')
    return found


def number(data: Mapping[str, Any], key: str) -> float:
    """The number at ``key``, which is none of JSON's extremes."""
    found = _value(data, key, _MISSING)
    if not isinstance(found, (int, float)) or isinstance(found, bool):
        raise ValueError(f'{key} is not a number')
    return float(found)


def flag(data: Mapping[str, Any], key: str) -> bool:
    found = _value(data, key, _MISSING)
    if not isinstance(found, bool):
        raise ValueError(f'{key} is neither true nor false')
    return found


def _value(data: Mapping[str, Any], key: str, default: Any) -> Any:
    found = data.get(key, default)
    if found is _MISSING:
        raise ValueError(f'it has no {key}')
    return found


def _constant(word: str) -> float:
    raise ValueError(f'{word} is not a number that we read')


def _null(word: str) -> None:
    return None


def _integer(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError(f'{quoted(digits, 20)} is larger than anything we count')
    return int(digits)


def _fraction(digits: str) -> float:
    found = float(digits)
    if not math.isfinite(found) or abs(found) > _LARGEST:
        raise ValueError(f'{quoted(digits, 20)} is larger than anything we count')
    return found
