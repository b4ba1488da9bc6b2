"""Bare git repos through git's plumbing: no working tree, no index of its own, refs moved by
compare-and-swap.
"""

from __future__ import annotations

from collections.abc import Callable

from rdopkg_ci.doors.processes.command import Done

# Git in one repo: arguments, and ``stdin``, ``env`` and ``codes`` by name.
Run = Callable[..., Done]
