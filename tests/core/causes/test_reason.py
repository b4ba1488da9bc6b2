"""What failed and why, told by the lines around the one that says that it failed."""

from __future__ import annotations

import pytest

from rdopkg_ci.core.causes import explain
from rdopkg_ci.core.causes.cause import Cause

ENDED = b'error: Bad exit status from /var/tmp/rpm-tmp.a1 (%build)\n'


def cause(log: bytes) -> Cause:
    found = explain([log]).cause
    assert found is not None
    return found


def test_a_chain_is_read_to_its_innermost_link() -> None:
    found = cause(
        b'error: failed to get `wren` as a dependency of package `rook v1.0.0`\n\n'
        b'Caused by:\n  failed to load source for dependency `wren`\n\n'
        b'Caused by:\n  failed to read `/src/vendor/wren/.cargo-checksum.json`\n\n'
        b'Caused by:\n  No such file or directory (os error 2)\n' + ENDED
    )
    assert found.summary.endswith(
        'failed to read `/src/vendor/wren/.cargo-checksum.json`: No such file or directory (os error 2)'
    )
    assert [line.n for line in found.lines[:2]] == [1, 7]


def test_the_task_that_failed_is_shown_and_not_the_next() -> None:
    found = cause(
        b'TASK [rook : fly] ****\nfatal: [n1]: FAILED! => {\n    "changed": false,\n'
        b'    "msg": "There is no wind."\n}\n\nTASK [rook : land] ****\nskipping: [n1]\n'
        b'PLAY RECAP ****\nn1 : ok=1 changed=0 unreachable=0 failed=1\n'
    )
    assert found.summary == 'fatal: [n1]: FAILED!: There is no wind. (TASK [rook : fly])'
    assert [line.n for line in found.lines[:3]] == [4, 2, 1]
    assert 7 not in [line.n for line in found.lines]


def test_two_answers_on_many_lines_are_two_failures() -> None:
    log = b'TASK [rook : fly] ****\nfatal: [n1]: FAILED! => {\n    "msg": "%s"\n}\n'
    one, two = (cause(log % said) for said in (b'There is no wind.', b'It has no wings.'))
    assert one.fingerprint != two.fingerprint


TASK = b'TASK [rook : fly] ****\n'
DIED = b'fatal: [n1]: FAILED! => {"changed": false, "msg": "MODULE FAILURE", "rc": 1}\n'
OCCURRED = b'An exception occurred during task execution. The error was: NestError: no eggs\n'
TRACE = (
    b'Traceback (most recent call last):\n  File "x.py", line 1, in <module>\nNestError: no eggs\n'
)


@pytest.mark.parametrize(
    ('log', 'said'),
    [
        pytest.param(OCCURRED + DIED, 'NestError: no eggs', id='said above'),
        pytest.param(
            b'The full traceback is:\n' + TRACE + DIED, 'NestError: no eggs', id='traced above'
        ),
        pytest.param(
            b'fatal: [n1] => failed to parse: SUDO-SUCCESS-abc\n' + TRACE,
            'NestError: no eggs',
            id='below, instead of an answer',
        ),
        pytest.param(
            b'failed: [n1] => {"failed": true, "parsed": false}\ninvalid output was: no python\n',
            'no python',
            id='other words instead of an answer',
        ),
        pytest.param(
            OCCURRED + b'fatal: [n1]: FAILED! => {"msg": "There is no wind."}\n',
            'There is no wind.',
            id='the answer says more',
        ),
    ],
)
def test_a_module_that_died_is_told_by_its_exception(log: bytes, said: str) -> None:
    assert f': {said} (TASK [rook : fly])' in cause(TASK + log).summary


@pytest.mark.parametrize(
    ('log', 'said'),
    [
        pytest.param(
            'Error: Package: rook-2-1.noarch (nest)\n   Requires: wren >= 3\n   Available: wren-2\n',
            'Error: Package: rook-2-1.noarch (nest): Requires: wren >= 3',
            id='yum',
        ),
        pytest.param(
            'Error: \n Problem: problem with installed package wren-1\n'
            '  - package rook-2 requires wren = 2, but none of the providers can be installed\n',
            'Problem: problem with installed package wren-1: package rook-2 requires wren = 2, but'
            ' none of the providers can be installed',
            id='dnf',
        ),
        pytest.param(
            "terminate called after throwing an instance of 'Egg'\n  what():  no egg\n",
            "terminate called after throwing an instance of 'Egg': no egg",
            id='an exception of C++',
        ),
        pytest.param(
            '_____ test_hatch[two eggs] _____\n\n    def test_hatch(eggs):\nE   assert 3 == 4\n'
            'tests/test_egg.py:12: AssertionError\n',
            'E assert 3 == 4 (test_hatch[two eggs])',
            id='pytest',
        ),
        pytest.param(
            '____ ERROR at setup of test_a ____\n\nE   NestError: gone\n'
            '== short test summary info ==\nERROR x.py::test_a - NestError: gone\n',
            'E NestError: gone (test_a)',
            id='a fixture of pytest',
        ),
        pytest.param(
            '[ RUN      ] Egg.Hatches\nt/egg.cc:31: Failure\nExpected: 4\n',
            't/egg.cc:31: Failure (Egg.Hatches)',
            id='gtest',
        ),
        pytest.param(
            '1) EggTest::testHatch\nFailed asserting that 3 is 4.\n',
            '1) EggTest::testHatch: Failed asserting that 3 is 4.',
            id='phpunit',
        ),
    ],
)
def test_the_lines_around_it_complete_the_summary(log: str, said: str) -> None:
    assert cause((log + ENDED.decode()).encode()).summary == said


def test_a_long_summary_loses_its_middle() -> None:
    found = cause(b'ERROR: it failed ' + b'x' * 400 + b' because the wind is gone\n')
    assert found.summary.startswith('ERROR: it failed xxx')
    assert found.summary.endswith('because the wind is gone') and ' … ' in found.summary


def test_rules_and_frames_and_bare_levels_prove_nothing() -> None:
    log = (
        "Error executing action `start` on resource 'service[wren]'\n===========\n\n"
        'Chef::Exceptions::Service\n-----------\nno wren in this loft\n[ERROR]\n'
    )
    assert sorted(line.n for line in cause(log.encode()).lines) == [1, 4, 6]
