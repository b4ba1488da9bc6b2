"""The pages of a build: its data, its log, what it left, its tests."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from servers.standin import console, export, tree
from servers.standin.answers import Answer, Asked
from servers.standin.world import Build, Job, World

_LINKS = ('lastBuild', 'lastCompletedBuild', 'lastSuccessfulBuild', 'lastFailedBuild')


def answer(world: World, asked: Asked, job: Job, number: str, page: str) -> Answer | None:
    build = _found(job, number)
    if build is None:
        return None
    if page == 'api/json':
        data = export.build(world, build)
        text = asked.query.get('tree', '')
        selected = tree.pruned(data, tree.parse(text, world.regime.has_ranges)) if text else data
        return Answer(data=selected)
    if page == 'consoleText':
        return Answer(body=console.whole(build), kind='text/plain;charset=UTF-8')
    if page == 'logText/progressiveText':
        return _progressive(world, asked, build)
    if page.startswith('artifact/'):
        return _artifact(build, page[len('artifact/') :], asked.headers.get('range', ''))
    if page == 'testReport/api/json' and (build.place / 'junit.xml').exists():
        return Answer(data=_aggregated(world, build) if build.cells else _report(world, build))
    if page == 'stop' and asked.method == 'POST':
        asked.needs('hudson.model.Item.Cancel')
        build.stop.set()
        return Answer(302, headers={'Location': f'{world.url}{job.path}/'})
    return Answer(page=True) if page == '' else None


def _found(job: Job, number: str) -> Build | None:
    if number.isdigit():
        return job.builds.get(int(number))
    if number not in _LINKS:
        return None
    wanted = {
        'lastBuild': lambda build: True,
        'lastCompletedBuild': lambda build: not build.building,
        'lastSuccessfulBuild': lambda build: build.result == 'SUCCESS',
        'lastFailedBuild': lambda build: build.result == 'FAILURE',
    }[number]
    fitting = [one for _, one in sorted(job.builds.items()) if wanted(one)]
    return fitting[-1] if fitting else None


def _progressive(world: World, asked: Asked, build: Build) -> Answer:
    start = int(asked.query.get('start', '0'))
    is_wanted = asked.headers.get('accept', '').startswith('multipart/form-data')
    if is_wanted and world.regime.progressive == 'streaming':
        return _streamed(build, start)
    text, end, is_open = console.progressive(build, start, world.regime)
    headers = {'X-Text-Size': str(end), **({'X-More-Data': 'true'} if is_open else {})}
    return Answer(body=text, kind='text/plain;charset=UTF-8', headers=headers)


def _streamed(build: Build, start: int) -> Answer:
    text, meta = console.streamed(build, start)
    parts = [(b'text', b'text/plain', text), (b'meta', b'application/json', meta)]
    body = b''.join(
        b'--part\r\nContent-Disposition: form-data; name="%b"\r\nContent-Type: %b\r\n\r\n%b\r\n'
        % part
        for part in parts
    )
    return Answer(body=body + b'--part--\r\n', kind='multipart/form-data; boundary=part')


def _artifact(build: Build, name: str, asked_range: str) -> Answer | None:
    if name not in build.artifacts:
        return None
    data = (build.place / 'archive' / name).read_bytes()
    found = re.fullmatch(r'bytes=(\d+)-(\d*)', asked_range)
    kind = 'text/plain;charset=utf-8' if name.endswith('.log') else 'application/octet-stream'
    if not found:
        return Answer(body=data, kind=kind, headers={'Accept-Ranges': 'bytes'})
    first, last = int(found[1]), int(found[2] or len(data) - 1)
    place = {'Content-Range': f'bytes {first}-{last}/{len(data)}'}
    return Answer(206, data[first : last + 1], kind, place)


def _report(world: World, build: Build) -> dict[str, Any]:
    root = ElementTree.parse(build.place / 'junit.xml').getroot()
    cases = [_case(world, one) for one in root.iter('testcase')]
    counts = [one['status'] for one in cases]
    failed = sum(status in ('FAILED', 'REGRESSION') for status in counts)
    return {
        '_class': 'hudson.tasks.junit.TestResult',
        'failCount': failed,
        'passCount': counts.count('PASSED'),
        'skipCount': counts.count('SKIPPED'),
        'suites': [{'name': root.get('name'), 'cases': cases}],
    }


def _aggregated(world: World, build: Build) -> dict[str, Any]:
    """That of a matrix: no cases of its own, and no count of what passed."""
    whole = _report(world, build)
    failed, skipped = whole['failCount'], whole['skipCount']
    children = [
        {'child': {'number': number, 'url': cell}, 'result': whole} for cell, number in build.cells
    ]
    return {
        '_class': 'hudson.tasks.test.MatrixTestResult',
        'failCount': failed,
        'skipCount': skipped,
        'totalCount': failed + skipped + whole['passCount'],
        'urlName': 'testReport',
        'childReports': children,
    }


def _case(world: World, case: ElementTree.Element) -> dict[str, Any]:
    failure = case.find('failure')
    bad = 'FAILED' if world.regime.new_statuses else 'REGRESSION'
    skipped = 'SKIPPED' if case.find('skipped') is not None else 'PASSED'
    return {
        'className': case.get('classname'),
        'name': case.get('name'),
        'status': bad if failure is not None else skipped,
        'errorDetails': failure.get('message') if failure is not None else None,
    }
