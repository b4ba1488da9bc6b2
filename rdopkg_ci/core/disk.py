"""When a disk is so full that people should know before something fails for it."""

from __future__ import annotations

from typing import NamedTuple

# A share of a small disk; of a large one so many bytes are enough.
_SHARE, _ENOUGH = 0.05, 10_000_000_000
_UNITS = (('TB', 1e12), ('GB', 1e9), ('MB', 1e6))


class Disk(NamedTuple):
    """In bytes, and what is free of them for us; ``files`` are those that it can hold in all, 0
    where it does not count them.
    """

    size: int
    free: int
    files: int = 0
    free_files: int = 0


def nearly_full(disk: Disk) -> str:
    """What there is little left of, as a clause; empty where there is enough."""
    if disk.free < min(disk.size * _SHARE, _ENOUGH):
        return f'{_told(disk.free)} of {_told(disk.size)} are free'
    if disk.free_files < disk.files * _SHARE:
        return f'it takes {disk.free_files:,} more files of {disk.files:,}'
    return ''


def _told(size: int) -> str:
    unit, worth = next(((unit, worth) for unit, worth in _UNITS if size >= worth), _UNITS[-1])
    number = size / worth
    return f'{number:.0f} {unit}' if number >= 100 else f'{number:.3g} {unit}'
