"""Disk and memory that ran out."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import PROOF, STRONG, Kind, Look

KINDS = (
    Kind('disk-full', 'disk_full', Blame.INFRASTRUCTURE, (
        Look('no space left', r'No space left on device', PROOF + 4),
        Look('quota exceeded', r'[Dd]isk quota exceeded', PROOF + 4),
        Look('not enough', r'[Nn]ot enough (?:free )?(?:disk )?space', PROOF),
    )),
    Kind('out-of-memory', 'out_of_memory', Blame.INFRASTRUCTURE, (
        Look('outofmemory', r'OutOfMemoryError', PROOF),
        Look('out of memory', r'[Oo]ut of memory', PROOF),
        Look('cannot allocate memory', r'Cannot allocate memory', PROOF - 2),
        Look('virtual memory exhausted', r'virtual memory exhausted', PROOF),
        Look('killed', r'^(?:.{0,60}: )?(?:line \d+: +\d+ )?Killed\b|signal: killed|Killed signal terminated program', STRONG),
        Look('memoryerror', r'^MemoryError', STRONG),
    )),
)
