"""The stand-in answers as the reference says that servers do."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from jenkinskit import XML, job_xml

from rdopkg_ci.core.phase import PHASE1
from servers.standin import REGIMES, Agent, Regime, Standin, User, tree
from servers.standin.security import LOOK

PLAIN = b"""<project><builders><hudson.tasks.Shell><command>true</command></hudson.tasks.Shell>
</builders><canRoam>true</canRoam></project>"""
SLOW = job_xml(PHASE1, 'sleep 600', quiet=60)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Standin]:
    with Standin(tmp_path / 'standin', quiet=60) as one:
        one.world.security.has_crumbs = False
        one.world.put(one.world.root, 'plain', PLAIN)
        one.world.put(one.world.root, 'p', SLOW)
        yield one


def post(server: Standin, path: str, data: Any = None, **more: Any) -> requests.Response:
    return requests.post(
        f'{server.url}{path}', data=data, allow_redirects=False, timeout=30, **more
    )


def get(server: Standin, path: str, **more: Any) -> requests.Response:
    return requests.get(f'{server.url}{path}', allow_redirects=False, timeout=30, **more)


ANSWERS = {
    'a build': ('POST', '/job/plain/build', None, 201),
    'a build with parameters': ('POST', '/job/p/buildWithParameters', {'key': 'a'}, 201),
    'undeclared parameters': ('POST', '/job/p/buildWithParameters', {'nobody': 'a'}, 201),
    'no form': ('POST', '/job/p/build', None, 400),
    'no parameters there': ('POST', '/job/plain/buildWithParameters', {'key': 'a'}, 400),
    'by GET': ('GET', '/job/p/buildWithParameters', None, 405),
    'no such job': ('POST', '/job/none/build', None, 404),
    'no such build': ('GET', '/job/p/7/api/json', None, 404),
    'no such item': ('GET', '/queue/item/9/api/json', None, 404),
    'a malformed tree': ('GET', '/job/p/api/json?tree=builds[number', None, 500),
    'a name that is taken': ('POST', '/createItem?name=P', PLAIN, 400),
    'no name': ('POST', '/createItem', PLAIN, 400),
    'an unsafe name': ('POST', '/createItem?name=a%2Fb', PLAIN, 400),
    'broken XML': ('POST', '/createItem?name=q', b'<project>', 500),
    'a pipeline for a project': ('POST', '/job/p/config.xml', b'<flow-definition/>', 500),
    'a new job': ('POST', '/createItem?name=q', PLAIN, 200),
}


@pytest.mark.parametrize(('method', 'path', 'data', 'status'), ANSWERS.values(), ids=ANSWERS)
def test_answers(server: Standin, method: str, path: str, data: Any, status: int) -> None:
    headers = XML if isinstance(data, bytes) else {}
    answer = post(server, path, data, headers=headers) if method == 'POST' else get(server, path)
    assert answer.status_code == status
    if 'createItem' in path and status == 400:
        assert answer.headers['X-Error']


@pytest.mark.parametrize('regime', REGIMES.values(), ids=REGIMES)
def test_asking_twice_folds(tmp_path: Path, regime: Regime) -> None:
    with Standin(tmp_path, regime, quiet=60) as server:
        server.world.security.has_crumbs = False
        server.world.put(server.world.root, 'p', SLOW)
        first = post(server, '/job/p/buildWithParameters', {'key': 'a'})
        again = post(server, '/job/p/buildWithParameters', {'key': 'a'})
        other = post(server, '/job/p/buildWithParameters', {'key': 'b'})
        assert (first.status_code, again.status_code) == (regime.started, regime.folded)
        assert again.headers['Location'] == first.headers['Location']
        assert (other.headers['Location'] != first.headers['Location']) == regime.has_queue_ids
        items = get(server, '/queue/api/json').json()['items']
        assert len(items) == 2
        assert all(('id' in item, '_class' in item) == (regime.has_queue_ids, regime.has_classes) for item in items)  # fmt: skip


def test_the_life_of_an_item(server: Standin) -> None:
    server.world.gap = 600
    post(server, '/job/p/buildWithParameters?delay=0sec', {'key': 'a'})

    def item() -> dict[str, Any]:
        return get(server, '/queue/item/1/api/json').json()

    while 'executable' not in item():
        time.sleep(0.01)
    assert (item()['executable'], item()['cancelled']) == (None, False)
    server.arrive(math.inf)
    assert item()['executable']['number'] == 1
    server.world.skew = 301
    assert get(server, '/queue/item/1/api/json').status_code == 404


def test_why_it_waits(server: Standin) -> None:
    server.world.agents = [Agent('old', labels=('el6',), online=False)]
    server.world.put(
        server.world.root,
        'p',
        SLOW.replace(b'<canRoam>true', b'<assignedNode>el6</assignedNode><canRoam>false'),
    )
    post(server, '/job/p/buildWithParameters?delay=0sec', {'key': 'a'})
    while 'offline' not in (get(server, '/queue/api/json').json()['items'][0]['why'] or ''):
        time.sleep(0.01)
    assert post(server, '/queue/cancelItem?id=1').status_code == 204
    assert get(server, '/queue/api/json').json()['items'] == []
    assert post(server, '/queue/cancelItem?id=7').status_code == 404


WHO = {
    'nobody': (None, 403, ''),
    'wrong password': (('ci', 'x'), 401, ''),
    'a token': (('ci', 'token'), 201, ''),
    'may only look': (('guest', 'guest'), 403, 'hudson.model.Item.Build'),
    'a password without a crumb': (('ci', 'secret'), 403, ''),
}


@pytest.mark.parametrize(('who', 'status', 'permission'), WHO.values(), ids=WHO)
def test_who_may_build(
    tmp_path: Path, who: tuple[str, str] | None, status: int, permission: str
) -> None:
    users = (User('ci', 'secret', 'token'), User('guest', token='guest', may=LOOK))
    with Standin(tmp_path, users=users, prefix='/jenkins', quiet=60) as server:
        server.world.put(server.world.root, 'p', SLOW)
        answer = post(server, '/job/p/buildWithParameters', {'key': 'a'}, auth=who)
        assert answer.status_code == status
        assert answer.headers.get('X-Required-Permission', '') == permission


def test_a_crumb_is_good_in_its_session_only(tmp_path: Path) -> None:
    with Standin(tmp_path, users=(User('ci', 'secret'),)) as server:
        session = requests.Session()
        session.auth = ('ci', 'secret')
        issued = session.get(f'{server.url}/crumbIssuer/api/json', timeout=30).json()
        crumb = {issued['crumbRequestField']: issued['crumb']}
        url = f'{server.url}/createItem?name=p'
        assert session.post(url, SLOW, headers={**XML, **crumb}, timeout=30).status_code == 200
        session.cookies.clear()
        assert session.post(url, SLOW, headers={**XML, **crumb}, timeout=30).status_code == 403


def test_a_restart_forgets(server: Standin) -> None:
    post(server, '/job/p/buildWithParameters?delay=0sec', {'key': 'a'})
    while not get(server, '/job/p/api/json').json()['builds']:
        time.sleep(0.01)
    post(server, '/job/p/buildWithParameters', {'key': 'b'})
    server.restart(loading=600)
    assert get(server, '/api/json').status_code == 503
    server.world.loading_until = 0
    assert get(server, '/api/json').status_code == 200
    assert get(server, '/queue/api/json').json()['items'] == []
    job = get(server, '/job/p/api/json').json()
    assert (job['builds'], job['nextBuildNumber']) == ([], 2), 'the number is burnt'
    answer = post(server, '/job/plain/build')
    assert answer.headers['Location'].endswith('/queue/item/1/'), 'ids start again'


TREES = {
    'a': {'a': 1},
    'a,b[c]': {'a': 1, 'b': [{'c': 1}, {'c': 2}, {'c': 3}]},
    'b[c]{1}': {'b': [{'c': 2}]},
    'b[c]{,2}': {'b': [{'c': 1}, {'c': 2}]},
    'b[c]{1,}': {'b': [{'c': 2}, {'c': 3}]},
    'b[c]{7,9}': {'b': []},
    'b[*]{0}': {'b': [{'c': 1, 'd': 5}]},
    'nobody': {},
}
DATA = {'a': 1, 'b': [{'c': 1, 'd': 5}, {'c': 2, 'd': 6}, {'c': 3, 'd': 7}], 'z': 0}


@pytest.mark.parametrize(('text', 'expected'), TREES.items(), ids=TREES)
def test_a_tree(text: str, expected: object) -> None:
    assert tree.pruned(DATA, tree.parse(text)) == expected


@pytest.mark.parametrize('text', ['', 'a,', 'a[b', 'a[b]]', '[a]', 'a[]'])
def test_a_tree_that_is_none(text: str) -> None:
    with pytest.raises(tree.Malformed):
        tree.parse(text)


@pytest.mark.parametrize('name', ['2.462', '2.541'])
def test_following_a_log(tmp_path: Path, name: str) -> None:
    """The newer ones skip what was half a line when they were asked."""
    regime = REGIMES[name]
    with Standin(tmp_path, regime) as server:
        server.world.security.has_crumbs = False
        script = f'set +x; echo one; printf two; touch {tmp_path}/there; while [ ! -e {tmp_path}/go ]; do sleep 0.02; done; echo'
        server.world.put(server.world.root, 'p', job_xml(PHASE1, script))
        post(server, '/job/p/buildWithParameters', {'key': 'a'})
        while not (tmp_path / 'there').exists():
            time.sleep(0.01)
        page = '/job/p/1/logText/progressiveText'
        first = get(server, page)
        assert first.headers['X-More-Data'] == 'true'
        assert first.text.endswith('one\r\n')
        (tmp_path / 'go').touch()
        server.wait_until_idle()
        rest = get(server, f'{page}?start={first.headers["X-Text-Size"]}')
        assert ('two' in rest.text) == (name == '2.462')
        assert 'X-More-Data' not in rest.headers
        whole = get(server, '/job/p/1/consoleText')
        assert 'one\ntwo\n' in whole.text and '\x1b[8mha' not in whole.text
        assert ('\x1b[8mha' in first.text) == (name != '2.462')
        assert get(server, f'{page}?start=99999').text == get(server, page).text


def test_artifacts(tmp_path: Path) -> None:
    with Standin(tmp_path) as server:
        server.world.security.has_crumbs = False
        script = 'mkdir -p result; for n in $(seq 30); do echo 0123456789 > result/$n; done'
        server.world.put(server.world.root, 'p', job_xml(PHASE1, script))
        post(server, '/job/p/buildWithParameters', {'key': 'a'})
        server.wait_until_idle()
        build = get(server, '/job/p/1/api/json').json()
        assert {one['displayPath'] for one in build['artifacts']} == {None}, 'more than twenty'
        part = get(server, '/job/p/1/artifact/result/7', headers={'Range': 'bytes=2-4'})
        assert (part.status_code, part.content) == (206, b'234')
        assert part.headers['Content-Range'] == 'bytes 2-4/11'
        assert get(server, '/job/p/1/artifact/result/99').status_code == 404
        assert json.loads(get(server, '/job/p/lastSuccessfulBuild/api/json').text)['number'] == 1


def run_once(server: Standin, script: str, xml: bytes = b'') -> None:
    server.world.security.has_crumbs = False
    server.world.put(server.world.root, 'p', xml or job_xml(PHASE1, script))
    post(server, '/job/p/buildWithParameters', {'key': 'a'})
    server.wait_until_idle()


def test_a_choice_that_is_none_is_an_error_without_a_reason(server: Standin) -> None:
    choice = b"""<hudson.model.ChoiceParameterDefinition><name>level</name><choices>
    <a class="string-array"><string>low</string><string>high</string></a></choices>
    </hudson.model.ChoiceParameterDefinition></parameterDefinitions>"""
    server.world.put(server.world.root, 'p', SLOW.replace(b'</parameterDefinitions>', choice))
    page = '/job/p/buildWithParameters'
    assert post(server, page, {'level': 'middling'}).status_code == 500
    assert post(server, page, {'level': 'high'}).status_code == 201
    post(server, page, {'key': 'without'})
    assert server.world.waiting()[-1].parameters['level'] == 'low'


def test_a_result_is_known_before_it_is_over(tmp_path: Path) -> None:
    with Standin(tmp_path) as server:
        server.world.post_production = 600
        server.world.security.has_crumbs = False
        server.world.put(server.world.root, 'p', job_xml(PHASE1, 'exit 1'))
        post(server, '/job/p/buildWithParameters', {'key': 'a'})

        def seen() -> list[Any]:
            builds = get(server, '/job/p/api/json').json()['builds']
            return [builds[0][name] for name in ('building', 'inProgress', 'result')] if builds else []  # fmt: skip

        for is_building, goes_on in ((True, True), (False, True), (False, False)):
            while seen() != [is_building, goes_on, 'FAILURE']:
                time.sleep(0.01)
            server.world.step()


def test_a_log_in_parts(tmp_path: Path) -> None:
    with Standin(tmp_path, REGIMES['2.568']) as server:
        run_once(server, 'set +x; echo one; echo two')
        page = '/job/p/1/logText/progressiveText'
        headers = {'Accept': 'multipart/form-data'}
        whole = get(server, page, headers=headers)
        assert 'boundary=part' in whole.headers['Content-Type']
        assert 'one\ntwo\n' in whole.text and '\x1b' not in whole.text
        assert '"completed": true, "start": 0' in whole.text
        tail = get(server, f'{page}?start=-20', headers=headers)
        assert 'one' not in tail.text and 'Finished' in tail.text
    with Standin(tmp_path / 'older', REGIMES['2.541']) as server:
        run_once(server, 'true')
        assert 'X-Text-Size' in get(server, page, headers=headers).headers


def test_a_log_is_not_what_its_head_says(tmp_path: Path) -> None:
    with Standin(tmp_path) as server:
        run_once(server, "printf 'caf\\351\\n'")
        log = get(server, '/job/p/1/consoleText')
        assert 'UTF-8' in log.headers['Content-Type'] and b'caf\xe9\n' in log.content
        next(iter(server.world.jobs())).builds[1].log.unlink()
        gone = get(server, '/job/p/1/consoleText')
        assert (gone.status_code, gone.text.split(':')[0]) == (200, 'No such file')


REPORT = """mkdir -p result; echo '<testsuite name="s"><testcase classname="c" name="bad"><failure
message="boom"/></testcase><testcase classname="c" name="fine"/><testcase name="not"><skipped/>
</testcase></testsuite>' > result/result.xml"""
JUNIT = b"""<hudson.tasks.junit.JUnitResultArchiver><testResults>result/result.xml</testResults>
</hudson.tasks.junit.JUnitResultArchiver></publishers>"""


