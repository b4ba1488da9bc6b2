from __future__ import annotations

import io
import os
from collections.abc import Iterator
from typing import TextIO

import pytest

from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.view.style import SIGNS, paint_for, plain


@pytest.fixture
def terminal() -> Iterator[TextIO]:
    """A real one, with nobody in front of it."""
    ours, theirs = os.openpty()
    with open(theirs, 'w') as stream:
        yield stream
    os.close(ours)


def test_every_verdict_has_a_sign_and_no_two_that_differ_for_people_share_one() -> None:
    assert set(SIGNS) == set(Verdict)
    loud = [SIGNS[one] for one in (Verdict.PASSED, Verdict.ERRORED, Verdict.FAILED)]
    assert len(set(loud)) == 3


@pytest.mark.parametrize('verdict', Verdict)
def test_every_verdict_has_a_colour(verdict: Verdict, terminal: TextIO) -> None:
    painted = paint_for(terminal, 'always', {'TERM': 'xterm-256color'})(verdict, 'word')
    assert 'word' in painted and painted != 'word'


@pytest.mark.parametrize(
    ('is_terminal', 'when', 'environ', 'colours'),
    [
        pytest.param(True, 'auto', {'TERM': 'xterm'}, True, id='a terminal'),
        pytest.param(False, 'auto', {'TERM': 'xterm'}, False, id='a pipe'),
        pytest.param(True, 'never', {'TERM': 'xterm'}, False, id='never'),
        pytest.param(False, 'always', {'TERM': 'xterm'}, True, id='always'),
        pytest.param(True, 'auto', {'TERM': 'xterm', 'NO_COLOR': '1'}, False, id='NO_COLOR'),
        pytest.param(True, 'always', {'TERM': 'xterm', 'NO_COLOR': '1'}, True, id='asked for'),
        pytest.param(False, 'auto', {'CLICOLOR_FORCE': '1'}, True, id='CLICOLOR_FORCE'),
        pytest.param(False, 'auto', {'CLICOLOR_FORCE': '0'}, False, id='CLICOLOR_FORCE off'),
    ],
)
def test_when_there_are_colours(
    terminal: TextIO, is_terminal: bool, when: str, environ: dict[str, str], colours: bool
) -> None:
    stream = terminal if is_terminal else io.StringIO()
    assert (paint_for(stream, when, environ) is not plain) == colours
