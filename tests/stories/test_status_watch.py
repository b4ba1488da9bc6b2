"""`rdopkg ci status --watch`: until nothing goes on, and through what fails meanwhile."""

from __future__ import annotations

import signal
import subprocess

import pytest
from box import Box
from life import pool
from screen import Screen

PAUSE = '0.2'
LEFT = '\x1b[?7h\x1b[?25h\x1b[?1049l'


def held(box: Box) -> str:
    """An update whose run goes on until it is let go."""
    box.hold()
    update_id = box.run('update', box.demo('good.yml')).out[:4]
    box.run('ci', 'gate', '--once', code=8)
    box.until_held()
    return update_id


def until(process: subprocess.Popen[str], text: str) -> list[str]:
    """The lines of its output up to one that holds ``text``."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if text in line:
            return lines
    raise AssertionError(f'ended without {text!r}: {lines}')


def test_elsewhere_it_says_a_line_a_change_and_then_the_board(kilo: Box) -> None:
    good = held(kilo)
    watch = kilo.popen('ci', 'status', '--watch', PAUSE, good)
    until(watch, f'{good} on kilo/el7: phase1 running')
    kilo.let_go()
    until(watch, f'{good} on kilo/el7: phase1 passed')
    assert watch.stdout and watch.stderr
    kilo.run('ci', 'gate')
    until(watch, f'{good}: updates/: passed; ')
    # Not by communicate, which knows nothing of the lines that were read ahead.
    told = watch.stdout.read()
    assert told.startswith(f'{good}  updates/  ')
    assert (watch.stderr.read(), watch.wait(120)) == ('', 0)


def test_it_ends_red_with_what_is_red(kilo: Box) -> None:
    kilo.edit('ci.yml', 'steps: []', 'steps: [{name: own, command: ["false"]}]')
    good = kilo.run('update', kilo.demo('good.yml')).out[:4]
    kilo.run('ci', 'gate', '--once', code=8)
    said = kilo.run('ci', 'status', good, '--watch', PAUSE, code=3)
    assert f'{good} on kilo/el7: phase1 failed: false ended with code 1\n' in said.out
    assert '          to blame: test (command-failed)' in said.out


def test_as_data_it_says_nothing_before_the_end(kilo: Box) -> None:
    held(kilo)
    watch = kilo.popen('ci', 'status', '--watch', PAUSE, '--json')
    kilo.let_go()
    kilo.run('ci', 'gate')
    out, _ = watch.communicate(timeout=120)
    assert watch.returncode == 0 and out.startswith('{\n "schema": 1,')


def test_on_a_terminal_it_draws_in_place_and_leaves_the_board(kilo: Box) -> None:
    good = held(kilo)
    screen = Screen(kilo, 'ci', 'status', '--watch', PAUSE)
    screen.until('~ running')
    kilo.let_go()
    screen.until('+ passed')
    kilo.run('ci', 'gate')
    assert screen.end() == 0
    drawn, _, after = screen.shown.partition(LEFT)
    assert drawn.startswith('\x1b[?1049h') and 'Ctrl-C ends' in drawn
    assert '\x1b[H' not in after and after.startswith(f'{good}  updates/ ')


def test_it_draws_again_when_the_size_changes_and_while_time_passes(kilo: Box) -> None:
    held(kilo)
    screen = Screen(kilo, 'ci', 'status', '--watch', '3600', columns=30, lines=2)
    screen.until('… and 3 more\x1b[K\x1b[J')
    screen.resize(100, 20)
    screen.until('~ running')
    screen.until('~ running')
    screen.interrupt()
    assert screen.end() == 8
    kilo.let_go()


def test_while_something_waits_for_the_gate_what_is_red_does_not_end_it(kilo: Box) -> None:
    pool(kilo, 'broken')
    good = held(kilo)
    watch = kilo.popen('ci', 'status', '--watch', PAUSE)
    kilo.let_go()
    until(watch, f'{good} on kilo/el7: phase1 passed')
    kilo.run('ci', 'gate')
    until(watch, f'{good}: updates/: passed')
    assert watch.wait(120) == 3


@pytest.mark.parametrize('terminal', ['dumb', 'xterm'])
def test_an_interrupt_ends_it_with_what_is_known(kilo: Box, terminal: str) -> None:
    held(kilo)
    screen = Screen(kilo, 'ci', 'status', '--watch', PAUSE, TERM=terminal)
    screen.until('running')
    screen.interrupt()
    assert screen.end() == 8
    assert 'interrupted; runs go on' in screen.shown and 'Traceback' not in screen.shown
    assert (LEFT in screen.shown) is (terminal == 'xterm')
    kilo.let_go()


def test_a_terminal_is_given_back_when_it_is_told_to_go(kilo: Box) -> None:
    held(kilo)
    screen = Screen(kilo, 'ci', 'status', '--watch', PAUSE)
    screen.until('running')
    screen.interrupt(signal.SIGTERM)
    assert screen.end() == 128 + signal.SIGTERM
    assert 'told to end; runs' in screen.shown.rpartition(LEFT)[2]
    kilo.let_go()


def test_a_server_that_fails_for_a_while_is_said_and_watched_on(kilo: Box) -> None:
    good = held(kilo)
    repo = kilo.home / 'rdo-update.git'
    kilo.environ['RDOPKG_CI_UPDATE_REPO'] = str(repo)
    watch = kilo.popen('ci', 'status', '--watch', PAUSE)
    until(watch, f'{good} on kilo/el7: phase1 running')
    repo.rename(kilo.home / 'away')
    assert watch.stderr is not None
    assert 'warning: ' in watch.stderr.readline()
    (kilo.home / 'away').rename(repo)
    kilo.let_go()
    until(watch, f'{good} on kilo/el7: phase1 passed')
    kilo.run('ci', 'gate')
    assert watch.wait(120) == 0


@pytest.mark.parametrize('seconds', ['0', '-1', 'nan', 'inf', '1e9'])
def test_pauses_that_nobody_means(kilo: Box, seconds: str) -> None:
    said = kilo.run('ci', 'status', f'--watch={seconds}', code=2)
    assert 'SECONDS are from 0.1 to 86400' in said.err


def test_a_word_after_it_that_is_no_number_is_what_to_watch(kilo: Box) -> None:
    assert kilo.run('ci', 'status', '--watch', 'kilo').out == 'Nothing of this is on its way.\n'
