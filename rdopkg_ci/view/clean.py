"""What may go, a line a kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from rdopkg_ci.core.leftover import Leftover


def text(leftovers: Sequence[Leftover], removed: bool) -> str:
    """Sorted by kind."""
    if not leftovers:
        return 'Nothing may go.\n'
    word = 'removed' if removed else 'may go'
    lines = []
    for kind, some in groupby(leftovers, key=lambda one: one.kind):
        group = list(some)
        size = sum(one.size for one in group) / 1_000_000
        lines.append(f'{kind.value}: {len(group)} {word}, {size:.1f} MB')
    return '\n'.join(lines) + '\n'


def data(leftovers: Sequence[Leftover]) -> Sequence[Mapping[str, Any]]:
    return [{'kind': one.kind.value, 'path': one.path, 'size': one.size} for one in leftovers]
