from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any
from xml.etree import ElementTree

import pytest

from rdopkg_ci.core.causes.cause import Blame, Cause, Line
from rdopkg_ci.core.runs import junit, result_json
from rdopkg_ci.core.runs.result import Metadata, Result, Rpm, StepOutcome, StepResult
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target

START, END = (
    datetime(2015, 3, 1, 12, 0, 0, tzinfo=timezone.utc),
    datetime(2015, 3, 1, 12, 0, 30, tzinfo=timezone.utc),
)
CAUSE = Cause(
    'a needs b',
    'depsolve',
    Blame.PACKAGE,
    'depsolve-unresolved',
    (Line(3, 'a needs b'),),
    'resolve',
    'resolve.log',
    'f00',
    at_fault=('06ny', '49fz'),
)
FAILED = Result(
    'phase1',
    Target('juno', 'epel-7'),
    ('06ny',),
    'c0ffee',
    Verdict.FAILED,
    START,
    END,
    (
        StepResult('fetch', StepOutcome.OK, 0.5, 'fetch.log'),
        StepResult('resolve', StepOutcome.FAILED, 1.25, 'resolve.log', 'a needs b'),
        StepResult('tempest', StepOutcome.SKIPPED, 0.0, '', 'resolve failed'),
        StepResult('collect', StepOutcome.FAILED, 0.5, 'collect.log', 'no space'),
    ),
    CAUSE,
    (Rpm('a.rpm', 'ab' * 32, 'a-1-1', 'common'),),
    (Metadata('production', 'https://repo.example.org/juno', 'cd' * 32),),
    (('rdopkg-ci', '0.2.0'), ('solv', '0.7')),
    (('06ny', ('49fz',)),),
    'phase1.06ny-c0ffee.juno_epel-7.1',
    ('b was not installed: it cannot be installed together with a',),
)


def edited(**fields: Any) -> bytes:
    return json.dumps({**json.loads(result_json.dump(FAILED)), **fields}).encode()


@pytest.mark.parametrize(
    'result',
    [FAILED, FAILED._replace(verdict=Verdict.PASSED, cause=None)],
    ids=['failed', 'passed'],
)
def test_what_is_written_is_read(result: Result) -> None:
    assert result_json.parse(result_json.dump(result)) == result


def test_the_format_is_schema_1() -> None:
    data = json.loads(result_json.dump(FAILED))
    assert list(data) == [
        'schema',
        'key',
        'phase',
        'target',
        'updates',
        'commit',
        'verdict',
        'started',
        'finished',
        'notes',
        'steps',
        'cause',
        'rpms',
        'metadata',
        'tools',
        'needs',
    ]
    assert (data['schema'], data['target'], data['verdict'], data['started']) == (
        1,
        'juno/epel-7',
        'failed',
        '2015-03-01T12:00:00Z',
    )
    assert data['steps'][2] == {
        'name': 'tempest',
        'ok': False,
        'outcome': 'skipped',
        'seconds': 0.0,
        'log': '',
        'reason': 'resolve failed',
    }
    assert data['cause']['lines'] == [{'n': 3, 'text': 'a needs b'}]


OLD_STEP = {'name': 'fetch', 'ok': True, 'seconds': 1, 'log': 'fetch.log'}


@pytest.mark.parametrize(
    ('fields', 'outcome', 'reason'),
    [
        pytest.param({}, StepOutcome.OK, '', id='an older worker, ok'),
        pytest.param({'ok': False}, StepOutcome.FAILED, '', id='an older worker, failed'),
        pytest.param(
            {'ok': False, 'outcome': 'skipped', 'reason': 'no dnf\x1b[2J\n'},
            StepOutcome.SKIPPED,
            'no dnf',
            id='a reason comes out safe',
        ),
        pytest.param({'outcome': 'postponed'}, StepOutcome.OK, '', id='a newer word'),
    ],
)
def test_steps_of_other_versions(fields: dict[str, Any], outcome: StepOutcome, reason: str) -> None:
    [step] = result_json.parse(edited(steps=[{**OLD_STEP, **fields}])).steps
    assert (step.outcome, step.reason, step.ok) == (outcome, reason, outcome is StepOutcome.OK)


