"""`rdopkg ci status` on a Jenkins, beside a python-jenkins loop over `get_build_console_output` on
the same server in the same run, interleaved.

    python benchmarks/status.py [ROUNDS [MEGABYTES]]

Twelve targets of one update, six of them red, consoles of 50 MB and 100 ms before each answer of
the stand-in for Jenkins of the tests. The loop reads the console of each build and prints what
looks like an error in those that failed; the careful one asks first how each ended, and reads those
of the red ones. All start a process. Prints the median of each and what the server sent, with the
ratios.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / 'tests')]

from jenkinskit import create, job_xml, server_at  # noqa: E402
from memory import result  # noqa: E402
from servers.standin import Standin  # noqa: E402

from rdopkg_ci import settings  # noqa: E402
from rdopkg_ci.core.causes.cause import Blame, Cause, Line  # noqa: E402
from rdopkg_ci.core.phase import PHASES  # noqa: E402
from rdopkg_ci.core.review.change import Proposal  # noqa: E402
from rdopkg_ci.core.runs import result_json  # noqa: E402
from rdopkg_ci.core.runs.verdict import Verdict  # noqa: E402
from rdopkg_ci.core.target import Target  # noqa: E402
from rdopkg_ci.doors.git.edit import Edit  # noqa: E402
from rdopkg_ci.flows import gate  # noqa: E402
from rdopkg_ci.flows.services import Services, open_services  # noqa: E402

TARGETS = [Target('kilo', f'el{number}') for number in range(1, 13)]
RED = {target for number, target in enumerate(TARGETS) if number % 2}
LATENCY = 0.1
OURS = [sys.executable, '-m', 'rdopkg_ci', 'ci', 'status']
_HEAD = """
import sys, jenkins
server = jenkins.Jenkins(sys.argv[1])
def show(console):
    print(*[line for line in console.splitlines() if line.startswith('error: ')], sep='\\n')
for build in server.get_job_info('rdo-phase1')['builds']:
"""
LOOP = f"""{_HEAD}
    console = server.get_build_console_output('rdo-phase1', build['number'])
    if not console.rstrip().endswith('Finished: SUCCESS'):
        show(console)
"""
CAREFUL = f"""{_HEAD}
    if server.get_build_info('rdo-phase1', build['number'])['result'] != 'SUCCESS':
        show(server.get_build_console_output('rdo-phase1', build['number']))
"""
WORKER = """
cat {place}/console
mkdir -p result
while [ ! -e "{place}/$key" ]; do sleep 0.05; done
cp "{place}/$key" result/result.json
grep -q '"verdict": "passed"' result/result.json
"""
LINE = b'[ 4242s] gcc -O2 -g -pipe -Wall -fstack-protector-strong -c src/a.c -o build/a.o\n'
ERROR = 'nova needs oslo >= 1.7, nothing provides it'
CAUSE = Cause(ERROR, 'depsolve', Blame.PACKAGE, 'depsolve-unresolved', (Line(7, ERROR),), 'resolve')


class Spent(NamedTuple):
    seconds: float
    sent: int


def prepare(place: Path, server: Standin, size: int, environ: Mapping[str, str]) -> None:
    """An update in review whose runs have all ended."""
    with open(place / 'console', 'wb') as console:
        for _ in range(size // len(LINE)):
            console.write(LINE)
        console.write(f'error: {ERROR}\n'.encode())
    (place / 'worker.sh').write_text(WORKER.format(place=place))
    for phase in PHASES:
        xml = job_xml(phase, f'exec sh {place}/worker.sh')
        create(server_at(server.url), f'rdo-{phase}', xml)
    services = open_services(settings.load(environ))
    propose(services)
    gate.once(services, date.today())
    for run in services.engine.runs('phase1'):
        verdict = Verdict.FAILED if run.request.target in RED else Verdict.PASSED
        left = result(run.request, verdict, cause=CAUSE if verdict.red else None)
        (place / 'temporary').write_bytes(result_json.dump(left))
        (place / 'temporary').rename(place / run.key)
    server.wait_until_idle()


def propose(services: Services) -> None:
    """An update for all targets, of a policy that knows them."""
    repos = ''.join(f'    {one.dist}: {{production: "file:///none"}}\n' for one in TARGETS)
    steps = ''.join(f'  {phase}: {{steps: []}}\n' for phase in PHASES)
    policy = f'releases:\n  kilo:\n{repos}phases:\n{steps}'.encode()
    services.repo.edit(lambda tip: (Edit({'ci.yml': policy}, 'Know twelve targets\n'), None))
    builds = ''.join(
        f'- {{id: nova-1-1, source: dummy, repo: kilo, dist: {one.dist}}}\n' for one in TARGETS
    )
    content = f'notes: Nova\nbuilds:\n{builds}'.encode()
    topic = f'kilo_{"_".join(sorted(one.dist for one in TARGETS))}'
    services.review.propose(Proposal('I1', 'updates/06ny.yml', content, 'New 06ny\n', topic))


def spend(server: Standin, command: Sequence[str], environ: Mapping[str, str], code: int) -> Spent:
    """What the command costs, which has to end with the code and tell of all that is red."""
    sent, begun = server.sent, time.perf_counter()
    done = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True)
    spent = Spent(time.perf_counter() - begun, server.sent - sent)
    assert done.returncode == code, done.stderr
    assert ERROR in done.stdout, done.stdout
    return spent


def main(rounds: int, megabytes: int) -> None:
    with tempfile.TemporaryDirectory() as name, Standin(Path(name, 'jenkins')) as server:
        place = Path(name)
        environ = {
            **os.environ,
            'HOME': name,
            'RDOPKG_CI_HOME': f'{name}/ci',
            'RDOPKG_CI_JENKINS_URL': server.url,
        }
        prepare(place, server, megabytes * 1_000_000, environ)
        server.latency = LATENCY
        spent: dict[str, list[Spent]] = {}
        for _ in range(rounds):
            for title, (command, code) in commands(server).items():
                spent.setdefault(title, []).append(spend(server, command, environ, code))
    print(
        f'{len(TARGETS)} targets, {len(RED)} red, consoles of {megabytes} MB,'
        f' {LATENCY * 1000:.0f} ms before each answer; median of {rounds}'
    )
    ours = median(next(iter(spent.values())))
    for title, every in spent.items():
        one = median(every)
        print(
            f'{title:22} {one.seconds:6.2f} s {one.sent:13,} bytes'
            f'{one.seconds / ours.seconds:8.1f} x {one.sent / ours.sent:8,.0f} x'
        )


def commands(server: Standin) -> Mapping[str, tuple[Sequence[str], int]]:
    """With the code that each has to end with; ours comes first."""
    return {
        'rdopkg ci status': (OURS, 3),
        'python-jenkins loop': ([sys.executable, '-c', LOOP, server.url], 0),
        'the same, careful': ([sys.executable, '-c', CAREFUL, server.url], 0),
    }


def median(spent: Sequence[Spent]) -> Spent:
    return Spent(
        statistics.median(one.seconds for one in spent),
        int(statistics.median(one.sent for one in spent)),
    )


if __name__ == '__main__':
    given = [int(word) for word in sys.argv[1:]]
    main(*given, *(3, 50)[len(given) :])
