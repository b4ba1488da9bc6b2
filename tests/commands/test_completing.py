from __future__ import annotations

import pytest

from rdopkg_ci.commands.completing import candidates
from rdopkg_ci.menu import COMMANDS

VALUES = {
    'ACTION': ['new-version', 'update'],
    'ID': ['06ny', '49fz'],
    'LOG': ['06ny', 'kilo'],
    'WHAT': ['06ny', 'kilo'],
    'RELEASE': ['juno', 'kilo'],
    'RELEASE/DIST': ['kilo/el7'],
    'TARGET': ['kilo/el7'],
}


@pytest.mark.parametrize(
    ('words', 'found'),
    [
        pytest.param([], ['ci', 'new-version', 'update'], id='nothing yet'),
        pytest.param(['new'], ['new-version'], id='an action of rdopkg'),
        pytest.param(['u'], ['update'], id='an action'),
        pytest.param(['ci', ''], sorted(['help', *COMMANDS]), id='every command'),
        pytest.param(['ci', 'sta'], ['status'], id='a command'),
        pytest.param(['ci', 'status', ''], ['06ny', 'kilo'], id='a value'),
        pytest.param(
            ['ci', 'status', '06ny', 'k'], ['', 'kilo'], id='another value, or a file of that name'
        ),
        pytest.param(['ci', 'help', 'st'], ['status'], id='help of a command'),
        pytest.param(['ci', 'help', 'u'], ['update'], id='help of update'),
        pytest.param(['ci', 'status', '--w'], ['--watch', '--web'], id='an option'),
        pytest.param(
            ['ci', 'status', '--log', ''], ['06ny', 'kilo', 'kilo/el7'], id='a value or none'
        ),
        pytest.param(
            ['ci', 'status', '--color', ''], ['always', 'auto', 'never'], id='choices of an option'
        ),
        pytest.param(
            ['ci', 'status', '--color=a'],
            ['--color=always', '--color=auto'],
            id='choices behind an equals sign',
        ),
        pytest.param(
            ['ci', 'status', '--color', '=', 'a'], ['always', 'auto'], id='as bash splits it'
        ),
        pytest.param(
            ['ci', 'status', '--color', '='], ['always', 'auto', 'never'], id='nothing behind it'
        ),
        pytest.param(['update', '--id=4'], ['--id=49fz'], id='a value behind an equals sign'),
        pytest.param(['ci', 'withdraw', ''], ['06ny', '49fz'], id='an id'),
        pytest.param(['ci', 'withdraw', '--reason', ''], [], id='free text'),
        pytest.param(['ci', 'withdraw', '--json', '4'], ['', '49fz'], id='after a flag'),
        pytest.param(['ci', 'disable', 'k'], ['kilo/el7'], id='a target'),
        pytest.param(
            ['ci', 'run', ''], ['phase1', 'phase2', 'stage'], id='choices of a positional'
        ),
        pytest.param(['update', '--phase2', 'k'], ['kilo'], id='a release'),
        pytest.param(['update', '--id', ''], ['06ny', '49fz'], id='the id of an update'),
        pytest.param(['update', 'up'], [], id='a file is left to the shell'),
        pytest.param(['update', 'ki'], [], id='a release only with --phase2'),
        pytest.param(['ci', 'explain', ''], ['', '06ny', 'kilo'], id='a log, or what has one'),
        pytest.param(['ci', 'nonsense', ''], [], id='no command'),
        pytest.param(['new-version', ''], [], id='not ours'),
    ],
)
def test_what_may_come_next(words: list[str], found: list[str]) -> None:
    assert candidates(words, VALUES) == found
