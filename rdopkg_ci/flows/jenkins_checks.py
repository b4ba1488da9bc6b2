"""Is everything there on the Jenkins that runs need?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from rdopkg_ci.core.finding import Finding, Health
from rdopkg_ci.core.jobs.comparison import JobComparison, JobState
from rdopkg_ci.core.jobs.job_definition import name_of
from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.doors.http import Absent, Unreachable
from rdopkg_ci.doors.jenkins import facts
from rdopkg_ci.doors.jenkins.server import Server
from rdopkg_ci.flows import server_jobs

_APPLY = 'rdopkg ci jobs --apply'
_TRIED = name_of(PHASE1, '')
_FOR_JOBS = 'granted; `rdopkg ci jobs` needs it'
_UNKNOWN = 'nobody can know while the jobs are missing'


def server(server: Server) -> Sequence[Finding]:
    try:
        server.json('', 'mode')
    except (Absent, Unreachable) as error:
        error.hint = f'Check jenkins.url, and that the server is up. {error.hint}'.rstrip()
        raise
    given = f'{server.user}, which the server does not confirm' if server.user else 'anonymous'
    name = facts.account(server) or given
    said = f'{server.address.home}, {facts.version(server)}, as {name}'
    return [Finding('jenkins', Health.GOOD, said)]


def jobs(server: Server, labels: Sequence[str], keep: int) -> Sequence[Finding]:
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


def build(server: Server) -> Sequence[Finding]:
    return _granted('Job/Build', partial(facts.check_build, server, _TRIED), 'granted')


def create(server: Server) -> Sequence[Finding]:
    return _granted('Job/Create', partial(facts.check_create, server), _FOR_JOBS)


def configure(server: Server) -> Sequence[Finding]:
    return _granted('Job/Configure', partial(facts.check_configure, server, _TRIED), _FOR_JOBS)


def _granted(permission: str, probe: Callable[[], None], found: str) -> Sequence[Finding]:
    what = f'permission {permission}'
    try:
        probe()
    except Absent:
        return [Finding(what, Health.NOTED, _UNKNOWN)]
    return [Finding(what, Health.GOOD, found)]


def agents(server: Server, labels: Sequence[str]) -> Sequence[Finding]:
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
