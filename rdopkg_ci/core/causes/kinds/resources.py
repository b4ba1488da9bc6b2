"""Disk and memory that ran out."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import PROOF, STRONG, Kind

KINDS = (
    Kind('disk-full', 'no space left', r'No space left on device', PROOF + 4, 'disk_full', Blame.INFRASTRUCTURE),
    Kind('disk-full', 'quota exceeded', r'[Dd]isk quota exceeded', PROOF + 4, 'disk_full', Blame.INFRASTRUCTURE),
    Kind('disk-full', 'not enough', r'[Nn]ot enough (?:free )?(?:disk )?space', PROOF, 'disk_full', Blame.INFRASTRUCTURE),
    Kind('out-of-memory', 'outofmemory', r'OutOfMemoryError', PROOF, 'out_of_memory', Blame.INFRASTRUCTURE),
    Kind('out-of-memory', 'out of memory', r'[Oo]ut of memory', PROOF, 'out_of_memory', Blame.INFRASTRUCTURE),
    Kind('out-of-memory', 'cannot allocate memory', r'Cannot allocate memory', PROOF - 2, 'out_of_memory', Blame.INFRASTRUCTURE),
    Kind('out-of-memory', 'virtual memory exhausted', r'virtual memory exhausted', PROOF, 'out_of_memory', Blame.INFRASTRUCTURE),
    Kind('out-of-memory', 'killed', r'^(?:.{0,60}: )?(?:line \d+: +\d+ )?Killed\b|signal: killed|Killed signal terminated program', STRONG, 'out_of_memory', Blame.INFRASTRUCTURE),
    Kind('out-of-memory', 'memoryerror', r'^MemoryError', STRONG, 'out_of_memory', Blame.INFRASTRUCTURE),
)