@pytest.mark.parametrize(
    'data',
    [
        pytest.param(b'', id='empty'),
        pytest.param(b'[]', id='no mapping'),
        pytest.param(b'{}', id='nothing in it'),
        pytest.param(b'\xff', id='no text'),
        pytest.param(b'[' * 100_000, id='deep'),
        pytest.param(edited(schema=2), id='another schema'),
        pytest.param(edited(target='../x'), id='no target'),
        pytest.param(edited(verdict='great'), id='no verdict'),
        pytest.param(edited(started='now'), id='no time'),
        pytest.param(edited(steps=[1]), id='no steps'),
        pytest.param(edited(cause={'blame': 'me', 'lines': []}), id='nobody to blame'),
        pytest.param(edited(updates=None), id='no updates'),
        pytest.param(edited(updates='abcd'), id='updates are text'),
        pytest.param(edited(verdict='queued'), id='a verdict that no worker gives'),
        pytest.param(edited(steps=[{**OLD_STEP, 'seconds': float('nan')}]), id='NaN'),
        pytest.param(edited(steps=[{**OLD_STEP, 'seconds': float('inf')}]), id='Infinity'),
        pytest.param(edited(commit='\ud800'), id='half a character'),
        pytest.param(edited(schema=10**4000), id='a huge number'),
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        result_json.parse(data)


def test_text_comes_out_safe() -> None:
    step = {**OLD_STEP, 'ok': True, 'name': 'x\ny'}
    result = result_json.parse(edited(commit='a\x1b[31mb\u202e', steps=[step]))
    assert (result.commit, result.steps[0].name) == ('ab', 'x y')


def test_a_worker_of_before_tells_of_less() -> None:
    data = json.loads(edited())
    del data['metadata'], data['tools'], data['needs'], data['key'], data['notes']
    result = result_json.parse(json.dumps(data).encode())
    assert result == FAILED._replace(metadata=(), tools=(), needs=(), key='', notes=())


@pytest.mark.parametrize(
    'fields',
    [
        pytest.param({'metadata': [{'repo': 'x', 'url': 'y', 'repomd': 'z'}]}, id='a digest'),
        pytest.param({'metadata': [{'repo': 'x'}]}, id='half of it'),
        pytest.param({'tools': ['solv']}, id='tools are a list'),
        pytest.param({'tools': {'solv': 7}}, id='a version is a number'),
        pytest.param({'needs': {'06ny': '49fz'}}, id='needs are text'),
        pytest.param({'needs': [['06ny']]}, id='needs are a list'),
        pytest.param({'notes': 'x'}, id='notes are text'),
        pytest.param({'notes': [7]}, id='a note is a number'),
    ],
)
def test_evidence_is_what_it_should_be(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        result_json.parse(edited(**fields))


RPM = {'file': 'a-1-1.noarch.rpm', 'sha256': 'a' * 64, 'build': 'a-1-1', 'tag': 'common'}


@pytest.mark.parametrize(
    ('key', 'value'),
    [
        ('file', '../x.rpm'),
        ('file', 'x  y.rpm'),
        ('file', 'a\nb.rpm'),
        ('sha256', ''),
        ('sha256', 'A' * 64),
        ('build', 'a b'),
        ('tag', '../..'),
        ('tag', 3),
    ],
)
def test_an_rpm_is_what_can_stand_in_a_list(key: str, value: object) -> None:
    assert result_json.parse(edited(rpms=[RPM])).rpms[0].file == RPM['file']
    with pytest.raises(ValueError):
        result_json.parse(edited(rpms=[{**RPM, key: value}]))


@pytest.mark.parametrize(
    ('verdict', 'element', 'failures', 'errors'),
    [(Verdict.FAILED, 'failure', '2', '0'), (Verdict.ERRORED, 'error', '0', '2')],
)
def test_junit(verdict: Verdict, element: str, failures: str, errors: str) -> None:
    cause = CAUSE._replace(lines=(Line(1, '<&\x00>'),))
    suite = ElementTree.fromstring(junit.dump(FAILED._replace(verdict=verdict, cause=cause)))
    assert (suite.get('tests'), suite.get('failures'), suite.get('errors'), suite.get('time')) == (
        '4',
        failures,
        errors,
        '30.000',
    )
    assert suite.get('skipped') == '1'
    fetch, resolve, tempest, collect = suite
    assert len(fetch) == 0
    found = resolve.find(element)
    assert found is not None and (found.get('message'), found.text) == ('a needs b', '<&>')
    skipped = tempest.find('skipped')
    assert skipped is not None and skipped.get('message') == 'resolve failed'
    later = collect.find(element)
    assert later is not None and (later.get('message'), later.text) == ('no space', None), (
        'the proof is that of the first'
    )
