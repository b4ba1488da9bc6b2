"""Every setting in one table: the keys of the file, the environment and the documentation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.yaml import addresses
from rdopkg_ci.doors.engine import settings as runs
from rdopkg_ci.doors.gerrit import settings as gerrit
from rdopkg_ci.doors.jenkins import settings as jenkins
from rdopkg_ci.doors.leaf import BRANCH, Leaf, directory, word
from rdopkg_ci.doors.publication import settings as publish
from rdopkg_ci.doors.sources import settings as sources

PREFIX = 'RDOPKG_CI_'
TOP = (
    Leaf('home', directory, '~/.rdopkg/ci', 'directory of everything that we keep'),
    Leaf(
        'update_repo',
        addresses.repository,
        '',
        'the rdo-update git repo: a URL or a directory; empty: the embedded one',
    ),
    Leaf('branch', word(BRANCH), 'master', 'its branch'),
)
SECTIONS: Mapping[str, Sequence[Leaf]] = {
    'gerrit': gerrit.LEAVES,
    'jenkins': jenkins.LEAVES,
    'sources': sources.LEAVES,
    'publish': publish.LEAVES,
    'runs': runs.LEAVES,
}
# Keys of the first version, and where they are now.
MOVED = {
    'stage': 'publish.stage',
    'production': 'publish.production',
    'sign_key': 'publish.sign_key',
    'workers': 'runs.workers',
    'gerrit_url': 'gerrit.url',
    'jenkins_url': 'jenkins.url',
}
# Where the secret of a section belongs instead.
SECRET_VARIABLES = {
    'gerrit': 'RDOPKG_CI_GERRIT_PASSWORD',
    'jenkins': 'RDOPKG_CI_JENKINS_TOKEN',
}


class Setting(NamedTuple):
    """A leaf in its place; ``section`` is empty at the top."""

    section: str
    leaf: Leaf

    @property
    def name(self) -> str:
        """``publish.stage``."""
        return '.'.join(filter(None, (self.section, self.leaf.key)))

    @property
    def variable(self) -> str:
        """``RDOPKG_CI_PUBLISH_STAGE``."""
        return variable(self.name)


def variable(name: str) -> str:
    """The environment variable of a setting called ``publish.stage``."""
    return PREFIX + name.replace('.', '_').upper()


def _table() -> Mapping[str, Setting]:
    found = [Setting('', leaf) for leaf in TOP]
    for section, leaves in SECTIONS.items():
        found += [Setting(section, leaf) for leaf in leaves]
    return {setting.name: setting for setting in found}


TABLE = _table()
