"""Is everything there that is needed? Each question by itself, so that one answer hides no
other.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial

from rdopkg_ci.core.finding import Finding, Health
from rdopkg_ci.core.jobs.comparison import JobComparison, JobState
from rdopkg_ci.core.jobs.job_definition import name_of
from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.doors.http import Absent, Unreachable
from rdopkg_ci.doors.jenkins import facts
from rdopkg_ci.doors.jenkins.server import Server
from rdopkg_ci.doors.parallel import together
from rdopkg_ci.errors import CiError, NotAuthorised
from rdopkg_ci.flows import gerrit_checks, local_checks, policies, server_jobs
from rdopkg_ci.flows.services import open_branch, open_server, open_services
from rdopkg_ci.settings import Settings, environment

Question = Callable[[], Sequence[Finding]]
_APPLY = 'rdopkg ci jobs --apply'
_TRIED = name_of(PHASE1, '')
_FOR_JOBS = 'granted; `rdopkg ci jobs` needs it'
_UNKNOWN = 'nobody can know while the jobs are missing'


def examine(settings: Settings, for_gate: bool = False) -> Sequence[Finding]:
    """The checks of whatever the settings say is used; with ``for_gate`` the account needs what the
    gate does.
    """
    labels: list[str] = []
    found = [*_environment(), *_asked('update repo', partial(_repo, settings, labels))]
    if settings.gerrit.url:
        found += _asked('gerrit', partial(gerrit_checks.examine, settings, for_gate))
    if not settings.jenkins.url:
        told = {check.found for check in found}
        engine = [
            *_asked('engine', partial(_local, settings)),
            *local_checks.libraries(),
            *_asked('production', partial(local_checks.production, settings)),
        ]
        return [*found, *(check for check in engine if check.found not in told)]
    try:
        server = open_server(settings)
    except CiError as error:
        return [*found, _bad('jenkins', error)]
    first = _asked('jenkins', partial(_server, server))
    if any(check.health is not Health.GOOD for check in first):
        return [*found, *first]
    questions = [
        partial(_asked, 'jobs', partial(_jobs, server, labels, settings.jenkins.keep)),
        partial(_asked, 'permission Job/Build', partial(_build, server)),
        partial(_asked, 'agents', partial(_agents, server, labels)),
        partial(_asked, 'permission Job/Create', partial(_create, server), Health.NOTED),
        partial(_asked, 'permission Job/Configure', partial(_configure, server), Health.NOTED),
    ]
    return [*found, *first, *(check for checks in together(questions) for check in checks)]


def _environment() -> Sequence[Finding]:
    """What somebody may take for set."""
    remedy = 'It counts for nothing: rename it, or unset it. docs/commands.md lists the settings.'
    ignored = environment.ignored(os.environ)
    return [Finding('environment', Health.NOTED, problem, remedy) for problem in ignored]


def _asked(what: str, question: Question, refused: Health | None = None) -> Sequence[Finding]:
    """The answers to a question; where it fails that is the answer, with ``refused`` for a missing
    permission.
    """
    try:
        return question()
    except NotAuthorised as error:
        return [_bad(what, error)._replace(health=refused or Health.NOT_AUTHORISED)]
    except CiError as error:
        return [_bad(what, error)]


def _bad(what: str, error: CiError) -> Finding:
    is_refused = isinstance(error, NotAuthorised)
    health = Health.NOT_AUTHORISED if is_refused else Health.BAD
    return Finding(what, health, str(error), error.hint)


def _repo(settings: Settings, labels: list[str]) -> Sequence[Finding]:
    branch = open_branch(settings, create=False)
    tip = branch.repo.tip()
    where = f'{branch.repo.remote}, branch {settings.branch} at {tip[:12]}'
    found = Finding('update repo', Health.GOOD, where)
    try:
        policy = policies.own(settings, branch.repo, tip)
    except CiError as error:
        return [found, _bad('policy', error)]
    labels += sorted(policy.labels)
    count = len(policy.targets)
    said = f'{count} target{"" if count == 1 else "s"}'
    return [found, Finding('policy', Health.GOOD, said)]


def _local(settings: Settings) -> Sequence[Finding]:
    open_services(settings, create=False)
    workers = settings.runs.workers
    return [Finding('engine', Health.GOOD, f'runs on this machine, {workers} at once')]


def _server(server: Server) -> Sequence[Finding]:
    try:
        server.json('', 'mode')
    except (Absent, Unreachable) as error:
        error.hint = f'Check jenkins.url, and that the server is up. {error.hint}'.rstrip()
        raise
    given = f'{server.user}, which the server does not confirm' if server.user else 'anonymous'
    name = facts.account(server) or given
    said = f'{server.address.home}, {facts.version(server)}, as {name}'
    return [Finding('jenkins', Health.GOOD, said)]


def _jobs(server: Server, labels: Sequence[str], keep: int) -> Sequence[Finding]:
    return [_job(one) for one in server_jobs.compared(server, labels, keep)]


def _job(found: JobComparison) -> Finding:
    what = f'job {found.name}'
    if found.state is JobState.SAME:
        return Finding(what, Health.GOOD, 'as wanted')
    if found.state is JobState.MISSING:
        return Finding(what, Health.BAD, 'it is missing', f'Run `{_APPLY}`.')
    if found.state is JobState.OLD:
        return Finding(what, Health.BAD, 'as we left it before', f'Run `{_APPLY}`.')
    if found.kept is not None:
        remedy = f'Set jenkins.keep to have it so; `{_APPLY} --force` takes it back.'
        return Finding(what, Health.NOTED, found.retention, remedy)
    remedy = f'`rdopkg ci jobs` shows how; `{_APPLY} --force` overwrites it.'
    return Finding(what, Health.BAD, 'it was edited on the server', remedy)


def _build(server: Server) -> Sequence[Finding]:
    return _granted('Job/Build', partial(facts.check_build, server, _TRIED), 'granted')


def _create(server: Server) -> Sequence[Finding]:
    return _granted('Job/Create', partial(facts.check_create, server), _FOR_JOBS)


def _configure(server: Server) -> Sequence[Finding]:
    return _granted('Job/Configure', partial(facts.check_configure, server, _TRIED), _FOR_JOBS)


def _granted(permission: str, probe: Callable[[], None], found: str) -> Sequence[Finding]:
    what = f'permission {permission}'
    try:
        probe()
    except Absent:
        return [Finding(what, Health.NOTED, _UNKNOWN)]
    return [Finding(what, Health.GOOD, found)]


def _agents(server: Server, labels: Sequence[str]) -> Sequence[Finding]:
    agents = facts.agents(server)
    online = [agent for agent in agents if agent.online]
    return [_label(label, online) for label in ('', *labels)]


def _label(label: str, online: Sequence[facts.Agent]) -> Finding:
    what = f'agents with the label {label}' if label else 'agents'
    if label and all(agent.labels is None for agent in online):
        return Finding(what, Health.NOTED, 'the server does not tell the labels of its agents')
    able = [agent.name for agent in online if not label or label in (agent.labels or ())]
    if able:
        return Finding(what, Health.GOOD, f'{len(able)} online')
    remedy = f'Bring one online{f" and give it the label {label}" if label else ""}.'
    return Finding(what, Health.BAD, 'none is online: runs would wait for ever', remedy)
