"""Is everything there on the Gerrit that reviews need?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rdopkg_ci.core.finding import Finding, Health
from rdopkg_ci.doors.gerrit import facts
from rdopkg_ci.doors.gerrit.changes import LABEL
from rdopkg_ci.doors.gerrit.server import GerritServer
from rdopkg_ci.doors.gerrit.settings import GerritSettings
from rdopkg_ci.doors.gerrit.stream import RIGHT
from rdopkg_ci.doors.http import Absent
from rdopkg_ci.doors.review.reasons import WHOLE_TOPICS
from rdopkg_ci.flows import identity
from rdopkg_ci.flows.doctor.asking import asked
from rdopkg_ci.flows.services import open_branch
from rdopkg_ci.flows.services.reviewing import open_gerrit
from rdopkg_ci.settings import Settings

_RIGHTS = (f'label-{LABEL} −1 to +1', 'Edit Topic Name')
_WHAT, _IDENTITY = 'gerrit rights', 'gerrit identity'
_GRANT = 'An admin of the Gerrit grants it: docs/gerrit.md says how.'
_SEE = '`rdopkg ci doctor --gate` is for the account of the gate.'
_ADDRESS = 'Set gerrit.url to where the list of changes is, with its path, such as https://HOST/r.'
_REQUIRE = f'An owner of the project adds the submit requirement {LABEL}: docs/gerrit.md says how.'


def examine(settings: Settings, for_gate: bool) -> Sequence[Finding]:
    """With ``for_gate`` the account needs what the gate does."""
    server = open_gerrit(settings)
    try:
        name = facts.account(server) or 'anonymous, who can only read'
        version = facts.version(server)
    except Absent as error:
        return [Finding('gerrit', Health.BAD, str(error), _ADDRESS)]
    found = [Finding('gerrit', Health.GOOD, f'{server.url}, {version}, as {name}')]
    if facts.submits_whole_topics(server):
        problem, remedy = WHOLE_TOPICS
        found.append(Finding('gerrit topics', Health.BAD, problem, remedy))
    if server.user:
        found += [_events(server), *asked(_IDENTITY, partial(_identity, settings, server))]
    project = _project(server, settings.gerrit.project)
    if project.health is Health.GOOD and server.user:
        return [*found, project, *_rights(server, settings.gerrit, for_gate)]
    return [*found, project]


def _identity(settings: Settings, server: GerritServer) -> Sequence[Finding]:
    who = open_branch(settings, create=False).repo.person()
    problem = identity.problem(server, who)
    if problem:
        return [Finding(_IDENTITY, Health.NOTED, str(problem), problem.hint)]
    return [Finding(_IDENTITY, Health.GOOD, f'the account has the address of {who}')]


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


def _rights(server: GerritServer, gerrit: GerritSettings, for_gate: bool) -> Sequence[Finding]:
    """That nothing is merged untested concerns everybody."""
    may = facts.permitted(server, gerrit.project, gerrit.branch)
    if may is None:
        return [Finding(_WHAT, Health.NOTED, 'nobody can know before there is an open change')]
    lacks = [right for right, is_there in zip(_RIGHTS, may) if not is_there]
    found = _lacking(server.user, lacks, for_gate)
    if not may.merges_untested:
        return [found]
    problem = f'a change can be merged without {LABEL} +1'
    return [found, Finding('gerrit requirement', Health.BAD, problem, _REQUIRE)]


def _lacking(user: str, lacks: Sequence[str], for_gate: bool) -> Finding:
    if not lacks:
        said = f'{user} may vote and set topics; whether it may submit and push shows when it does'
        return Finding(_WHAT, Health.GOOD, said)
    said = f'{user} lacks {" and ".join(lacks)}'
    if for_gate:
        return Finding(_WHAT, Health.NOT_AUTHORISED, said, _GRANT)
    return Finding(_WHAT, Health.NOTED, f'{said}, which only the gate needs', _SEE)
