"""The life of updates with a Jenkins as the engine: the stand-in, and a real Hudson."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from box import Box
from jenkinskit import Programs, server_at, wait_until_idle
from life import submit

from rdopkg_ci.core.jobs.job_definition import GATE
from rdopkg_ci.doors.http import Absent

JOBS = (GATE, 'rdo-phase1', 'rdo-phase2', 'rdo-stage')
WANTED = ''.join(f'{name}: as wanted\n' for name in JOBS)


@pytest.fixture(params=['standin', 'hudson'])
def ci(request: pytest.FixtureRequest, kilo: Box, programs: Programs) -> Iterator[Box]:
    """A box whose runs are builds of a server that has no jobs yet."""
    url = request.getfixturevalue(request.param).url
    server = server_at(url)
    for name in JOBS:
        with suppress(Absent):
            wait_until_idle(server, name)
            server.post(f'/job/{name}/doDelete', b'', 'Job/Delete', range(200, 400))
    kilo.environ['RDOPKG_CI_JENKINS_URL'] = url
    programs.see(kilo.environ)
    yield kilo
    for name in JOBS:
        with suppress(Absent):
            wait_until_idle(server, name)


def put(ci: Box, name: str, old: bytes, new: bytes) -> None:
    """As somebody edits a job on the server."""
    server, path = server_at(ci.environ['RDOPKG_CI_JENKINS_URL']), f'/job/{name}/config.xml'
    data = server.get(path, 'Job/ExtendedRead').body
    assert old in data
    xml = {'Content-Type': 'application/xml; charset=utf-8'}
    server.post(path, data.replace(old, new), 'Job/Configure', range(200, 400), xml)


def test_the_jobs_are_created_once(ci: Box) -> None:
    said = ci.run('ci', 'jobs', code=8)
    assert said.out.startswith(''.join(f'{name}: missing\n' for name in JOBS))
    created = ''.join(f'{name}: created\n' for name in JOBS)
    assert ci.run('ci', 'jobs', '--apply') == (0, created, '')
    assert ci.run('ci', 'jobs') == (0, WANTED, '')
    assert ci.run('ci', 'jobs', '--apply') == (0, WANTED, '')


def test_what_somebody_edited_stays_unless_forced(ci: Box) -> None:
    ci.run('ci', 'jobs', '--apply')
    put(ci, 'rdo-phase2', b'exec rdopkg', b'nice rdopkg')
    assert 'rdo-phase2: edited on the server\n' in ci.run('ci', 'jobs', code=8).out
    said = ci.run('ci', 'jobs', '--apply', code=8).out
    assert 'rdo-phase2: edited on the server, and left so; --force overwrites it\n' in said
    assert '  -    command: nice rdopkg ci run phase2' in said
    assert '  +    command: exec rdopkg ci run phase2' in said
    assert 'rdo-phase2: overwritten\n' in ci.run('ci', 'jobs', '--apply', '--force').out
    assert ci.run('ci', 'jobs') == (0, WANTED, '')
    put(ci, 'rdo-phase2', b'>1000<', b'>50<')
    less = 'it keeps 50 builds, and the setting jenkins.keep says 1,000'
    said = ci.run('ci', 'jobs', code=8).out
    assert f'  {less}, which can say 100 to 1,000,000\n' in said and 'set jenkins.keep' not in said
    assert f'{less}\n    That can say 100 to 1,000,000; `rdopkg' in ci.run('ci', 'doctor').out
    put(ci, 'rdo-phase2', b'>50<', b'>5000<')
    kept = 'it keeps 5,000 builds, and the setting jenkins.keep says 1,000\n'
    assert f'rdo-phase2: edited on the server\n  {kept}' in ci.run('ci', 'jobs', code=8).out
    assert f'- job rdo-phase2: {kept}' in ci.run('ci', 'doctor').out
    ci.environ['RDOPKG_CI_JENKINS_KEEP'] = '5000'
    assert 'rdo-phase1: updated\nrdo-phase2: as wanted\n' in ci.run('ci', 'jobs', '--apply').out


def test_a_disabled_job_is_called_so_and_takes_no_runs(ci: Box) -> None:
    ci.run('ci', 'jobs', '--apply')
    put(ci, 'rdo-phase1', b'<disabled>false', b'<disabled>true')
    said = ci.run('ci', 'jobs', code=8).out
    assert 'rdo-phase1: disabled on the server\nrdo-phase2: as wanted\n' in said
    assert 'Next: enable on the server what is disabled' in said
    assert 'x job rdo-phase1: it is disabled on the server' in ci.run('ci', 'doctor', code=1).out
    submit(ci, 'good')
    for words in (['gate'], ['gate', '--once']):
        said = ci.run('ci', *words, code=1)
        assert 'the job rdo-phase1 takes no builds: it is disabled\n' in said.err
        assert 'started' not in said.out
    assert 'rdo-phase1: overwritten\n' in ci.run('ci', 'jobs', '--apply', '--force').out
    assert ci.run('ci', 'jobs') == (0, WANTED, '')


def test_from_review_to_production(ci: Box) -> None:
    ci.run('ci', 'jobs', '--apply')
    good, broken, breaker = submit(ci, 'good', 'broken', 'breaker')
    said = ci.run('ci', 'gate').out
    for one, outcome in ((good, 'merged'), (breaker, 'merged'), (broken, 'voted -1')):
        assert f'{one}: {outcome}' in said
    board = ci.run('ci', 'status', code=3).out
    assert 'openstack-heat-2015.1.1-1.el7 needs python-heat-cfntools >= 1.3' in board
    log = next(line.strip() for line in board.splitlines() if line.endswith('/resolve.log'))
    assert log.startswith(f'{ci.environ["RDOPKG_CI_JENKINS_URL"]}/job/rdo-phase1/')
    assert 'nothing provides it' in ci.run('ci', 'explain', log).out
    assert 'nothing provides it' in ci.run('ci', 'status', broken, '--log', code=3).out
    page = ci.run('ci', 'status', broken, '--web', code=3).out.strip()
    assert log.startswith(f'{page.rstrip("/")}/artifact/')
    said = ci.run('update', '--phase2', '--wait', code=3).out
    assert f'updates {", ".join(sorted([good, breaker]))} together' in said
    ci.run('update', '--phase2', '--without', breaker, '--wait')
    ci.run('ci', 'promote', '--yes', '--wait')
    assert f'pushed/{good}.yml' in ci.files()


def test_what_is_red_is_run_again(ci: Box) -> None:
    ci.run('ci', 'jobs', '--apply')
    [broken] = submit(ci, 'broken')
    ci.run('ci', 'gate')
    assert ci.run('ci', 'retry', broken).out.startswith(
        f'{broken}: phase1 started again on kilo/el7\n'
    )
    ci.run('ci', 'gate')
    found = server_at(ci.environ['RDOPKG_CI_JENKINS_URL']).json(
        '/job/rdo-phase1', 'builds[number,result]'
    )
    assert [build['result'] for build in found['builds']] == ['FAILURE', 'FAILURE']


def test_without_jobs_it_says_how_to_make_them(ci: Box) -> None:
    submit(ci, 'good')
    said = ci.run('ci', 'status', code=1)
    assert 'there is no job rdo-phase1 at http://127.0.0.1:' in said.err
    assert 'kilo/el7          ? unknown' in said.out


def test_the_doctor(ci: Box) -> None:
    said = ci.run('ci', 'doctor', code=1).out
    assert 'x job rdo-stage: it is missing\n    Run `rdopkg ci jobs --apply`.\n' in said
    assert said.count('rdopkg ci jobs --apply') == 1
    ci.run('ci', 'jobs', '--apply')
    said = ci.run('ci', 'doctor').out
    assert not [line for line in said.splitlines() if not line.startswith('+ ')]
    assert '+ permission Job/Build: granted\n' in said
    assert '+ agents: 1 online\n' in said


def test_a_server_that_is_away_is_said_and_how_to_mend_it(kilo: Box) -> None:
    kilo.environ['RDOPKG_CI_JENKINS_URL'] = 'http://127.0.0.1:9'
    said = kilo.run('ci', 'doctor', code=1).out
    assert 'x jenkins: http://127.0.0.1:9/api/json' in said
    assert '    Check jenkins.url, and that the server is up.' in said
    submit(kilo, 'good')
    for option in ('--log', '--web'):
        assert 'cannot be reached' in kilo.run('ci', 'status', option, code=1).err
