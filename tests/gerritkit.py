"""Projects on the real Gerrit of the tests, and reviews of them as one of its users."""

from __future__ import annotations

import uuid
from pathlib import Path

from servers.gerrit import PASSWORD, Gerrit

from rdopkg_ci.doors.gerrit.server import LIMITS, GerritServer
from rdopkg_ci.doors.git.access import GitAccess
from rdopkg_ci.doors.git.repo import Git
from rdopkg_ci.doors.http import Credentials, Http
from rdopkg_ci.doors.review.gerrit import GerritReview
from rdopkg_ci.doors.update_repo import UpdateRepo


def new_project(gerrit: Gerrit) -> Git:
    """One of its own for a test; the repo is the server's own directory."""
    return Git(gerrit.project(f'rdo-update-{uuid.uuid4().hex[:8]}'))


def name_of(repo: Git) -> str:
    return repo.path.name[: -len('.git')]


def review_of(gerrit: Gerrit, repo: Git, place: Path, user: str = 'ci') -> GerritReview:
    """The reviews of a project, as ``user`` sees them."""
    project = name_of(repo)
    login = Credentials(gerrit.url, user, PASSWORD)
    server = GerritServer(gerrit.url, Http(LIMITS, login, netrc=False), user)
    access = GitAccess(gerrit.url, login)
    remote = f'{gerrit.url}/a/{project}'
    clone = UpdateRepo.open(place / f'{user}.git', remote, 'master', access)
    return GerritReview(server, project, 'master', clone, place / 'gerrit.lock')
