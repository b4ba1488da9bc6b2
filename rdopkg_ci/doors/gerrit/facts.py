"""What a Gerrit tells of itself, of us, and of a project."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import quote

from rdopkg_ci.core.text.terminal import brief, safe_line
from rdopkg_ci.doors.gerrit.server import GerritServer


def account(server: GerritServer) -> str:
    """Who we are to it; empty for nobody."""
    if not server.user:
        return ''
    found = _mapping(server.get('/accounts/self'))
    return _shown(found.get('username') or found.get('name') or server.user)


def version(server: GerritServer) -> str:
    """As it is told, which is no promise."""
    return f'version {_shown(server.get("/config/server/version"))}'


def submits_whole_topics(server: GerritServer) -> bool:
    change = _mapping(_mapping(server.get('/config/server/info')).get('change'))
    return bool(change.get('submit_whole_topic'))


def may_follow(server: GerritServer) -> bool:
    """Whether we may have its events told."""
    return bool(_mapping(server.get('/accounts/self/capabilities')).get('streamEvents'))


def labels(server: GerritServer, project: str) -> Collection[str]:
    """The labels that a project has, its own and inherited; raises Absent without the project."""
    found = _mapping(server.get(f'/projects/{quote(project, safe="")}'))
    return set(_mapping(found.get('labels')))


def _mapping(raw: Any) -> Mapping[str, Any]:
    return raw if isinstance(raw, dict) else {}


def _shown(raw: Any) -> str:
    return brief(safe_line(str(raw)), 100)
