"""What nearly every line begins with is no part of what it says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from rdopkg_ci.core.causes import explain
from rdopkg_ci.core.causes.prefix import Prefix

SAID = ['cc -c rook.c', '+ make all', 'checking for wren... yes', 'it is done', 'rook: no nest']


@pytest.mark.parametrize(
    'begin',
    [
        '2024-05-10 22:34:10,300: ',
        'Jun 02 02:16:29 rook-1 agent[77]: ',
        '2024-05-10 22:34:10 +0000 rook-1: ',
        'p=123 u=rook | ',
        'nest_1   | ',
        'provision: ',
        'DEBUG: ',
        '.[38;5;246m13:51:37 .[96m[prepare] DEBUG: ',
        '[2024-05-10T22:34:10.123Z] ',
        '10/05/2024 22:34:10 - ',
        '22:34:10 - ',
        'build    Run tests    2024-05-10T22:34:10.1234567Z ',
        '2024-05-10 22:34:10.123 77 INFO rook.nest [-] ',
        '[rook] 22:34:10 [INFO] ',
        '',
    ],
)
def test_a_prefix_is_learnt(begin: str) -> None:
    lines = [begin + said for said in SAID * 2]
    learnt = Prefix(lines)
    assert [learnt.strip(line) for line in lines] == SAID * 2


def test_a_machine_is_told_from_what_sets_it_up() -> None:
    own = [f'==> nest.rook: {said}' for said in SAID]
    lines = [f'nest.rook:{indent}{said}' for said in SAID for indent in ('   ', ' ')]
    learnt = Prefix([*own, 'nest.rook:', *lines])
    assert [learnt.bare(line) for line in lines] == [said for said in SAID for _ in range(2)]
    assert [learnt.bare(line) for line in own] == own


def test_what_only_some_lines_begin_with_is_no_prefix() -> None:
    lines = ['PASS: wren', 'FAIL: rook', 'all: nest', 'cc -c rook.c', 'make: done', 'one two']
    learnt = Prefix(lines)
    assert [learnt.strip(line) for line in lines] == lines


def test_the_level_in_a_prefix_is_heard() -> None:
    lines = [f'22:34:{n} | INFO nest: twig {n} is laid' for n in range(10, 30)]
    lines.append('22:35:01 | ERROR nest: there is no twig left on the tree')
    lines.append('22:35:02 | INFO nest: nothing is built today')
    cause = explain(['\n'.join(lines).encode()], failed=True).cause
    assert cause is not None and cause.lines[0].n == 21


def test_a_level_that_all_lines_have_says_nothing() -> None:
    learnt = Prefix([f'DEBUG: {said}' for said in SAID])
    assert learnt.level('DEBUG: rook: no nest', 'rook: no nest') == ''


CASES = sorted((Path(__file__).parent / 'cases').glob('*/*.log'))
# Words that fill a log, so that its prefix can be learnt.
NEUTRAL = tuple(b'the bird number %d sits on its nest' % n for n in range(40))
# In these the prefix of the machinery makes another of ours.
HIDDEN = {'lint/checkstyle-gradle', 'lint/dependency-policy', 'plain/travis-retry'}


def told(lines: Sequence[bytes]) -> tuple[str, str]:
    found = explain([b'\n'.join(lines)])
    return found.outcome.value, found.cause.signature if found.cause else ''


@pytest.mark.parametrize(
    'prefix',
    [
        pytest.param('Jun 02 02:{:02}:{:02} nest rook[4002]: ', id='syslog'),
        pytest.param('12:{:02}:{:02} [wren] DEBUG: ', id='stage'),
        pytest.param('2024-01-01 10:{:02}:{:02} +0000 nest: ', id='zone'),
        pytest.param('    default: ', id='vagrant'),
    ],
)
def test_no_case_is_judged_otherwise_behind_a_prefix(prefix: str) -> None:
    wrong = []
    for path in CASES:
        lines = [*NEUTRAL, *path.read_bytes().split(b'\n')[1:]]
        behind = [prefix.format(n // 60, n % 60).encode() + line for n, line in enumerate(lines)]
        if told(lines) != told(behind):
            wrong.append(f'{path.parent.name}/{path.stem}')
    assert set(wrong) <= HIDDEN


def test_no_case_is_judged_otherwise_with_the_ends_of_lines_of_windows() -> None:
    wrong = []
    for path in CASES:
        lines = path.read_bytes().replace(b'\r\n', b'\n').split(b'\n')[1:]
        if told(lines) != told([line + b'\r' for line in lines]):
            wrong.append(f'{path.parent.name}/{path.stem}')
    assert wrong == []


def test_no_case_is_judged_otherwise_behind_the_numbers_of_its_lines() -> None:
    wrong = []
    for path in CASES:
        lines = [*NEUTRAL, *path.read_bytes().split(b'\n')[1:]]
        if told(lines) != told([b'%6d\t%b' % (n, line) for n, line in enumerate(lines, 1)]):
            wrong.append(f'{path.parent.name}/{path.stem}')
    assert set(wrong) <= HIDDEN


def test_a_colour_that_ends_behind_a_line_draws_nothing_over_it() -> None:
    said = b'\x1b[36m/nest.sh: 2: make: not found\r\x1b[0m'
    cause = explain([said + b'\n\x1b[36mFinished: FAILURE\r\x1b[0m']).cause
    assert cause is not None and cause.lines[0].text == '/nest.sh: 2: make: not found'


def test_lines_of_different_indent_have_one_prefix_and_keep_the_indent() -> None:
    prefix = Prefix(f'node-7 runner[8]: {" " * (n % 7)}{n} eggs' for n in range(20))
    line = 'node-7 runner[9]:     5 eggs'
    assert prefix.strip(line) == '    5 eggs'
