"""The content of many files in one answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rdopkg_ci.doors.git import Run

# In bytes: far more than any file of ours that lies in git.
MOST = 64_000_000


def read(run: Run, names: Sequence[str], most: int = MOST) -> Mapping[str, bytes]:
    """Of blobs, named as ``COMMIT:PATH``; left out are those that are absent, and those of more
    than ``most`` bytes: what was pushed as a kilobyte may be many gigabytes. ``run`` is git.
    """
    asked = _small(run, [name for name in names if '\n' not in name], most)
    out = run('cat-file', '--batch', stdin=_lines(asked)).out
    found, at = {}, 0
    for name in asked:
        end = out.index(b'\n', at)
        size, at = int(out[at:end].rpartition(b' ')[2]), end + 1
        found[name] = out[at : at + size]
        at += size + 1
    return found


def _small(run: Run, names: Sequence[str], most: int) -> Sequence[str]:
    """Those that are blobs of at most so many bytes."""
    if not names:
        return ()
    out = run('cat-file', '--batch-check=%(objecttype) %(objectsize)', stdin=_lines(names)).out
    kinds = zip(names, (line.partition(b' ') for line in out.splitlines()))
    return [name for name, (kind, _, size) in kinds if kind == b'blob' and int(size) <= most]


def _lines(names: Sequence[str]) -> bytes:
    return ''.join(f'{name}\n' for name in names).encode()
