"""dnf on a root of its own: it sees the repos that it is given and nothing of this machine."""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from rdopkg_ci.core.depsolve.package import Package
from rdopkg_ci.doors import files
from rdopkg_ci.doors.processes import command
from rdopkg_ci.errors import CiError

# Modules would hide packages that a transaction is about.
_MAIN = """[main]
best=1
gpgcheck=0
install_weak_deps=0
keepcache=0
module_platform_id=platform:none
plugins=0
reposdir=/nonexistent
retries=3
skip_if_unavailable=0
timeout=60
"""
_REPO = """
[{name}]
name={name}
baseurl={url}
module_hotfixes=1
"""
# What scripts open without a thought; an empty root has none of them.
_DEVICES = {'null': (1, 3), 'zero': (1, 5), 'full': (1, 7), 'random': (1, 8), 'urandom': (1, 9)}
_AS_ROOT = ('unshare', '--map-root-user')


class Dnf(NamedTuple):
    """``place`` is an empty directory for the root and all else; ``cache`` may outlive it, and is
    one's alone while dnf runs. ``version`` is what the repos take for that of the dist.
    """

    place: Path
    cache: Path
    urls: Mapping[str, str]
    version: str

    @property
    def root(self) -> Path:
        return self.place / 'root'

    def prepare(self) -> None:
        """Have an empty root."""
        shutil.rmtree(self.root, ignore_errors=True)
        (self.root / 'dev').mkdir(parents=True)
        (self.place / 'log').mkdir(exist_ok=True)
        self.cache.mkdir(parents=True, exist_ok=True)
        # A killed dnf leaves its process id in them, which may be anybody's by now: the next one
        # would wait for that.
        for lock in self.cache.glob('*_lock.pid'):
            lock.unlink(missing_ok=True)
        for name, (major, minor) in _DEVICES.items():
            with suppress(OSError):
                device = os.makedev(major, minor)
                os.mknod(self.root / 'dev' / name, stat.S_IFCHR | 0o666, device)
        repos = (_REPO.format(name=name, url=url) for name, url in self.urls.items())
        files.write(self.place / 'dnf.conf', f'{_MAIN}{"".join(repos)}'.encode())

    def words(self, packages: Sequence[Package], test: bool) -> Sequence[str]:
        """The command that installs them, or with ``test`` only looks whether rpm would."""
        options = {
            'cachedir': self.cache,
            'logdir': self.place / 'log',
            'persistdir': self.place / 'persist',
        }
        return [
            *(_AS_ROOT if os.geteuid() else ()),
            'dnf',
            '-y',
            # By age it would take a repo that changed within the second for the same.
            '--refresh',
            f'--config={self.place / "dnf.conf"}',
            f'--installroot={self.root}',
            f'--releasever={self.version}',
            '--color=never',
            *(f'--setopt={name}={value}' for name, value in options.items()),
            *(['--setopt=tsflags=test'] if test else []),
            'install',
            *(nevra(package) for package in packages),
        ]

    def forget(self, name: str) -> None:
        """Remove what the cache holds of a repo: one that no other run has."""
        for path in self.cache.glob(f'{name}-*'):
            shutil.rmtree(path, ignore_errors=True)


def nevra(package: Package) -> str:
    """As dnf and rpm name a package."""
    return f'{package.name}-{package.evr}.{package.arch}'


def version_of(dist: str) -> str:
    """The number in the name of a dist."""
    found = re.search(r'[0-9]+', dist)
    return found[0] if found else '1'


def lacking() -> str:
    """Why dnf cannot be used here; empty where it can."""
    if not shutil.which('dnf'):
        return 'dnf is not installed'
    if not os.geteuid():
        return ''
    try:
        command.run(*_AS_ROOT, 'true', timeout=20.0)
    except CiError:
        return 'without being root dnf needs user namespaces, which this machine does not allow'
    return ''
