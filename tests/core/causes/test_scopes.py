"""Scopes: where they begin and how they end."""

from __future__ import annotations

import pytest

from rdopkg_ci.core.causes.family import Scope
from rdopkg_ci.core.causes.log import read
from rdopkg_ci.core.causes.scopes import Survived, failed
from rdopkg_ci.core.causes.section import TASK, section


def scopes(log: str) -> list[Scope]:
    return list(read([log.encode()]).scopes)


RPM = """\
Executing(%prep): /bin/sh -e /var/tmp/rpm-tmp.a1
chmod: cannot access 'x': No such file or directory
Executing(%build): /bin/sh -e /var/tmp/rpm-tmp.b2
rook: no nest
error: Bad exit status from /var/tmp/rpm-tmp.b2 (%build)
RPM build errors:
"""
MOCK = """\
DEBUG util.py:1:  Executing command: ['/usr/bin/dnf', 'install'] with env {}
DEBUG util.py:1:  Child return code was: 0
DEBUG util.py:1:  Executing command: ['/usr/bin/dnf', 'builddep'] with env {}
DEBUG util.py:1:  Child return code was: 1
DEBUG util.py:1:  Executing command: ['/bin/umount', '-n'] with env {}
DEBUG util.py:1:  Child return code was: 32
"""
ANSIBLE = """\
TASK [one] ***
ok: [a]
TASK [two] ***
fatal: [a]: FAILED! => {"msg": "no"}
TASK [three] ***
fatal: [a]: FAILED! => {"msg": "never mind"}
...ignoring
PLAY RECAP ***
"""
STAGES = """\
[Pipeline] { (One)
[Pipeline] { (Two)
[Pipeline] { (Three)
Stage "Three" skipped due to earlier failure(s)
"""
INSTALLED = """\
Running transaction
  Installing  : rook-1-2.x86_64  1/1
Complete!
Running transaction
Failed:
  rook-1-2.x86_64
Complete!
"""
TESTS = """\
=== RUN   TestA
=== RUN   TestA/b
--- PASS: TestA (0.1s)
=== RUN   TestC
--- FAIL: TestC (0.1s)
=== RUN   TestD
--- PASS: TestD (0.1s)
"""


@pytest.mark.parametrize(
    ('log', 'ends'),
    [
        pytest.param(RPM, [True, False], id='phases of rpmbuild'),
        pytest.param(MOCK, [True, False, False], id='commands of mock'),
        pytest.param(ANSIBLE, [True, False, True], id='tasks of Ansible'),
        pytest.param(STAGES, [True, False, None], id='stages of Jenkins'),
        pytest.param(INSTALLED, [True, None], id='packages installed, all and not all'),
        pytest.param(TESTS, [None, None, False, True], id='tests of Go'),
    ],
)
def test_how_scopes_end(log: str, ends: list[bool | None]) -> None:
    assert [scope.well for scope in scopes(log)] == ends


def test_a_recap_that_tells_of_a_failure_doubts_the_tasks_above_it() -> None:
    log = 'TASK [one] ***\nTASK [two] ***\nPLAY RECAP ***\na : ok=1 unreachable=0 failed=1\n'
    assert [scope.well for scope in scopes(log) if scope.family == 'ansible'] == [None] * 2


def test_what_rpmbuild_repeats_is_no_phase_of_its_own() -> None:
    phases = scopes(RPM + '    Bad exit status from /var/tmp/rpm-tmp.b2 (%build)\n')
    assert [phase.end for phase in phases if phase.well is False] == [5]


def test_the_phase_that_a_line_is_in() -> None:
    assert [section(scopes(RPM), n) for n in (2, 4, 6)] == ['%prep', '%build', '']
    translated = 'rook\nFehler beim Beenden von /var/tmp/rpm-tmp.c3 (%install)\n'
    assert section(scopes(translated), 1) == '%install'


def test_a_task_of_a_playbook_is_one_but_in_zuul() -> None:
    said = 'PLAY [nest]\nTASK [lay an egg]\nno egg\n'
    assert section(scopes(said), 3) == TASK
    assert section(scopes(f'RUN START: [nest]\n{said}'), 4) == ''


def test_what_the_build_died_of_is_no_tidying_up() -> None:
    died = failed(scopes(MOCK))
    assert died is not None and (died.begin, died.end) == (3, 4)


def test_lines_that_were_survived() -> None:
    survived = Survived(scopes(RPM))
    assert [n in survived for n in range(1, 7)] == [True, True, False, False, False, False]
    ignored = Survived(scopes('cc: no\nmake: [Makefile:3: docs] Error 1 (ignored)\ncc: no\n'))
    assert [n in ignored for n in (1, 3)] == [True, False]
