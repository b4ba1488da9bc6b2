"""Jobs on a Jenkins of the tests, whose runs end when they are told to and leave what they are told
to leave.
"""

from __future__ import annotations

import os
import shlex
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import measuring
from memory import result

from rdopkg_ci.core.phase import PHASES
from rdopkg_ci.core.runs import parameters, result_json
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors.engine.jenkins.engine import JenkinsEngine
from rdopkg_ci.doors.engine.jenkins.job import JenkinsJob
from rdopkg_ci.doors.http import Absent, Http
from rdopkg_ci.doors.jenkins.address import JenkinsAddress
from rdopkg_ci.doors.jenkins.server import LIMITS, Server

XML = {'Content-Type': 'text/xml; charset=utf-8'}
_WORKER = """
echo "hello from $key"
while [ ! -e "ORDERS/$key.end" ]; do sleep 0.05; done
rm -rf result
[ -s "ORDERS/$key.end" ] || exit 1
mkdir result
cp "ORDERS/$key.end" result/result.json
grep -q '"verdict": "passed"' result/result.json
"""
_OURS = ('RDOPKG_CI_', 'GIT_', 'PYTHONPATH', 'HOME')
_STRING = """<hudson.model.StringParameterDefinition><name>{}</name><description></description>
<defaultValue></defaultValue></hudson.model.StringParameterDefinition>"""
_JOB = """<project><actions/><description></description><keepDependencies>false</keepDependencies>
<properties><hudson.model.ParametersDefinitionProperty><parameterDefinitions>{parameters}
</parameterDefinitions></hudson.model.ParametersDefinitionProperty></properties>
<scm class="hudson.scm.NullSCM"/><quietPeriod>{quiet}</quietPeriod><canRoam>true</canRoam>
<disabled>false</disabled><triggers class="vector"/><concurrentBuild>true</concurrentBuild>
<builders><hudson.tasks.Shell><command>{command}</command></hudson.tasks.Shell></builders>
<publishers><hudson.tasks.ArtifactArchiver><artifacts>result/**</artifacts>
<latestOnly>false</latestOnly></hudson.tasks.ArtifactArchiver></publishers><buildWrappers/></project>
"""


def server_at(url: str) -> Server:
    return Server(JenkinsAddress.parse(url), Http(LIMITS, netrc=False))


def job_xml(phase: str, command: str, quiet: int = 0) -> bytes:
    """A job with the parameters of a phase; ``command`` needs no quoting in XML."""
    names = [*(one.name for one in parameters.taken_by(phase)), 'key']
    defined = ''.join(_STRING.format(name) for name in names)
    return _JOB.format(parameters=defined, command=command, quiet=quiet).encode()


def create(server: Server, name: str, xml: bytes) -> None:
    """The job, without the builds of any that was there before: these have to be over first."""
    with suppress(Absent):
        wait_until_idle(server, name)
        server.post(f'{server.address.job(name)}/doDelete', b'', 'Job/Delete', range(200, 400))
    path = f'{server.address.folder}/createItem?{urlencode({"name": name})}'
    server.post(path, xml, 'Job/Create', range(200, 400), XML)


class Programs:
    """A directory with an `rdopkg` for the jobs of a server, which outlives a test: every test says
    what it sees.
    """

    def __init__(self, place: Path) -> None:
        self.environ = {'PATH': f'{place}:{os.environ["PATH"]}'}
        self._environ = place / 'environ'
        program = place / 'rdopkg'
        run = f'. {shlex.quote(str(self._environ))}\nexec {sys.executable} -m rdopkg_ci "$@"\n'
        program.write_text(f'#!/bin/sh\n{run}')
        program.chmod(0o755)

    def see(self, environ: Mapping[str, str]) -> None:
        ours = {name: one for name, one in environ.items() if name.startswith(_OURS)}
        lines = [f'export {name}={shlex.quote(one)}\n' for name, one in ours.items()]
        self._environ.write_text(f'unset {measuring.VARIABLE}\n{"".join(lines)}')


def order_end(orders: Path, request: Request, verdict: Verdict | None) -> None:
    """Have the worker of a run end, who waits for a file of its key, with a result or without."""
    data = result_json.dump(result(request, verdict)) if verdict is not None else b''
    temporary = orders / 'temporary'
    temporary.write_bytes(data)
    temporary.rename(orders / f'{request.key}.end')


class JenkinsBench:
    """Of the engine's contract: the jobs of all phases on the server at ``url``, which may start
    only a build a second.
    """

    def __init__(self, place: Path, url: str, starts_slowly: bool = False) -> None:
        self.starts_slowly = starts_slowly
        self.orders = place / 'orders'
        self.orders.mkdir()
        script = place / 'worker.sh'
        script.write_text(_WORKER.replace('ORDERS', str(self.orders)))
        self.server = server_at(url)
        for phase in PHASES:
            create(self.server, f'rdo-{phase}', job_xml(phase, f'exec sh {script}'))
        self.engine = JenkinsEngine(self.server)

    def begin(self, request: Request) -> None:
        """The server gives it its turn."""

    def end(self, request: Request, verdict: Verdict | None) -> None:
        order_end(self.orders, request, verdict)

    def fill(self, requests: Sequence[Request]) -> None:
        """Without a look before each."""
        for one in requests:
            self.end(one, None)
            path = f'{JenkinsJob.of(self.server.address, one).path}/buildWithParameters'
            body = urlencode(one.mapping).encode()
            self.server.post(path, body, 'Job/Build', range(200, 400))
        wait_until_idle(self.server, f'rdo-{requests[0].phase}')


def wait_until_idle(server: Server, name: str) -> None:
    """Until nothing waits and nothing is built of a job."""
    while True:
        waiting = server.json('/queue', 'items[why]')['items']
        found = server.json(server.address.job(name), 'builds[building]')['builds']
        if not waiting and not any(build['building'] for build in found):
            return
        time.sleep(0.05)
