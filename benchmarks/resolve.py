"""What step resolve does, beside `dnf repoclosure --newest --best` over the same repos in the same
run, interleaved.

    python benchmarks/resolve.py [ROUNDS [PRODUCTION [POOL]]]

Production of 5,000 packages with eight requirements and ten files each, and a pool of 60 updates of
a package each: newer versions, of which one breaks a package of production. Metadata is cached by
both, and both start a process. Prints what each found, the median of each and the ratio, in seconds
that passed and in those of the processor, which a busy machine does not change.
"""

from __future__ import annotations

import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / 'tests')]

from rpmkit import rpm  # noqa: E402

from rdopkg_ci.doors.repos import yum  # noqa: E402
from rdopkg_ci.doors.rpm import rpms  # noqa: E402

BROKEN = 'p7'
CHECK = """
import sys
from pathlib import Path
from rdopkg_ci.doors import depcheck
from rdopkg_ci.doors.repos.repodata import MetadataCache
place = Path(sys.argv[1])
repos = depcheck.RepoStack([], (place / 'production').as_uri(), place / 'pool')
ids = sorted({f'u{number:03}' for number in range(int(sys.argv[2]))})
found = depcheck.check(repos, ids, MetadataCache(place / 'cache')).difference
print(f'{found.checked} checked, {len(found.new)} new problems: {found.new[0]}')
"""


def packages(count: int, updated: Sequence[int], chance: random.Random) -> Iterator[Any]:
    """Production, or with ``updated`` newer versions of these numbers of it."""
    package = rpms.package(rpm('p'), 'p.rpm')
    for number in updated or range(count):
        version = '2' if updated else '1'
        # Most need what is old and at the bottom.
        name, needed = f'p{number}', {int(number * chance.random() ** 3) for _ in range(8)}
        package.name, package.version, package.arch = name, version, 'noarch'
        package.pkgId = f'{version}{number:063}'
        package.provides = [(name, 'EQ', '0', version, '1', False)]
        package.requires = [(f'p{one}', 'GE', '0', '1', None, False) for one in needed]
        if number == count - 1:
            package.requires = [(BROKEN, 'LT', '0', '2', None, False)]
        package.files = [('', f'/usr/share/{name}/', f'{one}.py') for one in range(10)]
        where = f'u{updated.index(number):03}/' if updated else ''
        package.location_href = f'{where}{name}-{version}-1.noarch.rpm'
        yield package


def repo(place: Path, made: Iterator[Any], count: int) -> None:
    """Metadata alone: neither of the two looks into an RPM."""
    createrepo = rpms.library()
    place.mkdir(parents=True)
    yum.make(place)
    listing, directory = createrepo.Repomd(), place / 'repodata'
    paths = {kind: directory / f'{kind}.xml.gz' for kind in ('primary', 'filelists')}
    writers = {
        'primary': createrepo.PrimaryXmlFile(str(paths['primary']), createrepo.GZ_COMPRESSION),
        'filelists': createrepo.FilelistsXmlFile(
            str(paths['filelists']), createrepo.GZ_COMPRESSION
        ),
    }
    for writer in writers.values():
        writer.set_num_of_pkgs(count)
    for package in made:
        for writer in writers.values():
            writer.add_pkg(package)
    for kind, writer in writers.items():
        writer.close()
        record = createrepo.RepomdRecord(kind, str(paths[kind]))
        record.fill(createrepo.SHA256)
        listing.set_record(record)
    (directory / 'repomd.xml').write_text(listing.xml_dump(), 'utf-8')


def our_words(place: Path, pool: int) -> Sequence[str]:
    return [sys.executable, '-c', CHECK, str(place), str(pool)]


def their_words(place: Path) -> Sequence[str]:
    options = ['reposdir=/nonexistent', 'plugins=1', f'cachedir={place / "dnf"}']
    options += [f'{name}={place / "state"}' for name in ('logdir', 'persistdir')]
    repos = [f'--repofrompath={name},{(place / name).as_uri()}' for name in ('production', 'pool')]
    words = ['dnf', '-q', '--releasever=7', 'repoclosure', '--newest', '--best', *repos]
    return [*words, *(f'--setopt={one}' for one in options), '--repo=production', '--repo=pool']


class Timed(NamedTuple):
    passed: float
    processor: float
    said: str


def timed(words: Sequence[str]) -> Timed:
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT)
    passed, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Timed(passed, processor, done.stdout or done.stderr)


def main(rounds: int, production: int, pool: int) -> None:
    if not shutil.which('dnf'):
        sys.exit('needs dnf with its plugin repoclosure')
    chance = random.Random(2015)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / 'state').mkdir()
        numbers = [7, *chance.sample(range(8, production - 1), pool - 1)]
        repo(place / 'production', packages(production, (), chance), production)
        repo(place / 'pool', packages(production, numbers, chance), pool)
        commands = {'resolve': our_words(place, pool), 'dnf repoclosure': their_words(place)}
        times: dict[str, list[Timed]] = {one: [] for one in commands}
        for number in range(rounds + 1):
            for one in sorted(commands, reverse=bool(number % 2)):
                spent = timed(commands[one])
                if number:
                    times[one].append(spent)
                else:
                    print(f'{one}, without a cache, says: {spent.said.strip()[:300]}')
    print(f'{production:,} packages and {pool} in the pool, median of {rounds}:')
    for what in ('passed', 'processor'):
        ours, theirs = (
            statistics.median(getattr(spent, what) for spent in times[one]) for one in commands
        )
        print(f'{what}: resolve {ours:.2f} s, dnf {theirs:.2f} s, ratio {ours / theirs:.2f}')


if __name__ == '__main__':
    main(*(int(word) for word in (*sys.argv[1:], *('5', '5000', '60')[len(sys.argv) - 1 :])))
