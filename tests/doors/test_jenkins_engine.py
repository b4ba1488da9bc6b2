"""The engine on every version of the family, and what it asks of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from jenkinskit import JenkinsBench, create, job_xml
from servers.standin import REGIMES, Fault, Standin, User

from rdopkg_ci.core.jobs.job_definition import KEEP
from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.engine import WINDOW, Conclusion, Run, State
from rdopkg_ci.doors.engine.jenkins import starting
from rdopkg_ci.doors.engine.jenkins.engine import JenkinsEngine
from rdopkg_ci.doors.jenkins.server import connect
from rdopkg_ci.doors.jenkins.settings import VARIABLE, JenkinsSettings
from rdopkg_ci.errors import CiError, Exit, NotAuthorised

SECRET = 's3cret-t0ken'


def request(update: str = 'aaaa', attempt: int = 1, label: str = '') -> Request:
    target, commit = Target('kilo', 'el7'), 'c' * 40
    return Request(PHASE1, target, commit, commit, update=update, attempt=attempt, label=label)


def until(bench: JenkinsBench, asked: Request, state: State) -> Run:
    for _ in range(30_000):
        for run in bench.engine.runs(asked.phase):
            if run.key == asked.key and run.state is state:
                return run
        time.sleep(0.01)
    raise AssertionError(f'{asked.key} is not {state}')


@pytest.mark.parametrize('regime', REGIMES)
def test_a_round_on_every_version(regime: str, tmp_path: Path) -> None:
    with Standin(tmp_path / 'standin', REGIMES[regime]) as server:
        bench, asked = JenkinsBench(tmp_path, server.url), request()
        bench.engine.start(asked)
        bench.engine.start(asked)
        JenkinsEngine(bench.server).start(asked)
        bench.end(asked, Verdict.FAILED)
        run = until(bench, asked, State.FINISHED)
        assert run.conclusion is Conclusion.FAILURE
        assert [one.key for one in bench.engine.runs(PHASE1)] == [asked.key]
        assert bench.engine.artifacts([run], 'result.json', 10_000)[run.key].data
        assert b'hello from' in b''.join(bench.engine.console(run))


def test_a_path_and_a_folder(tmp_path: Path) -> None:
    from servers.standin.world import Folder

    with Standin(tmp_path / 'standin', prefix='/jenkins') as server:
        server.world.root.jobs['rdo'] = Folder('/job/rdo')
        bench, asked = JenkinsBench(tmp_path, f'{server.url}/job/rdo/'), request()
        bench.engine.start(asked)
        bench.end(asked, Verdict.PASSED)
        run = until(bench, asked, State.FINISHED)
        assert run.url == f'{server.url}/job/rdo/job/rdo-phase1/1'
        assert run.conclusion is Conclusion.SUCCESS


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[JenkinsBench]:
    with Standin(tmp_path / 'standin') as server:
        it = JenkinsBench(tmp_path, server.url)
        it.standin = server  # type: ignore[attr-defined]
        server.asked.clear()
        yield it


def test_a_look_is_two_requests(bench: JenkinsBench) -> None:
    bench.engine.runs(PHASE1)
    assert len(bench.standin.asked) == 2  # type: ignore[attr-defined]


def test_looks_are_shared_by_runs_that_are_started_together(
    bench: JenkinsBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, 'FRESH', 600.0)
    server: Standin = bench.standin  # type: ignore[attr-defined]
    for number in range(5):
        bench.engine.start(request(f'aaa{number}'))
    assert [method for method, _ in server.asked].count('GET') == 2, 'the queue and the job'
    assert [method for method, _ in server.asked].count('POST') == 5


def test_the_older_ones_are_asked_for_where_something_lacks(bench: JenkinsBench) -> None:
    server: Standin = bench.standin  # type: ignore[attr-defined]
    asked = [request(f'{n:04}') for n in range(WINDOW + 2)]
    bench.fill(asked)
    server.asked.clear()
    bench.engine.runs(PHASE1, [asked[-1].subject])
    assert not [path for _, path in server.asked if 'allBuilds' in path]
    bench.engine.runs(PHASE1, [asked[0].subject])
    assert len([path for _, path in server.asked if 'allBuilds' in path]) == 1


def test_a_run_on_its_way_from_the_queue_is_not_missing(bench: JenkinsBench) -> None:
    server: Standin = bench.standin  # type: ignore[attr-defined]
    server.world.gap = 0.4
    asked = request()
    bench.engine.start(asked)
    for _ in range(20):
        assert [run.key for run in bench.engine.runs(PHASE1)] == [asked.key]


def test_what_a_restart_lost_is_missing_and_started_again(bench: JenkinsBench) -> None:
    server: Standin = bench.standin  # type: ignore[attr-defined]
    asked = request()
    bench.engine.start(asked)
    until(bench, asked, State.RUNNING)
    server.restart()
    assert bench.engine.runs(PHASE1) == []
    bench.engine.start(asked)
    assert until(bench, asked, State.RUNNING).url.endswith('/2')


def test_what_waits_is_cancelled(bench: JenkinsBench) -> None:
    server: Standin = bench.standin  # type: ignore[attr-defined]
    server.world.quieting_down = True
    asked = request()
    bench.engine.start(asked)
    bench.engine.stop(until(bench, asked, State.QUEUED))
    assert server.world.waiting() == []


def test_a_label_is_a_job_of_its_own(bench: JenkinsBench) -> None:
    create(bench.server, 'rdo-phase1-el6', job_xml(PHASE1, 'true'))
    asked = request(label='el6')
    bench.engine.start(asked)
    [run] = bench.engine.runs(PHASE1, labels=['el6'])
    assert run.request == asked
    assert [one.key for one in bench.engine.runs(PHASE1, labels=[])] == []


def settings(server: Standin, user: str) -> JenkinsSettings:
    return JenkinsSettings(server.url, user, None, KEEP)


@pytest.mark.parametrize('has_token', [True, False], ids=['token', 'password and crumbs'])
def test_who_we_are(has_token: bool, tmp_path: Path) -> None:
    user = User('ci', token=SECRET) if has_token else User('ci', password=SECRET)
    with Standin(tmp_path / 'standin', users=(user,)) as server:
        door = connect(settings(server, 'ci'), {VARIABLE: SECRET})
        create(door, 'rdo-phase1', job_xml(PHASE1, 'true'))
        engine = JenkinsEngine(door)
        engine.start(request())
        server.world.security.forget_sessions()
        engine.start(request('bbbb'))
        crumbs = [path for _, path in server.asked if 'crumbIssuer' in path]
        assert len(crumbs) == (0 if has_token else 2), 'renewed once, when the session was gone'
        assert len({one.parameters['key'] for one in server.world.queue}) == 2


def test_a_token_out_of_netrc(tmp_path: Path, home: Path) -> None:
    with Standin(tmp_path / 'standin', users=(User('ci', token=SECRET),)) as server:
        netrc = home / '.netrc'
        netrc.write_text(f'machine 127.0.0.1 login ci password {SECRET}\n')
        netrc.chmod(0o600)
        assert connect(settings(server, 'ci'), {}).json('', 'mode')['mode'] == 'NORMAL'
        with pytest.raises(NotAuthorised, match='there is no token for the user other'):
            connect(settings(server, 'other'), {})


def test_without_a_user_we_are_nobody_whatever_netrc_holds(tmp_path: Path, home: Path) -> None:
    with Standin(tmp_path / 'standin', users=(User('ci', token=SECRET),)) as server:
        (home / '.netrc').write_text(f'machine 127.0.0.1 login ci password {SECRET}\n')
        with pytest.raises(NotAuthorised, match='anonymous lacks the permission Overall/Read'):
            connect(settings(server, ''), {}).json('', 'mode')


def test_a_token_that_is_wrong_is_in_no_message(tmp_path: Path) -> None:
    with Standin(tmp_path / 'standin', users=(User('ci', token='other'),)) as server:
        door = connect(settings(server, 'ci'), {VARIABLE: SECRET})
        with pytest.raises(NotAuthorised, match='the Jenkins does not know the user ci') as caught:
            JenkinsEngine(door).runs(PHASE1)
        assert caught.value.exit_code is Exit.NOT_AUTHORISED
        said = f'{caught.value} {caught.value.hint} {caught.value!r} {door!r} {vars(door.http)}'
        assert SECRET not in said
        assert f'what the variable {VARIABLE} has for ci: correct it there' in caught.value.hint


def test_while_it_boots_a_token_is_unknown_for_a_moment(tmp_path: Path) -> None:
    with Standin(tmp_path / 'standin', users=(User('ci', token=SECRET),)) as server:
        server.faults.append(Fault('api/json', status=401, times=1))
        door = connect(settings(server, 'ci'), {VARIABLE: SECRET})
        assert door.json('', 'mode')['mode'] == 'NORMAL'


def test_a_server_that_is_starting_is_waited_for_a_little(tmp_path: Path) -> None:
    with Standin(tmp_path / 'standin') as server:
        bench = JenkinsBench(tmp_path, server.url)
        server.restart(loading=1.0)
        assert bench.engine.runs(PHASE1) == []
        server.restart(loading=600.0)
        with pytest.raises(CiError, match='HTTP 503'):
            bench.engine.runs(PHASE1)
