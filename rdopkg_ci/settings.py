"""Settings of a person or an agent: one YAML file, every key also in the environment.

``~/.rdopkg/ci.yml``, else ``/etc/rdopkg-ci.yml``; ``RDOPKG_CI_UPDATE_REPO`` overrides
``update_repo`` and so on, ``RDOPKG_CI_GERRIT_URL`` overrides ``gerrit: {url: …}``. Secrets are
never here. rdopkg's own configuration is not used: reading it fails on every Python 3.
"""

from __future__ import annotations

import os
import pwd
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.errors import InvalidInput

KEYS = {
    'home': 'where the embedded default keeps everything (~/.rdopkg/ci)',
    'update_repo': 'URL of the rdo-update git repo; the embedded one when empty',
    'branch': 'its branch (master)',
    'gerrit_url': 'the Gerrit that reviews updates; local review when empty',
    'jenkins_url': 'the Jenkins that runs the phases; local runs when empty',
    'stage': 'directory of the stage repos (HOME/stage)',
    'production': 'directory of the production repos (HOME/production)',
    'sign_key': 'name of the GPG key that signs RPMs before stage; not signed when empty',
    'sources': 'directory where the source `local` looks for RPMs (HOME/rpms)',
    'workers': 'how many local runs at once (2)',
}


class Settings(NamedTuple):
    """Paths are absolute. ``update_repo``, ``gerrit_url`` and ``jenkins_url`` are empty for the
    embedded default.
    """

    home: Path
    update_repo: str
    branch: str
    gerrit_url: str
    jenkins_url: str
    stage: Path
    production: Path
    sign_key: str
    sources: Path
    workers: int

    @property
    def embedded_repo(self) -> Path:
        return self.home / 'rdo-update.git'


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings in force; raises InvalidInput naming file and key."""
    environ = os.environ if environ is None else environ
    # Not by way of $HOME when that is empty: it would lead to the root of the file system.
    person = Path(environ.get('HOME') or pwd.getpwuid(os.getuid()).pw_dir)
    values = _file(person / '.rdopkg' / 'ci.yml') or _file(Path('/etc/rdopkg-ci.yml'))
    for key in KEYS:
        values[key] = environ.get(f'RDOPKG_CI_{key.upper()}') or values.get(key, '')
    home = _path('home', values, person / '.rdopkg' / 'ci')
    settings = Settings(
        home=home,
        update_repo=values['update_repo'],
        branch=values['branch'] or 'master',
        gerrit_url=values['gerrit_url'],
        jenkins_url=values['jenkins_url'],
        stage=_path('stage', values, home / 'stage'),
        production=_path('production', values, home / 'production'),
        sign_key=values['sign_key'],
        sources=_path('sources', values, home / 'rpms'),
        workers=_workers(values['workers'] or '2'),
    )
    _check_apart(settings.stage, settings.production)
    return settings


def _path(key: str, values: Mapping[str, str], default: Path) -> Path:
    """Absolute, for where somebody stands is no setting."""
    path = Path(values[key]).expanduser() if values[key] else default
    if not path.is_absolute():
        raise InvalidInput(
            'settings:', (f'{key}: {safe(str(path))!r} must be a directory from / or ~ on',)
        )
    return Path(os.path.abspath(path))


def _check_apart(stage: Path, production: Path) -> None:
    if stage == production or stage in production.parents or production in stage.parents:
        raise InvalidInput(
            'settings:', (f'stage: {stage} and production: {production} must lie apart',)
        )


def _workers(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 64):
        raise InvalidInput('settings:', (f'workers: {text!r} is not a number from 1 to 64',))
    return int(text)


def _file(path: Path) -> dict[str, str]:
    """The file's keys, nested ones joined by ``_``; empty where there is no file."""
    try:
        text = path.read_text('utf-8')
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f'{path}:', (str(error),)) from error
    import yaml

    try:
        data = yaml.safe_load(text) or {}
    except (yaml.YAMLError, RecursionError) as error:
        raise InvalidInput(f'{path}:', (safe(str(error)),)) from error
    if not isinstance(data, dict):
        raise InvalidInput(f'{path}:', ('must be a mapping of keys to values',))
    return _flat(path, data)


def _flat(path: Path, data: Mapping[Any, Any]) -> dict[str, str]:
    flat = {str(key): value for key, value in data.items() if not isinstance(value, dict)}
    for outer, inner in data.items():
        if isinstance(inner, dict):
            flat.update({f'{outer}_{key}': value for key, value in inner.items()})
    unknown = sorted(set(flat) - set(KEYS))
    if unknown:
        known = ', '.join(key.replace('_url', ': {url}') for key in KEYS)
        raise InvalidInput(
            f'{path}:', tuple(f'unknown key {key!r}; known are {known}' for key in unknown)
        )
    lists = sorted(key for key, value in flat.items() if isinstance(value, (list, set)))
    if lists:
        raise InvalidInput(
            f'{path}:', tuple(f'{key} must be one value, not a list' for key in lists)
        )
    return {key: '' if value is None else str(value) for key, value in flat.items()}
