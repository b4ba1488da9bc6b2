"""Each source by the name that update files have for it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from rdopkg_ci.core.update.build_file import COPR
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors.http import Http
from rdopkg_ci.doors.repos.repodata import METADATA, MetadataCache
from rdopkg_ci.doors.sources import Source
from rdopkg_ci.doors.sources.cache import Cache
from rdopkg_ci.doors.sources.copr import Copr
from rdopkg_ci.doors.sources.download import Means
from rdopkg_ci.doors.sources.dummy import Dummy
from rdopkg_ci.doors.sources.hub import Hub
from rdopkg_ci.doors.sources.koji import Koji
from rdopkg_ci.doors.sources.local import Local
from rdopkg_ci.doors.sources.progress import Progress
from rdopkg_ci.doors.sources.remotes import Looked, Remotes
from rdopkg_ci.doors.sources.settings import SourceSettings
from rdopkg_ci.doors.sources.web import Web
from rdopkg_ci.errors import UsageError

# In our home: the headers of the RPMs in the source local, and what came from servers.
INDEX, DOWNLOADS = 'rpms.json', 'downloads'
# Where a source on a server cannot be found.
REMEDY = 'Set it to the URL of that server.'


def find(name: str, settings: SourceSettings, home: Path) -> Source:
    """The source of that name; below ``home`` is what we remember of it. Raises UsageError for one
    that nobody has said where it is.
    """
    if name == 'local':
        return Local(settings.local, home / INDEX)
    if name == 'dummy':
        return Dummy()
    http = Http()
    means = Means(http, Cache(home / DOWNLOADS), Progress(sys.stderr))
    return Remotes(_look(name, settings, http, home), means)


def setting(name: str) -> str:
    """The setting that says where that source is."""
    if name.startswith(COPR):
        return 'sources.copr'
    return f'sources.{name}' if name in ('local', 'http') else f'sources.{name}_hub'


def _look(name: str, settings: SourceSettings, http: Http, home: Path) -> Callable[[Build], Looked]:
    """What looks a build up on the server of that source."""
    if name.startswith(COPR):
        where = _set('copr', settings.copr)
        owner = name[len(COPR) :]
        return Copr(where, owner, settings.copr_project, settings.copr_chroot, http).look
    if name == 'http':
        metadata = MetadataCache(home / METADATA)
        return Web(_set('http', settings.http), http, metadata).look
    hub, top = settings.koji(name)
    return Koji(Hub(_set(f'{name}_hub', hub), http), _set(f'{name}_top', top)).look


def _set(key: str, value: str) -> str:
    if not value:
        raise UsageError(f'sources.{key} is not set', REMEDY)
    return value
