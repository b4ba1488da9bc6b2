"""The files of test results that a command leaves, and what they come to."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from rdopkg_ci.core.causes.cause import Blame, Cause, Line
from rdopkg_ci.core.runs import junit_reading, tally
from rdopkg_ci.core.runs.tally import Tally
from rdopkg_ci.doors import files, subunit_file
from rdopkg_ci.errors import CiError

# Bytes of one file.
LIMIT = 256_000_000
MISSING = 'results-missing'

# Each file with its size and the time of its last change.
Files = Mapping[Path, tuple[int, int]]


def there(directory: Path, patterns: Sequence[str]) -> Files:
    """The files that match, as they are."""
    found: dict[Path, tuple[int, int]] = {}
    for pattern in patterns:
        for path in sorted(directory.glob(pattern)):
            stat = os.lstat(path)
            found[path] = (stat.st_size, stat.st_mtime_ns)
    return found


def cause(found: Files, log: TextIO, code: int) -> Cause | None:
    """Why tests failed by these files; None where they say that all went well, and where they say
    nothing of a command that failed anyway.
    """
    tallies = [one for path in found if (one := _read(path, log)) is not None]
    if not tallies:
        return None if code else _missing(log)
    whole = tally.together(tallies)
    lines = _say(tally.report(whole), log)
    return tally.cause(whole, lines) if whole.failures else None


def _missing(log: TextIO) -> Cause:
    summary = 'the command ended well, and left no results of tests'
    lines = _say([f'error: {summary}'], log)
    return Cause(summary, 'test_failure', Blame.TEST, MISSING, tuple(lines))


def _read(path: Path, log: TextIO) -> Tally | None:
    try:
        if path.suffix == '.subunit':
            return subunit_file.parse(path)
        return junit_reading.parse(files.read(path, LIMIT))
    except (CiError, ValueError) as error:
        _say([f'{path.name}: {error}'], log)
        return None


def _say(lines: Sequence[str], log: TextIO) -> Sequence[Line]:
    """The lines with their numbers in the log."""
    log.flush()
    with open(log.name, 'rb') as stream:
        before = sum(piece.count(b'\n') for piece in files.pieces(stream))
    print('\n'.join(lines), file=log, flush=True)
    return [Line(before + n, text) for n, text in enumerate(lines, 1)]
