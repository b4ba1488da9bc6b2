"""Is everything there on the Jenkins that runs need?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from rdopkg_ci.core.finding import Finding, Health
from rdopkg_ci.core.jobs import job_definition
from rdopkg_ci.core.jobs.comparison import JobComparison, JobState
from rdopkg_ci.core.jobs.job_definition import name_of
from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.doors.http import Absent, Unreachable
from rdopkg_ci.doors.jenkins import facts
from rdopkg_ci.doors.jenkins.server import Server
from rdopkg_ci.doors.parallel import together
from rdopkg_ci.errors import CiError, NotAuthorised
from rdopkg_ci.flows import server_jobs
from rdopkg_ci.flows.doctor.asking import asked, bad
from rdopkg_ci.flows.services import open_server
from rdopkg_ci.settings import Settings

_APPLY = 'rdopkg ci jobs --apply'
_ASK = f'Whoever may create jobs runs `{_APPLY}`; it may be that only Job/Read is lacking.'
_DISABLED = 'it is disabled on the server: nothing of it runs'
_ENABLE = f'Enable it there, or with `{_APPLY} --force`.'
_SEEN = {
    facts.ServerJob.MISSING: ('it is missing', _ASK),
    facts.ServerJob.DISABLED: (_DISABLED, _ENABLE),
}
_TRIED = name_of(PHASE1, '')
_FOR_JOBS = 'granted; `rdopkg ci jobs` needs it'
_UNKNOWN = 'nobody can know while the jobs are missing'


def examine(settings: Settings, labels: Sequence[str] | None) -> Sequence[Finding]:
    """``labels`` are those of agents that the policy asks for, None where nobody knows."""
    try:
        server = open_server(settings)
    except CiError as error:
        return [bad('jenkins', error)]
    first = asked('jenkins', partial(_server, server))
    if any(check.health is not Health.GOOD for check in first):
        return first
    keep = settings.jenkins.keep
    questions = [
        partial(asked, 'jobs', partial(_jobs, server, labels, keep)),
        partial(asked, 'permission Job/Build', partial(_build, server)),
        partial(asked, 'agents', partial(_agents, server, labels or ())),
        partial(asked, 'permission Job/Create', partial(_create, server), Health.NOTED),
        partial(asked, 'permission Job/Configure', partial(_configure, server), Health.NOTED),
    ]
    return [*first, *(check for checks in together(questions) for check in checks)]


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


def _jobs(server: Server, labels: Sequence[str] | None, keep: int) -> Sequence[Finding]:
    try:
        found = server_jobs.compared(server, labels or (), keep)
    except NotAuthorised as error:
        return _seen(server, labels or (), error)
    unwanted = () if labels is None else server_jobs.unwanted(server, labels)
    return [*map(_job, found), *(_unwanted(server, name) for name in unwanted)]


def _seen(server: Server, labels: Sequence[str], error: NotAuthorised) -> Sequence[Finding]:
    """Without the permission to compare the jobs, which no run needs: whether they are there."""
    wanted = [job.name for job in job_definition.wanted(labels)]
    states = together([partial(facts.job_state, server, name) for name in wanted])
    found = [
        Finding(f'job {name}', Health.BAD, *_SEEN[state])
        for name, state in zip(wanted, states)
        if state in _SEEN
    ]
    noted = bad('jobs', error)._replace(health=Health.NOTED)
    return [*found, noted._replace(found=f'not compared with what is wanted: {noted.found}')]


def _unwanted(server: Server, name: str) -> Finding:
    remedy = f'Delete it, with what waits for it: {server.address.home}/job/{name}/delete'
    return Finding(f'job {name}', Health.NOTED, 'no longer wanted: no label asks for it', remedy)


def _job(found: JobComparison) -> Finding:
    what = f'job {found.name}'
    if found.state is JobState.SAME:
        return Finding(what, Health.GOOD, 'as wanted')
    if found.state is JobState.MISSING:
        return Finding(what, Health.BAD, 'it is missing', f'Run `{_APPLY}`.')
    if found.state is JobState.OLD:
        return Finding(what, Health.BAD, 'as we left it before', f'Run `{_APPLY}`.')
    if found.is_disabled:
        more = ', and edited' if found.diff else ''
        return Finding(what, Health.BAD, f'{_DISABLED}{more}', _ENABLE)
    if found.kept is not None:
        to_have = 'Set jenkins.keep to have it so' if found.may_be_kept else f'That {found.limits}'
        remedy = f'{to_have}; `{_APPLY} --force` takes it back.'
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