@pytest.mark.parametrize(('name', 'bad'), [('2.541', 'FAILED'), ('2.462', 'REGRESSION')])
def test_a_report_of_tests(name: str, bad: str, tmp_path: Path) -> None:
    with Standin(tmp_path, REGIMES[name]) as server:
        script = REPORT.replace('<', '&lt;').replace('>', '&gt;')
        run_once(server, '', job_xml(PHASE1, script).replace(b'</publishers>', JUNIT))
        page = '/job/p/1/testReport/api/json'
        report = get(server, page).json()
        assert (report['failCount'], report['passCount'], report['skipCount']) == (1, 1, 1)
        assert 'totalCount' not in report
        statuses = [case['status'] for case in report['suites'][0]['cases']]
        assert statuses == [bad, 'PASSED', 'SKIPPED']
        build = next(iter(server.world.jobs())).builds[1]
        # A matrix tells runs of earlier builds too, for what was not built again.
        build.cells = ((f'{server.url}/job/p/A=1/1/', 1), (f'{server.url}/job/p/A=2/1/', 0))
        aggregated = get(server, page).json()
        assert (aggregated['totalCount'], len(aggregated['childReports'])) == (3, 2)
        assert 'suites' not in aggregated and 'passCount' not in aggregated
        runs = get(server, '/job/p/1/api/json').json()['runs']
        assert [run['number'] for run in runs] == [1, 0]
