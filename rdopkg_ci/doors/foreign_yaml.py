"""YAML of others as plain values. Not by core.yaml, which is for files of ours: these have anchors
and merged keys, and grow beyond the bounds there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rdopkg_ci.core.text.terminal import safe_line

DEPTH = 50
# Values with every alias written out, which is what reading them costs.
MOST = 1_000_000


def load(data: bytes) -> Any:
    """Raises ValueError where it is no YAML, or a bomb."""
    import yaml  # who needs none does not pay for it

    loader = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)
    try:
        _measure(yaml.parse(data, Loader=loader))
        return yaml.load(data, Loader=loader)  # noqa: S506 - it is one of the safe loaders
    except yaml.YAMLError as error:
        raise ValueError(safe_line(str(error))[:500]) from error


def _measure(events: Iterable[Any]) -> None:
    """Raises ValueError for what is nested too deep, where libyaml's loader overflows the stack and
    its parser does not, or would be too much with every alias written out.
    """
    sizes: dict[str, int] = {}
    inside: list[tuple[str, int]] = []
    count = 0
    for event in events:
        kind = type(event).__name__
        count += sizes.get(event.anchor, 0) if kind == 'AliasEvent' else 1
        if kind.endswith('StartEvent') and kind[:-10] in ('Sequence', 'Mapping'):
            inside.append((event.anchor or '', count))
        elif kind in ('SequenceEndEvent', 'MappingEndEvent'):
            anchor, before = inside.pop()
            sizes[anchor] = count - before
        if len(inside) > DEPTH:
            raise ValueError(f'nested more than {DEPTH} deep')
        if count > MOST:
            raise ValueError(f'more than {MOST:,} values, aliases written out')
