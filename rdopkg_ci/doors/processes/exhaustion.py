"""Whether the machine ran out of something while a command ran: what the command itself says of it
may be nothing.
"""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

from rdopkg_ci.core.disk import Disk

# Below so many bytes next to nothing can be written.
_LEAST = 1 << 20
_KILLS = re.compile(r'^oom_kill (\d+)$', re.M)


def kills(place: Path = Path('/proc/vmstat')) -> int:
    """How often the kernel has killed somebody for want of memory; 0 where it does not tell."""
    try:
        found = _KILLS.search(place.read_text('ascii'))
    except (OSError, ValueError):
        return 0
    return int(found[1]) if found else 0


def is_full(directory: Path) -> bool:
    """Whether its disk has no room left for us."""
    stat = os.statvfs(directory)
    return stat.f_bavail * stat.f_frsize < _LEAST or (stat.f_files > 0 and stat.f_favail == 0)


def disk_of(directory: Path) -> Disk:
    """The disk that a directory is on."""
    stat = os.statvfs(directory)
    size, free = stat.f_blocks * stat.f_frsize, stat.f_bavail * stat.f_frsize
    return Disk(size, free, stat.f_files, stat.f_favail)


def by_file_size(code: int) -> bool:
    """Whether a process ended because it wrote a larger file than it may."""
    return code in (-signal.SIGXFSZ, 128 + signal.SIGXFSZ)


def by_memory(code: int, kills_before: int) -> bool:
    """Whether it was killed, and the kernel has killed for want of memory meanwhile."""
    return code in (-signal.SIGKILL, 128 + signal.SIGKILL) and kills() > kills_before
