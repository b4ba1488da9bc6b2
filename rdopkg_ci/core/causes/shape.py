"""The shape of a line: what stays of it from one run to the next."""

from __future__ import annotations

import hashlib
import re

_CHANGING = (
    (re.compile(r'\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b'), 'ID'),
    (re.compile(r'\b(?:0x)?[0-9a-fA-F]{7,64}\b'), 'HEX'),
    (re.compile(r'(?<![\w.])/(?:[\w.+@-]+/)+'), '/'),
    (re.compile(r'\d+'), '0'),
)


def shape(bare: str) -> str:
    """The line without numbers, hashes and directories."""
    for pattern, instead in _CHANGING:
        bare = pattern.sub(instead, bare)
    return ' '.join(bare.split())[:300]


def fingerprint(signature: str, bare: str) -> str:
    """The same for the same failure in two runs: 16 hex digits."""
    return hashlib.sha256(f'{signature}\n{shape(bare)}'.encode('utf-8', 'replace')).hexdigest()[:16]
