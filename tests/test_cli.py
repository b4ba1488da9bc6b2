"""The one place that ends the program."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rdopkg_ci.cli import ending
from rdopkg_ci.cli.unknown import unknown
from rdopkg_ci.errors import UNWRITABLE, CiError, NotAuthorised, UsageError

LEFT = 'runs that were started go on, and the same again does the rest'


def raising(error: BaseException) -> object:
    def command() -> int:
        raise error

    return command


@pytest.mark.parametrize(
    ('error', 'code', 'said'),
    [
        pytest.param(
            CiError('broken', 'Mend it.'), 1, 'error: broken\nMend it.\n', id='the tool failed'
        ),
        pytest.param(UsageError('wrong'), 2, 'error: wrong\n', id='wrong usage'),
        pytest.param(NotAuthorised('no'), 4, 'error: no\n', id='not authorised'),
        pytest.param(CiError('\x1b[31mred\u202e'), 1, 'error: red\n', id='hostile words'),
        pytest.param(
            KeyboardInterrupt(),
            130,
            'interrupted; runs that were started go on, and the same again does the rest\n',
            id='interrupted',
        ),
        pytest.param(
            PermissionError(13, 'No', '/x'),
            1,
            f'error: /x: No\n{UNWRITABLE[13]}\n',
            id='no rights',
        ),
        pytest.param(
            OSError(28, 'Full'), 1, f'error: the system: Full\n{UNWRITABLE[28]}\n', id='no room'
        ),
        pytest.param(
            OSError(5, 'Input/output error', '/x'),
            1,
            'error: /x: Input/output error\n',
            id='the system',
        ),
    ],
)
def test_endings(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: int, said: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        ending.end(raising(error))  # type: ignore[arg-type]
    assert ended.value.code == code
    assert capsys.readouterr() == ('', said)


def test_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    ending.end(lambda: 0)
    assert capsys.readouterr() == ('', '')


def test_errors_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        ending.end(raising(UsageError('wrong', 'Do right.')), as_json=True)  # type: ignore[arg-type]
    assert json.loads(capsys.readouterr().out) == {
        'error': {'message': 'wrong', 'hint': 'Do right.', 'exit_code': 2}
    }


def signalled(number: signal.Signals) -> object:
    def command() -> int:
        os.kill(os.getpid(), number)
        time.sleep(60)
        return 0

    return command


@pytest.mark.parametrize('as_json', [False, True], ids=['for people', 'as JSON'])
@pytest.mark.parametrize(
    ('number', 'code', 'word'),
    [
        (signal.SIGINT, 130, 'interrupted'),
        (signal.SIGTERM, 143, 'told to end'),
        (signal.SIGHUP, 129, 'told to end'),
    ],
)
def test_signals(
    capsys: pytest.CaptureFixture[str],
    number: signal.Signals,
    code: int,
    word: str,
    as_json: bool,
) -> None:
    before = signal.getsignal(number)
    with pytest.raises(SystemExit) as ended:
        ending.end(signalled(number), as_json)  # type: ignore[arg-type]
    assert (ended.value.code, signal.getsignal(number)) == (code, before)
    said = capsys.readouterr()
    assert said.err == f'{word}; {LEFT}\n'
    error = {'message': word, 'hint': LEFT, 'exit_code': code}
    assert json.loads(said.out or 'null') == ({'error': error} if as_json else None)


def test_what_nohup_ignores_ends_nothing() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        ending.end(lambda: os.kill(os.getpid(), signal.SIGHUP) or 0)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_bug_is_no_foreseeable_ending() -> None:
    with pytest.raises(ZeroDivisionError):
        ending.end(raising(ZeroDivisionError()))  # type: ignore[arg-type]


def test_a_full_disk_for_json_is_told_and_no_traceback() -> None:
    """Standard output is what is full, and the error would go there too."""
    program = (
        'from rdopkg_ci.cli import ending; ending.end(lambda: print("x", flush=True) or 0, True)'
    )
    with open('/dev/full', 'w', encoding='utf-8') as full:
        done = subprocess.run(
            [sys.executable, '-c', program],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
            cwd=Path(__file__).parents[1],
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith('error: the system: No space left on device\n')
    assert 'Traceback' not in done.stderr and 'Exception' not in done.stderr


@pytest.mark.parametrize(
    ('command', 'message', 'hint'),
    [
        ('submit', "there is no command 'submit'", 'You may mean `rdopkg update FILE`.'),
        ('Logs', "there is no command 'Logs'", 'You may mean `rdopkg ci status --log`.'),
        ('update', "there is no command 'update' of", 'Leave out `ci`: `rdopkg update a b`'),
        (
            'STATUS',
            "there is no command 'STATUS', did you mean 'status'?",
            '`rdopkg ci help` lists them.',
        ),
        (
            'cancel',
            "there is no command 'cancel'",
            'You may mean `rdopkg ci withdraw ID --reason WHY`.',
        ),
        ('xyzzy', "there is no command 'xyzzy'\n  status ", ''),
    ],
)
def test_what_people_call_things_elsewhere(command: str, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as error:
        unknown(command, ['a', 'b'])
    assert str(error.value).startswith(message) and error.value.hint == hint
