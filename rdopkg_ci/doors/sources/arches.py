"""Which RPMs of a build an update takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from rdopkg_ci.doors.rpm.rpms import SOURCES

T = TypeVar('T')


def chosen(rpms: Mapping[T, str], arch: str) -> tuple[list[T], str]:
    """Of RPMs with their arches those for ``arch``, noarch and the source; or none, and the reason
    why that is nothing.
    """
    wanted = {'noarch', 'src', arch}
    found = [rpm for rpm, its in rpms.items() if its in wanted]
    if any(rpms[rpm] not in SOURCES for rpm in found):
        return found, ''
    others = sorted({its for its in rpms.values() if its not in SOURCES})
    if not others:
        return [], 'it has no RPMs'
    return [], f'it is there for {", ".join(others)} and not for {arch}; say `arch:`'
