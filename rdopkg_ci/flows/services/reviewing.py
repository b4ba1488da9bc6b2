"""Which review system is in use, and the rdo-update repo that goes with it."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from rdopkg_ci.core.yaml import addresses
from rdopkg_ci.doors import files
from rdopkg_ci.doors.gerrit import login
from rdopkg_ci.doors.gerrit.server import GerritServer, connect
from rdopkg_ci.doors.git.access import OWN, GitAccess
from rdopkg_ci.doors.http import Credentials
from rdopkg_ci.doors.review import Review
from rdopkg_ci.doors.review.gerrit import GerritReview
from rdopkg_ci.doors.review.local import LocalReview
from rdopkg_ci.doors.update_repo import UpdateRepo
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows.services import embedded
from rdopkg_ci.settings import Settings


def open_repo(settings: Settings) -> UpdateRepo:
    """The rdo-update repo, wherever it is; creates the embedded one at first use. A worker reads as
    anybody may where it has no password.
    """
    gerrit, remote, access = settings.gerrit, settings.update_repo, OWN
    if gerrit.url:
        credentials = login.find(gerrit, os.environ)
        remote = remote or _project(settings, credentials)
        # Whatever other server the repo is on, the password is not for that.
        if remote.startswith(f'{gerrit.url}/'):
            access = GitAccess(gerrit.url, credentials, gerrit.ca)
    remote = remote or str(embedded.ensure(settings))
    if remote.startswith('file:'):
        remote = str(files.of_url(remote))
    return UpdateRepo.open(_clone(settings), remote, settings.branch, access)


def clone_of(settings: Settings) -> UpdateRepo | None:
    """What an earlier look has left of the rdo-update repo; None before the first."""
    return UpdateRepo.found(_clone(settings), settings.branch)


def open_review(settings: Settings, repo: UpdateRepo) -> Review:
    gerrit = settings.gerrit
    if not gerrit.url:
        return LocalReview(_reviewed(repo.remote), settings.branch)
    lock = settings.home / 'review.lock'
    return GerritReview(open_gerrit(settings), _named(settings), gerrit.branch, repo, lock)


def open_gerrit(settings: Settings) -> GerritServer:
    """The Gerrit of the settings, as whom they say."""
    return connect(settings.gerrit, login.required(settings.gerrit, os.environ))


def _clone(settings: Settings) -> Path:
    return settings.home / 'clone.git'


def _project(settings: Settings, credentials: Credentials | None) -> str:
    """The git URL of the project; below ``/a/`` the server wants to know who we are."""
    gerrit = settings.gerrit
    return f'{gerrit.url}{"/a" if credentials else ""}/{quote(_named(settings))}'


def _named(settings: Settings) -> str:
    if not settings.gerrit.project:
        raise UsageError(
            'gerrit.url is set, but gerrit.project is not',
            'Set it to the name of the project that holds the updates, such as rdo-update.',
        )
    return settings.gerrit.project


def _reviewed(remote: str) -> Path:
    """The bare repo that the local review works on: it must be on this machine."""
    if not addresses.is_directory(remote):
        raise UsageError(
            f'update_repo: {remote} is on another machine, where the local review cannot work',
            'Reviews need a Gerrit there, set as gerrit.url, or a bare git repo on this machine'
            ' as update_repo. Only `rdopkg ci run` needs neither.',
        )
    if not Path(remote).is_dir():
        raise UsageError(
            f'update_repo: {remote} is not a directory',
            'Without Gerrit it must be a bare git repo on this machine.',
        )
    if not (Path(remote, 'HEAD').is_file() and Path(remote, 'objects').is_dir()):
        raise UsageError(
            f'update_repo: {remote} is not a bare git repo',
            'Make one with: git clone --bare REPO DIRECTORY',
        )
    return Path(remote)
