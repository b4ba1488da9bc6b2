"""What a Gerrit tells of itself, of us, and of a project."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from rdopkg_ci.core.text.terminal import brief, safe_line
from rdopkg_ci.doors.gerrit import changes
from rdopkg_ci.doors.gerrit.changes import LABEL
from rdopkg_ci.doors.gerrit.server import GerritServer

_TELLING = ('DETAILED_LABELS', 'CHANGE_ACTIONS', 'SUBMIT_REQUIREMENTS')


class Permitted(NamedTuple):
    """What the server lets us do with an open change, and whether it lets anybody merge one that
    was not voted for.
    """

    may_vote: bool
    may_set_topic: bool
    merges_untested: bool


def account(server: GerritServer) -> str:
    """Who we are to it; empty for nobody."""
    if not server.user:
        return ''
    found = _mapping(server.get('/accounts/self'))
    return _shown(found.get('username') or found.get('name') or server.user)


def addresses(server: GerritServer) -> Collection[str]:
    """Those that our account there has, in small letters; a push needs one of them."""
    found = server.get('/accounts/self/emails')
    every = map(_mapping, found if isinstance(found, list) else ())
    return {str(one.get('email')).lower() for one in every if not one.get('pending_confirmation')}


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


def permitted(server: GerritServer, project: str, branch: str) -> Permitted | None:
    """Going by an open change, for nothing else tells who may not see the project's rights; None
    where there is none.
    """
    asked = quote(changes.query(project=project, branch=branch, status='open'))
    found = server.get(f'/changes/?q={asked}&n=1')
    number = _mapping(found[0]).get('_number') if isinstance(found, list) and found else None
    if not isinstance(number, int):
        return None
    # The answer to a search may be as old as its index.
    options = '&'.join(f'o={one}' for one in _TELLING)
    change = _mapping(server.get(f'/changes/{number}?{options}'))
    values = _mapping(change.get('permitted_labels')).get(LABEL) or ()
    return Permitted(
        {'-1', '+1'} <= set(values),
        'topic' in _mapping(change.get('actions')),
        not any(_requires_vote(_mapping(one)) for one in change.get('submit_requirements') or ()),
    )


def _requires_vote(requirement: Mapping[str, Any]) -> bool:
    """Whether it asks for our label, by its own words or as that label's function."""
    result = _mapping(requirement.get('submittability_expression_result'))
    is_of_label = requirement.get('name') == LABEL and bool(requirement.get('is_legacy'))
    return is_of_label or f'label:{LABEL}' in str(result.get('expression'))


def _mapping(raw: Any) -> Mapping[str, Any]:
    return raw if isinstance(raw, dict) else {}


def _shown(raw: Any) -> str:
    return brief(safe_line(str(raw)), 100)
