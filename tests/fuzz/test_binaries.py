"""RPM headers and libsolv's input are read by C: in a child, whose crash is that of one file.

What a crash of theirs would mean is told in docs/security.md; this test says when one is found.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from mutation import COUNT, mutants
from rpmkit import Words, build

from rdopkg_ci.doors.repos import yum

# Each file costs milliseconds; most of what is broken is refused by its first bytes.
SHARE = 8
READ_RPMS = """
    import sys
    from pathlib import Path
    from rdopkg_ci.doors.rpm import rpmfile, rpms
    from rdopkg_ci.errors import CiError
    for path in sorted(Path(sys.argv[1]).iterdir()):
        print(path, flush=True)
        rpmfile.is_whole(path)
        for read in (rpms.header, lambda path: rpmfile.check(path, path)):
            try:
                read(path)
            except CiError:
                pass
"""
READ_METADATA = """
    import sys
    from pathlib import Path
    import solv
    pool = solv.Pool()
    for number, path in enumerate(sorted(Path(sys.argv[1]).iterdir())):
        print(path, flush=True)
        repo = pool.add_repo(str(number))
        stream = solv.xfopen(str(path))
        if stream is not None:
            repo.add_rpmmd(stream, None, 0)
"""


def read_all(program: str, place: Path) -> None:
    child = subprocess.run(
        [sys.executable, '-c', textwrap.dedent(program), str(place)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    last = child.stdout.splitlines()[-1:]
    assert child.returncode == 0, f'{child.returncode} at {last}\n{child.stderr[-3000:]}'


def test_headers_of_rpms(tmp_path: Path) -> None:
    build(tmp_path / 'good', Words('glance'))
    [seed] = (tmp_path / 'good').glob('*.rpm')
    place = tmp_path / 'bad'
    place.mkdir()
    for number, data in enumerate(mutants([seed.read_bytes()], COUNT // SHARE)):
        (place / f'{number:06}.rpm').write_bytes(data)
    read_all(READ_RPMS, place)


def test_metadata_of_repos(tmp_path: Path) -> None:
    pytest.importorskip('solv', reason='needs solv, which is for Python 3.11 and newer')
    build(tmp_path / 'good', Words('glance'))
    yum.make(tmp_path / 'good')
    [seed] = (tmp_path / 'good' / 'repodata').glob('*-primary.xml.gz')
    place = tmp_path / 'bad'
    place.mkdir()
    for number, data in enumerate(mutants([gzip.decompress(seed.read_bytes())], COUNT // SHARE)):
        (place / f'{number:06}.xml').write_bytes(data)
    read_all(READ_METADATA, place)
