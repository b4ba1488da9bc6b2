"""Whatever a file holds, its reader gives a value or its own error, soon: never another one."""

from __future__ import annotations

import io
import time
import xmlrpc.client
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any, NamedTuple

import pytest
from box import DEMO
from mutation import mutants

from rdopkg_ci.core.causes.cause import Blame, Cause, Line
from rdopkg_ci.core.judging import review_message, review_reading
from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.policy import initial_policy, policy_file
from rdopkg_ci.core.publication import filelist, repomd
from rdopkg_ci.core.review.change import Change, Comment, Message, Vote
from rdopkg_ci.core.runs import junit_reading, result_json
from rdopkg_ci.core.runs.result import Result, Rpm, StepOutcome, StepResult
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.characters import forbidden
from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.core.update import update_file
from rdopkg_ci.doors.review.stored import OPEN, StoredChange
from rdopkg_ci.doors.rpm import rpmheader
from rdopkg_ci.doors.sources import rpc
from rdopkg_ci.errors import InvalidInput

# In seconds: what one small file may cost, on a machine that is busy.
SOON = 5.0
WHEN = datetime(2015, 3, 1, tzinfo=timezone.utc)
KILO = Target('kilo', 'el7')
SHA = 'ab' * 32
NVR = 'python-foo-1.0-1.el7'
UPDATES = [
    b'notes: Fix it\nbuilds:\n- {id: foo-1-1, source: cbs, repo: kilo, dist: el7}\n',
    f'---\nnotes: |-\n  Fix\n\n  more # of it\nbuilds:\n  - id: {NVR}\n    source: copr-jruzicka\n'
    '    repo: kilo\n    dist: f22\n    tag: common\n    arch: x86_64\ngroup: mine\n'.encode(),
]
POLICIES = [
    initial_policy.initial(lambda target: f'file:///srv/{target}').encode(),
    b'rdoinfo: {git: "https://example.org/rdoinfo.git"}\nretries: 2\nmust_provision: ["a-*"]\n'
    b'disabled:\n  - {target: kilo/el7, reason: x, owner: me, until: 2015-03-01}\n'
    b'phases: {phase1: {steps: [{name: t, command: [a, "{repo_file}"]}], timeout: 90s}}\n',
]
SUMS = [
    filelist.dump_sums(
        [
            filelist.Sum(SHA, KILO, '', f'{NVR}.noarch.rpm', NVR),
            filelist.Sum(SHA, Target('kilo', 'f22'), 'common', f'{NVR}.src.rpm', NVR),
        ]
    )
]
CAUSE = Cause(
    'a needs b',
    'depsolve',
    Blame.PACKAGE,
    'depsolve-unresolved',
    (Line(3, 'b'),),
    'resolve',
    'r.log',
)
STEPS = (StepResult('fetch', StepOutcome.OK, 0.5, 'f.log'),)
RESULT = Result(
    'phase2', KILO, ('06ny',), 'a' * 40, Verdict.FAILED, WHEN, WHEN, STEPS, CAUSE,
    (Rpm(f'{NVR}.noarch.rpm', SHA, NVR, 'common'),),
)  # fmt: skip
REPOMD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<repomd xmlns="http://linux.duke.edu/metadata/repo">'
    f'<data type="primary"><checksum type="sha256">{SHA}</checksum>'
    f'<location href="repodata/{SHA}-primary.xml.gz"/></data></repomd>'
)
CHANGE = Change(
    7, 'I06ny', 'New 06ny', 'Ann <ann@example.org>', 'c' * 40, 'refs/changes/07/7/2', (), 'kilo_el7',
    False, (Vote('Ann', 1),), (Message('Ann', 'phase1 passed.', 'tag', 'c' * 40),), 'file:///r',
)  # fmt: skip
STORED = StoredChange(CHANGE, OPEN, 2, '', (('c' * 40, Comment('updates/06ny.yml', 3, 'no')),))
SAID = review_message.text(
    Ruling(
        (
            TargetRuling(
                KILO, Verdict.FAILED, 'x', Report(KILO, 2, Verdict.FAILED, '/runs/2', CAUSE)
            ),
            TargetRuling(KILO, Verdict.PASSED, 'x', Report(KILO, 1, Verdict.PASSED, '/runs/1')),
        )
    ),
    because='merge conflict',
)


