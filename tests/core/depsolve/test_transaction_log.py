"""What rpm says of scriptlets that failed, in its words of several versions."""

from __future__ import annotations

import pytest

from rdopkg_ci.core.causes.cause import Line
from rdopkg_ci.core.depsolve.transaction_log import cause_of, failed_scriptlets

NOVA = 'nova-2-1.el7.noarch'


@pytest.mark.parametrize(
    ('text', 'scriptlet'),
    [
        pytest.param(
            f'warning: %post({NOVA}) scriptlet failed, exit status 3', '%post', id='shell'
        ),
        pytest.param(f'error: %prein({NOVA}) scriptlet failed, signal 9', '%prein', id='killed'),
        pytest.param(
            f'error: lua script failed: [string "%posttrans({NOVA})"]:1: boo',
            '%posttrans',
            id='Lua',
        ),
        pytest.param(f'  Running scriptlet: {NOVA}    1/2', '', id='one that runs'),
        pytest.param(f'echo: %post({NOVA}) scriptlet failed', '', id='the words of a script'),
        pytest.param(
            'Error in POSTIN scriptlet in rpm package nova',
            '',
            id="dnf's own, which names no version",
        ),
    ],
)
def test_a_scriptlet_that_failed(text: str, scriptlet: str) -> None:
    found = failed_scriptlets([Line(1, 'said before'), Line(2, text)])
    expected = [(scriptlet, NOVA)] if scriptlet else []
    assert [(one.scriptlet, one.package) for one in found] == expected


def test_the_cause_names_the_updates_of_all_of_them() -> None:
    lines = [
        Line(n, f'warning: %post({name}-1-1.noarch) scriptlet failed, exit status 1')
        for n, name in enumerate(('a', 'b', 'c'), 1)
    ]
    names = {'a-1-1.noarch': 'aaaa', 'b-1-1.noarch': 'bbbb', 'c-1-1.noarch': ''}
    cause = cause_of(failed_scriptlets(lines), names)
    assert cause.summary == '%post of a-1-1.noarch failed, and 2 more'
    assert cause.at_fault == ('aaaa', 'bbbb')
