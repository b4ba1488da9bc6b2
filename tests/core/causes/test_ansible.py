"""What the answer of an Ansible module says: on one line, and over many."""

from __future__ import annotations

import json

import pytest

from rdopkg_ci.core.causes.ansible import opened, reasons

TRACE = 'Traceback (most recent call last):\n  File "x.py", line 1\nKeyError: \'rook\'\n'


def bare(raw: bytes) -> str:
    return raw.decode().strip()


@pytest.mark.parametrize(
    ('answer', 'said'),
    [
        (
            {'msg': 'non-zero return code', 'stderr': 'Error: no rook\nsee the manual'},
            'Error: no rook',
        ),
        ({'msg': 'MODULE FAILURE', 'module_stderr': TRACE}, "KeyError: 'rook'"),
        (
            {'msg': 'Unable to start rook: it failed\nSee "man rook"'},
            'Unable to start rook: it failed',
        ),
        ({'msg': repr(TRACE)}, "KeyError: 'rook'"),
        ({'stderr': 'WARNING: old', 'msg': 'rook is missing'}, 'rook is missing'),
        ({'stderr': '+ ./x\nrook: bad wing', 'msg': 'non-zero return code'}, 'rook: bad wing'),
        ({'stderr': '', 'msg': '', 'stdout': 'all is lost'}, 'all is lost'),
        ({'msg': 'It failed:\n\n  no rook\n'}, 'It failed: no rook'),
        ({'changed': False}, ''),
    ],
)
def test_an_answer_on_one_line(answer: dict[str, object], said: str) -> None:
    assert opened(json.dumps(answer)) == said


def test_an_answer_that_was_cut() -> None:
    assert opened('{"changed": true, "msg": "Cannot find rook\\nand so') == 'Cannot find rook'


JSON = b"""\
    "invocation": {
        "module_args": {"state": "present"}
    },
    "msg": "non-zero return code",
    "stderr": "warning: x\\nrook: cannot fly"
}

TASK [next] ***
ok: [node] => {"msg": "an error that is not of this task"}
"""
YAML = b"""\
  cmd: rook --fly
  msg: |-
    Cannot start rook
    see the log
  rc: 1
TASK [next] ***
"""
DEBUG = b"""\
    "rc": 7
}

STDERR:

mapping: unknown wing


MSG:

non-zero return code

TASK [next] ***
"""


@pytest.mark.parametrize(
    ('after', 'said', 'at'),
    [
        pytest.param(JSON, 'rook: cannot fly', 5, id='JSON'),
        pytest.param(YAML, 'Cannot start rook', 3, id='YAML'),
        pytest.param(DEBUG, 'mapping: unknown wing', 6, id='debug'),
    ],
)
def test_an_answer_over_many_lines(after: bytes, said: str, at: int) -> None:
    found = reasons(after, bare)[0]
    assert (found.said, found.at) == (said, at)
    assert b'an error that is not of this task' not in b''.join(
        one.raw for one in reasons(after, bare)
    )


def test_no_answer() -> None:
    assert reasons(b'', bare) == [] == reasons(b'TASK [next] ***\nmsg: it failed\n', bare)
