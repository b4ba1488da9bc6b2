"""Is everything there on the Gerrit that reviews need?"""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.finding import Finding, Health
from rdopkg_ci.doors.gerrit import facts
from rdopkg_ci.doors.gerrit.changes import LABEL
from rdopkg_ci.doors.gerrit.server import GerritServer
from rdopkg_ci.doors.gerrit.stream import RIGHT
from rdopkg_ci.doors.http import Absent
from rdopkg_ci.doors.review.reasons import WHOLE_TOPICS
from rdopkg_ci.flows.reviewing import open_gerrit
from rdopkg_ci.settings import Settings


def examine(settings: Settings) -> Sequence[Finding]:
    server = open_gerrit(settings)
    name = facts.account(server) or 'anonymous, who can only read'
    found = [Finding('gerrit', Health.GOOD, f'{server.url}, {facts.version(server)}, as {name}')]
    if facts.submits_whole_topics(server):
        problem, remedy = WHOLE_TOPICS
        found.append(Finding('gerrit topics', Health.BAD, problem, remedy))
    if server.user:
        found.append(_events(server))
    return [*found, _project(server, settings.gerrit.project)]


def _events(server: GerritServer) -> Finding:
    """Only who follows them needs the right."""
    what = 'gerrit events'
    if facts.may_follow(server):
        return Finding(what, Health.GOOD, f'{server.user} may follow them')
    return Finding(what, Health.NOTED, f'{server.user} may not follow them', RIGHT)


def _project(server: GerritServer, project: str) -> Finding:
    what = 'gerrit project'
    try:
        labels = facts.labels(server, project)
    except Absent as error:
        remedy = 'Set gerrit.project to its name, and ask its owner for the right to read it.'
        return Finding(what, Health.BAD, str(error), remedy)
    if LABEL in labels:
        return Finding(what, Health.GOOD, f'{project} has the label {LABEL}')
    remedy = f'An owner of the project adds the label {LABEL}: see docs/gerrit.md.'
    return Finding(what, Health.BAD, f'{project} has no label {LABEL}', remedy)
