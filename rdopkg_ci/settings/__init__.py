"""Settings of a person or an agent: one YAML file, every value also in the environment, which wins.

``~/.rdopkg/ci.yml``, else ``/etc/rdopkg-ci.yml``; ``RDOPKG_CI_UPDATE_REPO`` for ``update_repo``,
``RDOPKG_CI_GERRIT_URL`` for ``gerrit: {url: …}``. Secrets are never here. rdopkg's own
configuration is not used: reading it fails on every Python 3.
"""

from __future__ import annotations

import os
import pwd
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rdopkg_ci.core.yaml.nodes import Node, ScalarNode
from rdopkg_ci.core.yaml.problems import Problems
from rdopkg_ci.doors import gitreview
from rdopkg_ci.doors.engine.settings import RunSettings
from rdopkg_ci.doors.gerrit.settings import GerritSettings
from rdopkg_ci.doors.jenkins.settings import JenkinsSettings
from rdopkg_ci.doors.publication.settings import PublishSettings
from rdopkg_ci.doors.sources.settings import SourceSettings
from rdopkg_ci.errors import InvalidInput
from rdopkg_ci.settings import environment, file
from rdopkg_ci.settings.table import TABLE

SYSTEM = Path('/etc/rdopkg-ci.yml')


@dataclass(frozen=True)
class Settings:
    """Paths are absolute. ``update_repo`` is empty for the embedded default, else the URL of a git
    repo or a directory; ``home`` is the directory of everything that we keep.
    """

    home: Path
    update_repo: str
    branch: str
    gerrit: GerritSettings
    jenkins: JenkinsSettings
    sources: SourceSettings
    publish: PublishSettings
    runs: RunSettings

    @property
    def embedded_repo(self) -> Path:
        return self.home / 'rdo-update.git'

    @property
    def gate(self) -> str:
        """How the gate is run: by a job of the Jenkins, else by a person or a cron of theirs."""
        return 'every 5 minutes' if self.jenkins.url else '`rdopkg ci gate`'


def load(environ: Mapping[str, str] | None = None, system: Path = SYSTEM) -> Settings:
    """The settings in force. Raises InvalidInput with every problem of the file, by its line, and
    of the environment, by the variable; UsageError where the file cannot be read.
    """
    environ = os.environ if environ is None else environ
    # Not by way of $HOME when that is empty: it would lead to the root of the file system.
    person = environ.get('HOME') or pwd.getpwuid(os.getuid()).pw_dir
    values = _values(environ, person, system)
    home = values.setdefault('home', Path(person, '.rdopkg', 'ci'))
    is_found = not {'gerrit.url', 'update_repo'} & values.keys() and _of_checkout(values)
    for name, setting in TABLE.items():
        if name not in values:
            values[name] = _default(name, home) if setting.leaf.default else setting.leaf.absent
    values['gerrit.branch'] = values['gerrit.branch'] or values['branch']
    publish = PublishSettings(**_section('publish', values))
    _check_apart(publish)
    return Settings(
        home,
        values['update_repo'],
        values['branch'],
        GerritSettings(**_section('gerrit', values), from_checkout=is_found),
        JenkinsSettings(**_section('jenkins', values)),
        SourceSettings(**_section('sources', values)),
        publish,
        RunSettings(**_section('runs', values)),
    )


def _of_checkout(values: dict[str, Any]) -> bool:
    """Where nobody says otherwise, the Gerrit of the rdo-update checkout that we are in."""
    try:
        found = gitreview.find(Path.cwd())
    except OSError:
        return False
    if found is None:
        return False
    values.update({'gerrit.url': found.url, 'gerrit.project': found.project})
    for name, value in {
        'gerrit.user': found.user,
        'update_repo': found.remote,
        'branch': found.branch,
    }.items():
        if value:
            values.setdefault(name, value)
    return True


def _values(environ: Mapping[str, str], person: str, system: Path) -> dict[str, Any]:
    """What the file and the environment set, by the setting's name."""
    own = Path(person, '.rdopkg', 'ci.yml')
    path = own if own.exists() else system
    in_file, around = Problems(f'{path}:'), Problems('the environment:')
    values = {}
    for name, node in (file.read(path, in_file) if path.exists() else {}).items():
        values[name] = _read(name, name, _at_home(node, person), in_file)
    for name, node in environment.read(environ, around).items():
        variable = TABLE[name].variable
        values[name] = _read(name, variable, _at_home(node, person), around)
    in_file.stop(around)
    return values


def _read(name: str, shown: str, node: Node, problems: Problems) -> Any:
    return TABLE[name].leaf.read(node, shown, problems)


def _default(name: str, home: Path) -> Any:
    text = TABLE[name].leaf.default.replace('HOME/', f'{home}/', 1)
    return _read(name, name, ScalarNode(text, False, 0, 0), Problems(name))


def _at_home(node: Node, person: str) -> Node:
    """``~/…`` leads to the same directory as everything of that person."""
    if isinstance(node, ScalarNode) and node.text.startswith('~/'):
        return node._replace(text=f'{person}{node.text[1:]}')
    return node


def _section(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a section by their keys."""
    of_it = [setting for setting in TABLE.values() if setting.section == name]
    return {setting.leaf.key: values[setting.name] for setting in of_it}


def _check_apart(publish: PublishSettings) -> None:
    stage, production = publish.stage, publish.production
    if stage == production or stage in production.parents or production in stage.parents:
        problem = f'publish.stage: {stage} and publish.production: {production} must lie apart'
        raise InvalidInput('settings:', (problem,))
