"""The section ``runs`` of the settings: the runs of this machine."""

from __future__ import annotations

from dataclasses import dataclass

from rdopkg_ci.doors.leaf import Leaf, choice, number, variables
from rdopkg_ci.doors.processes.bounds import Bounds


@dataclass(frozen=True)
class RunSettings:
    """``workers`` at once; what is beyond ``keep`` runs of a phase and ``keep_days`` goes. The next
    four bound a step, in MB but for ``open_files``; 0 is no bound. ``environment`` names variables
    that the policy's commands see besides the usual ones. ``transaction`` is AUTO, TEST or OFF.
    """

    workers: int
    keep: int
    keep_days: int
    memory: int
    file_size: int
    open_files: int
    log: int
    environment: tuple[str, ...]
    transaction: str

    @property
    def bounds(self) -> Bounds:
        return Bounds(self.memory, self.file_size, self.open_files, self.log)


# What the step install does: a transaction where we are root and else a test of one, always a test,
# or nothing.
AUTO, TEST, OFF = 'auto', 'test', 'off'
LEAVES = (
    Leaf('workers', number(1, 64), '2', 'local runs at once, from 1 to 64'),
    Leaf('keep', number(0, 1_000_000), '1000', 'local runs of a phase that are kept in any case'),
    Leaf('keep_days', number(0, 36_500), '90', 'days that all others are kept'),
    Leaf('memory', number(0, 9_999_999), '4096', 'MB of memory for a process of a step; 0: any'),
    Leaf('file_size', number(0, 9_999_999), '16384', 'MB of a file that a step writes; 0: any'),
    Leaf('open_files', number(0, 1_000_000), '4096', 'files a process has open at once; 0: any'),
    Leaf('log', number(0, 1_000_000), '100', 'MB that are kept of a command’s output; 0: all'),
    Leaf(
        'environment',
        variables,
        '',
        'names of variables, with spaces between, that the policy’s commands see too',
        (),
    ),
    Leaf(
        'transaction',
        choice(AUTO, TEST, OFF),
        AUTO,
        'step `install`: `auto` (a real one as root, else a test), `test`, or `off`',
    ),
)
