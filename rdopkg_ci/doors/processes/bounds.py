"""What a step of a run may use, bounded by the kernel."""

from __future__ import annotations

import resource
from typing import NamedTuple

MB = 1_000_000


class Bounds(NamedTuple):
    """``memory`` is the data of one process and ``file_size`` that of one file, both in MB;
    ``log`` is how many MB are kept of a command's output. 0 is no bound.
    """

    memory: int = 4096
    file_size: int = 16384
    open_files: int = 4096
    log: int = 100

    def hold(self) -> None:
        """Bound this process and all that it starts. What is bounded closer already stays so."""
        _bound(resource.RLIMIT_CORE, 0)
        # Not the address space: Java and Go reserve far more of it than they ever use.
        _bound(resource.RLIMIT_DATA, self.memory * MB or resource.RLIM_INFINITY)
        _bound(resource.RLIMIT_FSIZE, self.file_size * MB or resource.RLIM_INFINITY)
        _bound(resource.RLIMIT_NOFILE, self.open_files or resource.RLIM_INFINITY)


BOUNDS = Bounds()


def _bound(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        most = hard if most == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))
