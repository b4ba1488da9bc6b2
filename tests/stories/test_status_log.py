"""`rdopkg ci status --log` and ``--web``: one run of the board, and nothing else."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from box import Box
from life import pool
from screen import Screen

# A log of a step that colours, overwrites and tries to move the cursor.
HOSTILE = r'printf "10%%\\r99%%\\r\\nbad \\033[31mred\\033[2J\\377\\n"; exit 7'
PAGER = 'import sys; print("paged", sys.argv[1:]); print(sys.stdin.read(), end="")'


def test_the_failed_steps_log_is_what_the_step_left(kilo: Box) -> None:
    [broken] = pool(kilo, 'broken')
    [row] = kilo.json('ci', 'status', broken, code=3)['updates']
    left = Path(urlsplit(row['targets'][0]['log_url']).path).read_text()
    for words in ((broken, '--log'), ('--log', broken), (broken, '--log', 'kilo/epel-7')):
        assert kilo.run('ci', 'status', *words, code=3) == (3, left, '')


def test_a_log_is_safe_for_the_terminal(kilo: Box) -> None:
    kilo.edit('ci.yml', 'steps: []', f"steps: [{{name: own, command: [sh, -c, '{HOSTILE}']}}]")
    [good] = pool(kilo, 'good')
    said = kilo.run('ci', 'status', good, '--log', code=3)
    assert '\n10%\n99%\nbad red\N{REPLACEMENT CHARACTER}\n' in said.out
    assert '\x1b' not in said.out


def test_a_log_goes_through_the_pager_of_a_terminal(kilo: Box) -> None:
    [broken] = pool(kilo, 'broken')
    plain = kilo.run('ci', 'status', broken, '--log', code=3).out
    pager = kilo.work / 'pager.py'
    pager.write_text(PAGER)
    command = f'{sys.executable} {pager} "two words" ; $(exit)'
    screen = Screen(kilo, 'ci', 'status', broken, '--log', PAGER=command)
    assert screen.end() == 3
    assert screen.shown == f"paged ['two words', ';', '$(exit)']\n{plain}"


@pytest.mark.parametrize(
    ('pager', 'code'),
    [
        pytest.param('', 3, id='none'),
        pytest.param('no-such-program-here', 3, id='not installed'),
        pytest.param('"', 2, id='not a command'),
        pytest.param('true', 3, id='left at once'),
    ],
)
def test_a_log_without_a_pager_that_reads_it(kilo: Box, pager: str, code: int) -> None:
    [broken] = pool(kilo, 'broken')
    plain = kilo.run('ci', 'status', broken, '--log', code=3).out
    screen = Screen(kilo, 'ci', 'status', broken, '--log', PAGER=pager)
    assert screen.end() == code
    shown = {2: 'error: PAGER is not a command: no closing quotation\n', 3: plain}[code]
    assert pager == 'true' or screen.shown.startswith(shown)
    assert 'Traceback' not in screen.shown


def test_of_several_red_runs_one_is_to_be_named(kilo: Box) -> None:
    text = 'notes: two targets\nbuilds:\n' + ''.join(
        f'  - {{id: nothing-1-1, source: local, repo: kilo, dist: {dist}}}\n'
        for dist in ('el7', 'f22')
    )
    both = kilo.run('update', kilo.write('both.yml', text), '-a').out[:4]
    kilo.run('ci', 'gate')
    for option in ('--log', '--web'):
        said = kilo.run('ci', 'status', option, code=2)
        assert said.err == (
            'error: which of these 2 runs?\n'
            f'  rdopkg ci status {both} {option} kilo/el7\n'
            f'  rdopkg ci status {both} {option} kilo/f22\n'
        )
        assert said.out == ''
    assert 'nothing-1-1' in kilo.run('ci', 'status', '--log', 'kilo/f22', code=3).out
    said = kilo.run('ci', 'status', both, '--log', 'kilo/el8', code=2)
    assert said.err == (
        'error: nothing of this is red\n'
        'It is red on kilo/el7, kilo/f22: `--log kilo/el7` shows it.\n'
    )


def test_the_page_of_a_run_is_printed_where_no_browser_is(kilo: Box) -> None:
    [broken] = pool(kilo, 'broken')
    [row] = kilo.json('ci', 'status', broken, code=3)['updates']
    url = f'{row["targets"][0]["url"]}\n'
    assert kilo.run('ci', 'status', '--web', broken, code=3).out == url
    # A browser is for pages of the web.
    screen = Screen(kilo, 'ci', 'status', '--web', DISPLAY=':0', BROWSER='false')
    assert (screen.end(), screen.shown) == (3, url)


def test_the_page_of_what_has_not_run_is_that_of_its_review(kilo: Box) -> None:
    said = kilo.run('update', kilo.demo('good.yml')).out.splitlines()
    shown = kilo.run('ci', 'status', '--web', code=8).out
    # A review in a git repo has no page, but there is a command to see it by.
    assert shown == f'{said[1]}\n'
    words = shlex.split(shown)
    assert words[0] == 'git'
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=kilo.environ)
    assert '+++ b/updates/' in done.stdout


@pytest.mark.parametrize(
    ('words', 'message'),
    [
        pytest.param(('--log',), 'nothing of this is red', id='nothing is red'),
        pytest.param(('--web',), 'nothing of this has run', id='nothing has run'),
        pytest.param(('--log', '--web'), 'not allowed with argument --log', id='both'),
        pytest.param(('--log', 'nope'), "nothing is known of 'nope'", id='a name of nothing'),
        pytest.param(('--log', '--json'), '--json: only without --log and --web', id='as data'),
    ],
)
def test_what_cannot_be_shown(kilo: Box, words: tuple[str, ...], message: str) -> None:
    assert message in kilo.run('ci', 'status', *words, code=2).err


def test_a_terminal_that_takes_links_has_them(kilo: Box) -> None:
    kilo.run('update', kilo.demo('good.yml'))
    for when, linked in (('auto', True), ('never', False)):
        screen = Screen(kilo, 'ci', 'status', '--color', when, FORCE_HYPERLINK='1')
        assert screen.end() == 8
        assert ('\x1b]8;;file://' in screen.shown) is linked