JUNIT = (
    b'<?xml version="1.0"?><testsuites><testsuite name="t"><testcase classname="a" name="b">'
    b'<failure message="no">x</failure></testcase><testcase name="c"/></testsuite></testsuites>'
)
RPM = DEMO / 'rpms' / 'openstack-glance-2015.1.1-1.el7.noarch.rpm'
ANSWER = xmlrpc.client.dumps(
    ({'id': 7, 'name': 'nova', 'epoch': None, 'tags': ['a', 1.5, True]},),
    methodresponse=True,
    allow_none=True,
).encode()


def read_update(data: bytes) -> None:
    update = update_file.parse(data, 'up.yml').update
    assert update_file.parse(update_file.dump(update), 'up.yml').update == update
    assert not forbidden(update.notes)


def read_policy(data: bytes) -> None:
    policy = policy_file.parse(data, 'ci.yml')
    for repos in policy.targets.values():
        for url in (repos.production, *repos.base):
            assert url.startswith(('file:', 'http:', 'https:')), url


def read_sums(data: bytes) -> None:
    sums = filelist.parse_sums(data, 'x.sums')
    assert filelist.parse_sums(filelist.dump_sums(sums), 'x.sums')[:0] == ()
    assert not any('..' in one.path.split('/') or one.path.startswith('/') for one in sums)


def read_result(data: bytes) -> None:
    result = result_json.parse(data)
    assert result_json.parse(result_json.dump(result)) == result
    assert safe(repr(result.cause)) == repr(result.cause)


def read_repomd(data: bytes) -> None:
    for name, checksum in repomd.data_files(data).items():
        assert '/' not in name and set(checksum.digest) <= set('0123456789abcdef')


def read_change(data: bytes) -> None:
    stored = StoredChange.parse(data, '')
    again = StoredChange.parse(stored.dump(), '')
    assert again == stored


def read_message(data: bytes) -> None:
    said = review_reading.parse(data.decode('utf-8', 'replace'))
    assert said is None or all(report.target for report in said.reports.values())


def read_junit(data: bytes) -> None:
    tally = junit_reading.parse(data)
    assert len(tally.failed) <= tally.failures
    assert all(safe(str(test)) == str(test) for test in tally.failed)


def read_header(data: bytes) -> None:
    content = rpmheader.content(io.BytesIO(data))
    assert not content.clashes(content)


def read_answer(data: bytes) -> None:
    rpc.value(data)


class Reader(NamedTuple):
    read: Callable[[bytes], None]
    seeds: list[bytes]
    error: Any


READERS = {
    'update': Reader(read_update, UPDATES, InvalidInput),
    'policy': Reader(read_policy, POLICIES, InvalidInput),
    'sums': Reader(read_sums, SUMS, InvalidInput),
    'result': Reader(read_result, [result_json.dump(RESULT)], ValueError),
    'repomd': Reader(read_repomd, [REPOMD.encode()], ValueError),
    'change': Reader(read_change, [STORED.dump()], ValueError),
    'message': Reader(read_message, [SAID.encode()], ()),
    'junit': Reader(read_junit, [JUNIT], ValueError),
    'rpm header': Reader(read_header, [RPM.read_bytes()], ValueError),
    'answer of a hub': Reader(read_answer, [ANSWER], (ValueError, xmlrpc.client.Fault)),
}


@pytest.mark.parametrize('name', READERS)
def test_a_reader_gives_a_value_or_its_own_error(name: str) -> None:
    reader = READERS[name]
    for seed in reader.seeds:
        reader.read(seed)
    for data in mutants(reader.seeds):
        begun = time.process_time()
        try:
            reader.read(data)
        except reader.error as error:
            whole = b'hunter2' not in data.replace(b'://u:hunter2@', b'')
            assert not (whole and 'hunter2' in str(error)), data
            assert safe(str(error)) == str(error), data
        except Exception as error:
            raise AssertionError(f'{name} of {data[:2000]!r}') from error
        assert time.process_time() - begun < SOON, data[:2000]
