"""What a Jenkins tells of itself, of us and of its agents, and what it would let us do.

Nothing is changed: what we are allowed is seen from how it refuses a request that it could not
carry out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, NamedTuple

from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.doors.http import Absent, Rejected, Unreachable
from rdopkg_ci.doors.jenkins import answers
from rdopkg_ci.doors.jenkins.server import Server

_SERVER_ERROR = 500
_NOT_CARRIED_OUT = (200, 201, 302, 303, 400, 405, 409)


class Agent(NamedTuple):
    """``labels`` is None where the server does not tell them."""

    name: str
    online: bool
    labels: frozenset[str] | None


class ServerJob(Enum):
    """A job, as far as it has to be known to be run."""

    MISSING = 'missing'
    DISABLED = 'disabled'
    THERE = 'there'


def version(server: Server) -> str:
    """As its pages have it, such as ``Jenkins 2.541.3``; raises as every look does."""
    headers = server.page('/').headers
    jenkins, hudson = headers.get('x-jenkins', ''), headers.get('x-hudson', '')
    name = f'Jenkins {jenkins}' if jenkins else f'Hudson {hudson}'
    return safe_line(name if jenkins or hudson else 'a server that does not tell its version')


def number(said: str) -> tuple[int, ...]:
    """The first two numbers of a version; that of a new one where there is none."""
    return tuple(int(part) for part in re.findall(r'\d{1,6}', said)[:2]) or (2,)


def account(server: Server) -> str:
    """The name that the server knows us by; empty where it does not tell."""
    try:
        found = server.json('/whoAmI', 'name,anonymous')
    except Absent:
        return ''
    return safe_line(str(found.get('name') or ''))


def agents(server: Server) -> Sequence[Agent]:
    """Those that can run something."""
    answer = server.json(
        '/computer', 'computer[displayName,offline,numExecutors,assignedLabels[name]]'
    )
    listed = answers.items(answer, 'computer', f'the agents of {server.address.root}')
    return [_agent(one) for one in listed if isinstance(one, dict) and one.get('numExecutors') != 0]


def _agent(data: Mapping[str, Any]) -> Agent:
    labels = data.get('assignedLabels')
    name = safe_line(str(data.get('displayName') or ''))
    is_told = isinstance(labels, list)
    named = {str(one.get('name')) for one in labels or () if isinstance(one, dict)}
    # An agent always has its own name for a label.
    every = frozenset({*named, name}) if is_told else None
    return Agent(name, data.get('offline') is False, every)


def job_state(server: Server, name: str) -> ServerJob:
    """What everybody sees of it who may read it."""
    try:
        found = server.json(server.address.job(name), 'buildable', 'Job/Read')
    except Absent:
        return ServerJob.MISSING
    return ServerJob.DISABLED if found.get('buildable') is False else ServerJob.THERE


def check_build(server: Server, name: str) -> None:
    """Raises NotAllowed where we may not start builds of a job. One that has parameters makes none
    without their values, and another is not tried: Rejected.
    """
    tree = 'parameterDefinitions[name]'
    found = server.json(server.address.job(name), f'property[{tree}],actions[{tree}]')
    holders = [*(found.get('property') or ()), *(found.get('actions') or ())]
    if not any(one.get('parameterDefinitions') for one in holders if isinstance(one, dict)):
        raise Rejected(f'the job {name} has no parameters')
    _probe(server, f'{server.address.job(name)}/build', 'Job/Build')


def check_configure(server: Server, name: str) -> None:
    """Raises NotAllowed where we may not change a job: an empty file makes no change."""
    _probe(server, f'{server.address.job(name)}/config.xml', 'Job/Configure')


def check_create(server: Server) -> None:
    """Raises NotAllowed where we may not create jobs: one without a name is none."""
    _probe(server, f'{server.address.folder}/createItem', 'Job/Create')


def _probe(server: Server, path: str, needs: str) -> None:
    headers = {'Content-Type': 'application/xml; charset=utf-8'}
    try:
        server.post(path, b'', needs, _NOT_CARRIED_OUT, headers)
    except Unreachable as error:
        if error.answer is None or error.answer.status != _SERVER_ERROR:
            raise
