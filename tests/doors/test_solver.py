"""libsolv at the size of a real production repo: small repos hide writes past the end of its maps."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from rpmkit import rpm

from rdopkg_ci.doors.libsolv.solver import Libsolv
from rdopkg_ci.doors.repos import yum
from rdopkg_ci.doors.repos.repodata import MetadataCache
from rdopkg_ci.doors.rpm import rpms

pytest.importorskip('solv', reason='needs solv, which is for Python 3.11 and newer')

COUNT = 3000
# In a process of its own: what goes wrong here ends in a crash.
CHECK = """
import sys
from pathlib import Path
from rdopkg_ci.doors import depcheck
from rdopkg_ci.doors.repos.repodata import MetadataCache
place = Path(sys.argv[1])
repos = depcheck.RepoStack([(place / 'base').as_uri()], (place / 'production').as_uri(), place / 'pool')
difference = depcheck.check(repos, ['aaaa', 'bbbb'], MetadataCache(place / 'cache')).difference
print(difference.checked, len(difference.new))
"""


def large_repo(place: Path, name: str, count: int) -> None:
    """Metadata of many packages, made from the header of one."""
    place.mkdir()
    yum.make(place)
    createrepo = rpms.library()
    package = rpms.package(rpm('p'), 'p.rpm')
    listing = createrepo.Repomd()
    path = place / 'repodata' / 'primary.xml.gz'
    stream = createrepo.PrimaryXmlFile(str(path), createrepo.GZ_COMPRESSION)
    stream.set_num_of_pkgs(count)
    for number in range(count):
        package.name = f'{name}{number}'
        package.provides = [(package.name, 'EQ', '0', '1', '1', False)]
        stream.add_pkg(package)
    stream.close()
    record = createrepo.RepomdRecord('primary', str(path))
    record.fill(createrepo.SHA256)
    listing.set_record(record)
    (place / 'repodata' / 'repomd.xml').write_text(listing.xml_dump(), 'utf-8')


def test_repos_of_a_real_size(tmp_path: Path) -> None:
    for name, count in (('base', 500), ('production', COUNT), ('pool', 10)):
        large_repo(tmp_path / name, name, count)
    command, root = [sys.executable, '-c', CHECK, str(tmp_path)], Path(__file__).parents[2]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
    assert (done.returncode, done.stdout) == (0, '10 0\n'), done.stderr


def test_repos_come_before_questions(tmp_path: Path) -> None:
    yum.make(tmp_path)
    solver = Libsolv()
    solver.newest(solver.load('production', tmp_path.as_uri(), MetadataCache(tmp_path / 'cache')))
    with pytest.raises(AssertionError, match='before the first question'):
        solver.load('pool', tmp_path.as_uri(), MetadataCache(tmp_path / 'cache'))
