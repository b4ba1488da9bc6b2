from __future__ import annotations

import io

import pytest

from rdopkg_ci.view.links import link_for

URL = 'https://ci.example.org/job/rdo-phase1/7/'
LINKED = f'\x1b]8;;{URL}\x1b\\7\x1b]8;;\x1b\\'


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ('environ', 'linked'),
    [
        pytest.param({'TERM': 'xterm-kitty'}, True, id='by its name'),
        pytest.param({'TERM': 'xterm-256color', 'VTE_VERSION': '7200'}, True, id='VTE'),
        pytest.param({'TERM': 'xterm-256color', 'VTE_VERSION': '4600'}, False, id='an old VTE'),
        pytest.param({'TERM': 'xterm-256color', 'VTE_VERSION': 'x'}, False, id='a strange VTE'),
        pytest.param({'TERM': 'xterm-256color', 'TERM_PROGRAM': 'WezTerm'}, True, id='by program'),
        pytest.param({'TERM': 'xterm-256color', 'WT_SESSION': '1'}, True, id='by a mark'),
        pytest.param({'TERM': 'xterm-256color'}, False, id='any xterm'),
        pytest.param({'TERM': 'linux'}, False, id='the console'),
        pytest.param({'TERM': 'dumb', 'VTE_VERSION': '7200'}, False, id='dumb'),
        pytest.param({'TERM': 'tmux-256color', 'VTE_VERSION': '7200'}, False, id='in tmux'),
        pytest.param({'TERM': 'tmux', 'FORCE_HYPERLINK': '1'}, True, id='forced'),
        pytest.param({'TERM': 'xterm-kitty', 'FORCE_HYPERLINK': '0'}, False, id='forbidden'),
        pytest.param({'TERM': 'xterm-kitty', 'NO_COLOR': '1'}, False, id='plain'),
        pytest.param({}, False, id='nothing known'),
    ],
)
def test_which_terminals_take_links(environ: dict[str, str], linked: bool) -> None:
    assert link_for(Terminal(), 'auto', environ)(URL, '7') == (LINKED if linked else '7')


@pytest.mark.parametrize(
    ('stream', 'when'),
    [
        pytest.param(io.StringIO(), 'always', id='no terminal, though it has colours'),
        pytest.param(Terminal(), 'never', id='never'),
    ],
)
def test_where_there_are_none(stream: io.StringIO, when: str) -> None:
    assert link_for(stream, when, {'TERM': 'xterm-kitty'})(URL, '7') == '7'


@pytest.mark.parametrize(
    'url',
    ['', 'javascript:x', 'https://a/\x1b\\\x1b[2J', 'https://a/\u202e', 'https://a/b c', '/runs/1'],
)
def test_nothing_else_gets_into_the_sequence(url: str) -> None:
    assert link_for(Terminal(), 'auto', {'TERM': 'xterm-kitty'})(url, '7') == '7'
