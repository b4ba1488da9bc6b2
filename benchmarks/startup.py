"""`rdopkg --help` with this plugin beside `rdopkg --help` without it, in one run, interleaved.

    python benchmarks/startup.py [ROUNDS]

Makes two virtualenvs in a temporary directory, one with rdopkg alone, and prints the median of both
and the ratio.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]


def install(place: Path, what: str) -> Path:
    venv.create(place, with_pip=True)
    subprocess.run(
        [place / 'bin' / 'pip', 'install', '--quiet', '--disable-pip-version-check', what],
        check=True,
    )
    return place / 'bin' / 'rdopkg'


def seconds(program: Path) -> float:
    begun = time.perf_counter()
    subprocess.run([program, '--help'], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        alone = install(Path(place, 'alone'), 'rdopkg>=1.8,<2')
        plugged = install(Path(place, 'plugged'), str(ROOT))
        times: dict[Path, list[float]] = {alone: [], plugged: []}
        for number in range(rounds + 1):
            # Whoever goes first finds colder caches, so they take turns.
            for program in (alone, plugged) if number % 2 else (plugged, alone):
                spent = seconds(program)
                if number:
                    times[program].append(spent)
        without, with_us = statistics.median(times[alone]), statistics.median(times[plugged])
    print(
        f'rdopkg --help, median of {rounds}: alone {without * 1000:.1f} ms, with rdopkg-ci'
        f' {with_us * 1000:.1f} ms'
    )
    print(f'ratio {with_us / without:.3f}')


if __name__ == '__main__':
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
