"""What a Jenkins, a proxy or a network may do to us: each has its verdict, its words and its exit
code, and never a traceback.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from box import Box
from jenkinskit import Programs, create, job_xml, server_at
from life import submit
from servers.standin import Fault, Standin, User
from servers.standin.security import LOOK

from rdopkg_ci.core.phase import PHASES

SIGN_IN = b'<html><form>Sign in with your company</form></html>'
JOB, QUEUE, TRIGGER = r'^/job/rdo-phase1/api', '^/queue/api', 'buildWithParameters'
RESULT, CONSOLE = 'artifact/result/result.json', 'consoleText'
STATUS, GATE = ('ci', 'status'), ('ci', 'gate', '--timer')
# Leaves a console and no result, as a worker does that was killed.
KILLED = 'echo "error: No space left on device"; exit 1'


class Case(NamedTuple):
    """``faults`` meet ``words``; ``verdict`` is what the board says of the target then."""

    faults: tuple[Fault, ...]
    verdict: str
    said: str
    code: int
    words: tuple[str, ...] = STATUS
    before: Callable[[Standin], Any] = bool


def fault(path: str, status: int = -1, **more: Any) -> Fault:
    return Fault(path, status=status, **more)


def disabled(server: Standin) -> None:
    for job in server.world.jobs():
        job.config = job.config._replace(disabled=True)


def gone(server: Standin) -> None:
    server.world.root.jobs.clear()


def users(*every: User) -> Callable[[Standin], None]:
    def secure(server: Standin) -> None:
        server.world.security.users = {user.name: user for user in every}

    return secure


def lacking(name: str) -> Callable[[Standin], None]:
    """A job that was edited and has one parameter less: the server drops it without a word."""

    def edit(server: Standin) -> None:
        for job in server.world.jobs():
            job.config.parameters.pop(name, None)

    return edit


AWAY = 'the server is out of order'
NO_JSON = 'is not what we asked for, but a page of something before the Jenkins'
CASES = {
    'the queue answers 500': Case((fault(QUEUE, 500),), 'unknown', AWAY, 1),
    'the job answers 502': Case((fault(JOB, 502),), 'unknown', AWAY, 1),
    'the job answers 503 once': Case((fault(JOB, 503, times=1),), 'failed', '', 3),
    'the job answers 504 twice': Case((fault(JOB, 504, times=2),), 'failed', '', 3),
    'too many requests': Case((fault(JOB, 429),), 'unknown', AWAY, 1),
    'the connection is reset': Case((fault(JOB, 0),), 'unknown', 'cannot be reached', 1),
    'it is reset once': Case((fault(JOB, 0, times=1),), 'failed', '', 3),
    'the answer breaks off': Case((fault(JOB, cut=40),), 'unknown', 'broke off', 1),
    'a sign-in page for JSON': Case((fault(JOB, 200, body=SIGN_IN),), 'unknown', NO_JSON, 1),
    'a way to a sign-in': Case(
        (fault('^/(job|queue)', 302, headers={'Location': '/login'}),), 'unknown', NO_JSON, 1
    ),
    'a way to another host': Case(
        (fault('^/(job|queue)', 302, headers={'Location': 'http://127.0.0.1:9/sso'}),),
        'unknown',
        'http://127.0.0.1:9/sso cannot be reached',
        1,
    ),
    'JSON that is none': Case(
        (fault(JOB, change=((b'"builds"', b'builds'),)),), 'unknown', 'the answer is no JSON', 1
    ),
    'an empty answer': Case((fault(JOB, 200, body=b''),), 'unknown', NO_JSON, 1),
    'no list of builds': Case(
        (fault(JOB, change=((b'"builds"', b'"bilds"'),)),),
        'unknown',
        'the server does not tell its builds',
        1,
    ),
    'no list in the queue': Case(
        (fault(QUEUE, change=((b'"items"', b'"itms"'),)),), 'unknown', 'it has no items', 1
    ),
    'NaN for a number': Case(
        (fault(JOB, change=((b'"estimatedDuration": -1', b'"estimatedDuration": NaN'),)),),
        'failed',
        '',
        3,
    ),
    'addresses of another host': Case(
        (fault(JOB, change=((b'http://127.0.0.1', b'http://evil.example.org'),)),), 'failed', '', 3
    ),
    'a body that says it is packed': Case(
        (fault(JOB, 500, body=b'x', headers={'Content-Encoding': 'gzip'}),), 'unknown', AWAY, 1
    ),
    'the jobs are gone': Case((), 'unknown', 'there is no job rdo-phase1', 1, before=gone),
    'nobody may look': Case(
        (),
        'unknown',
        'anonymous lacks the permission Overall/Read',
        4,
        before=users(User('ci', token='x')),
    ),
    'the result answers 500': Case((fault(RESULT, 500),), 'unknown', AWAY, 8),
    'the result is not ours to read': Case(
        (fault(RESULT, 403),), 'unknown', 'lacks the permission Run/Artifacts', 4
    ),
    'a sign-in page for the result': Case((fault(RESULT, 200, body=SIGN_IN),), 'unknown', NO_JSON, 8),
    'the result was rotated away': Case(
        (fault(RESULT, 404),), 'errored', 'openstack-heat', 8
    ),
    'the result is cut': Case((fault(RESULT, cut=9),), 'unknown', 'broke off', 8),
    'neither result nor console': Case(
        (fault(RESULT, 404), fault(CONSOLE, 404)), 'unknown', 'there is no such page', 8
    ),
    'a sign-in page for the console': Case(
        (fault(RESULT, 404), fault(CONSOLE, 200, body=SIGN_IN)), 'unknown', NO_JSON, 8
    ),
    'the job is disabled': Case(
        (), 'not started', 'the job rdo-phase1 takes no builds: it is disabled', 1, GATE, disabled
    ),
    'the job is gone': Case((), 'unknown', 'there is no job rdo-phase1', 1, GATE, gone),
    'the job lost our key': Case(
        (), 'not started', 'the job rdo-phase1 lacks the parameter key', 1, GATE, lacking('key')
    ),
    'we may look and not build': Case(
        (),
        'not started',
        'anonymous lacks the permission Job/Build',
        4,
        GATE,
        users(User('anonymous', may=LOOK)),
    ),
    'a redirect made a GET of it': Case(
        (fault(TRIGGER, 405),), 'not started', 'was not asked by POST', 1, GATE
    ),
    'it refuses our parameters': Case(
        (fault(TRIGGER, 400, headers={'X-Error': 'no such\x7f choice'}),),
        'not started',
        'the job rdo-phase1 does not take our request: no such choice',
        1,
        GATE,
    ),
    'it breaks each time': Case((fault(TRIGGER, 500),), 'not started', AWAY, 1, GATE),
    'starting leads to a sign-in': Case(
        (fault(TRIGGER, 302, headers={'Location': 'https://sso.example.org/'}),),
        'not started',
        'leads to https://sso.example.org/, which looks like a sign-in',
        1,
        GATE,
    ),
    'it takes it and forgets it': Case(
        (fault(TRIGGER, 302, headers={'Location': '.'}),),
        'not started',
        'none came of it: HTTP 302',
        1,
        GATE,
    ),
    'a crumb that is never good': Case(
        (fault(TRIGGER, 403),), 'not started', 'lacks the permission Job/Build', 4, GATE
    ),
}  # fmt: skip


class World(NamedTuple):
    """One update that is red, and a server that has run it, or has not been asked to yet."""

    box: Box
    server: Standin


@pytest.fixture(scope='module')
def worlds() -> Iterator[dict[bool, World]]:
    """Those that were made, by whether the update was tested."""
    made: dict[bool, World] = {}
    yield made
    for world in made.values():
        world.server.close()


@pytest.fixture
def world(
    case: Case,
    worlds: dict[bool, World],
    programs: Programs,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """As it was before the first case, whatever the last one did to the server."""
    is_tested = case.words == STATUS
    if is_tested not in worlds:
        worlds[is_tested] = make(tmp_path_factory.mktemp('world'), programs, is_tested)
    world = worlds[is_tested]
    root, security = world.server.world.root, world.server.world.security
    jobs, users = dict(root.jobs), dict(security.users)
    configs = {name: copy.deepcopy(job.config) for name, job in jobs.items()}
    yield world
    world.server.faults.clear()
    root.jobs, security.users = jobs, users
    for name, job in jobs.items():
        job.config = configs[name]


def make(place: Path, programs: Programs, is_tested: bool) -> World:
    box, server = Box(place), Standin(place / 'standin', environ=programs.environ)
    box.begin()
    box.fill_production()
    box.environ['RDOPKG_CI_JENKINS_URL'] = server.url
    programs.see(box.environ)
    box.run('ci', 'jobs', '--apply')
    submit(box, 'broken')
    if is_tested:
        # It is not judged yet.
        box.run('ci', 'gate', '--timer')
        server.wait_until_idle()
    return World(box, server)


@pytest.mark.parametrize('case', CASES.values(), ids=CASES)
def test_what_becomes_of_it(case: Case, world: World) -> None:
    case.before(world.server)
    world.server.faults += [replace(one) for one in case.faults]
    told = world.box.run(*case.words, code=case.code)
    assert 'Traceback' not in told.out + told.err
    assert '\x7f' not in told.err
    assert case.said in told.out + told.err
    board = told if case.words == STATUS else world.box.run('ci', 'status', code=None)
    assert f' {case.verdict} ' in board.out


def test_a_worker_that_was_killed_is_told_by_its_console(kilo: Box, standin: Standin) -> None:
    kilo.environ['RDOPKG_CI_JENKINS_URL'] = standin.url
    for phase in PHASES:
        create(server_at(standin.url), f'rdo-{phase}', job_xml(phase, KILLED))
    submit(kilo, 'good')
    kilo.run('ci', 'gate')
    said = kilo.run('ci', 'status', code=None).out
    assert 'No space left on device' in said
    assert '/job/rdo-phase1/2/consoleText' in said, 'and was tried again'
