"""The output of a command, bounded: the head and the tail are kept, and a note between them says
how much is left out.

The head goes to the log as it comes. The tail goes to pieces in the scratch directory, of which the
newest two are kept; `settle` puts them behind the head, also when who wrote them was killed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from rdopkg_ci.doors import files
from rdopkg_ci.doors.processes.bounds import MB
from rdopkg_ci.worker.job import Job

_PIECE = 1 << 16
_NAME = re.compile(r'tail\.([0-9]+)')


def pump(output: BinaryIO, job: Job, log: TextIO) -> None:
    """Write all output to the log until nobody can write any more."""
    most = job.bounds.log * MB
    room = most // 2 if most else -1
    with open(log.name, 'ab') as head:
        while room and (piece := os.read(output.fileno(), _read_at_once(room))):
            head.write(piece)
            head.flush()
            room -= len(piece) if most else 0
    if not room:
        _pump_tail(output, job.scratch, most // 4)


def _read_at_once(room: int) -> int:
    return _PIECE if room < 0 else min(_PIECE, room)


def _pump_tail(output: BinaryIO, place: Path, most: int) -> None:
    number, piece = 0, os.read(output.fileno(), _PIECE)
    while piece:
        (place / f'tail.{number - 2}').unlink(missing_ok=True)
        with open(place / f'tail.{number}', 'wb', 0) as tail:
            room = most
            while piece and room > 0:
                tail.write(piece[:room])
                piece, room = piece[room:], room - len(piece[:room])
                piece = piece or os.read(output.fileno(), _PIECE)
        number += 1


def settle(job: Job, log: TextIO) -> None:
    """Put the tail that is kept behind the head in the log."""
    found = _tails(job.scratch)
    if not found:
        return
    left_out = _numbered(found[0]) * (job.bounds.log * MB // 4)
    with open(log.name, 'ab') as whole:
        if left_out:
            whole.write(f'\n[… {left_out:,} bytes of output are left out here …]\n'.encode())
        for path in found:
            with files.opened(path) as tail:
                whole.writelines(files.pieces(tail))
    for path in found:
        with suppress(OSError):
            path.unlink()


def _tails(place: Path) -> Sequence[Path]:
    """The two newest, the older first; one that was about to go does not count."""
    found = [path for path in place.glob('tail.*') if _NAME.fullmatch(path.name)]
    return sorted(found, key=_numbered)[-2:]


def _numbered(path: Path) -> int:
    return int(path.name.rpartition('.')[2])
