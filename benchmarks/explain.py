"""`rdopkg ci explain` on a huge console, beside `grep -cE 'error|fail'` and `wc -l` on the same
file in the same run.

    python benchmarks/explain.py [MEGABYTES]

Writes a console of a long build with one compiler error in its middle, and logs of other awkward
shapes, to a temporary directory; then the real logs in ``../shared/data/logs``, all in one call,
where they are. Prints MB/s with process start included, the seconds of all processors, the most
memory in use, and how much slower or faster than grep; first what process start alone takes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
EXPLAIN = [sys.executable, '-m', 'rdopkg_ci', 'ci', 'explain', '--json']
BUILD = b''.join(
    b'[%5ds] gcc -O2 -g -pipe -Wall -fstack-protector-strong -c src/module_%04d.c -o'
    b' build/module_%04d.o\n' % (n, n, n)
    for n in range(9000)
)
BROKEN = b"[ 4242s] src/module_0815.c:123:45: error: unknown type name 'colour_t'\n"
END = (
    b'make[1]: *** [Makefile:12: all] Error 1\nerror: Bad exit status from /var/tmp/rpm-tmp.x'
    b' (%build)\n'
)


def console(size: int) -> Iterator[bytes]:
    for written in range(0, size, len(BUILD)):
        if written <= size // 2 < written + len(BUILD):
            yield BROKEN
        yield BUILD
    yield END


def one_line(size: int) -> Iterator[bytes]:
    yield from (b'x' * 1_000_000 for _ in range(size // 1_000_000))
    yield b' error: the end\nexit status 1\n'


def errors_only(size: int) -> Iterator[bytes]:
    for start in range(0, size // 48, 10_000):
        yield b''.join(
            b'ERROR: worker %d could not connect to the server\n' % n
            for n in range(start, start + 10_000)
        )


def nuls(size: int) -> Iterator[bytes]:
    yield from (b'\0' * 1_000_000 for _ in range(size // 1_000_000))


SHAPES: dict[str, tuple[Callable[[int], Iterator[bytes]], float]] = {
    'console': (console, 1.0),
    'one line': (one_line, 0.3),
    'errors only': (errors_only, 0.1),
    'NULs': (nuls, 0.3),
}


class Spent(NamedTuple):
    """``cpu`` are the seconds of all processors; ``memory`` is the largest resident set in MB of
    the process itself.
    """

    seconds: float
    cpu: float
    memory: float


def measure(command: list[str], paths: list[Path]) -> Spent:
    begun = time.perf_counter()
    # Not to /dev/null, where grep stops at the first line that matches.
    with tempfile.TemporaryFile() as stdout:
        process = subprocess.Popen([*command, *map(str, paths)], cwd=ROOT, stdout=stdout)
        # Of this process alone: RUSAGE_CHILDREN would keep the largest of all before it.
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begun
    return Spent(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compare(name: str, paths: list[Path]) -> None:
    size = sum(path.stat().st_size for path in paths) / 1e6
    ours = measure(EXPLAIN, paths)
    grep = measure(['grep', '-cE', 'error|fail'], paths).seconds
    count = measure(['wc', '-l'], paths).seconds
    print(
        f'{name:12} {size:7.0f} MB   explain {size / ours.seconds:6.0f} MB/s, {ours.cpu:5.2f} s of'
        f' processors, {ours.memory:4.0f} MB of memory   grep {size / grep:6.0f} MB/s   wc'
        f' {size / count:6.0f} MB/s   ratio to grep {ours.seconds / grep:.2f}',
    )


def main(megabytes: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, 'log')
        path.write_bytes(BROKEN)
        start = min(measure(EXPLAIN, [path]) for _ in range(5))
        print(f'process start {start.seconds:.2f} s, {start.cpu:.2f} s of processors')
        for name, (write, part) in SHAPES.items():
            with open(path, 'wb') as stream:
                for piece in write(int(megabytes * 1_000_000 * part)):
                    stream.write(piece)
            compare(name, [path])
    for name in ('logs', 'logs-2'):
        real = sorted((ROOT.parent / 'shared' / 'data' / name).glob('*.log'))
        if real:
            compare(name, real)


if __name__ == '__main__':
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
