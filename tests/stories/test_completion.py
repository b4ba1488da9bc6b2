"""`rdopkg ci completion`: its scripts in the real shells."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from box import Box
from life import submit
from servers.process import free_port

# Each sources the script, completes a line as at a key, and prints what it offers.
ASKED = {
    'bash': """
        . ./script
        COMP_WORDS=({line}) COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
        _rdopkg_ci
        printf '%s\\n' "${{COMPREPLY[@]}}" | sort""",
    'zsh': """
        compdef() {{ : }}
        compadd() {{ print -rl -- "${{(@P)@[-1]}}" }}
        _files() {{ print -rl -- $words[CURRENT]*(N) }}
        . ./script
        words=({line}) CURRENT=$#words
        _rdopkg_ci""",
    'fish': """
        source ./script
        complete --do-complete "{text}" | cut -f 1""",
}


@pytest.fixture
def shells(box: Box) -> Box:
    box.install()
    return box


def asked(box: Box, shell: str, *words: str) -> list[str]:
    """What a shell offers for the last word."""
    if not shutil.which(shell):
        pytest.skip(f'no {shell}')
    (box.work / 'script').write_text(box.run('ci', 'completion', shell).out)
    line = ' '.join(f"'{word}'" for word in ('rdopkg', *words))
    script = ASKED[shell].format(line=line, text=' '.join(('rdopkg', *words)))
    options = ['--no-config'] if shell == 'fish' else ['-f'] if shell == 'zsh' else ['--norc']
    done = subprocess.run(
        [shell, *options, '-c', script],
        cwd=box.work,
        env=box.environ,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stderr == ''
    return sorted(filter(None, done.stdout.splitlines()))


@pytest.mark.parametrize('shell', ASKED)
def test_a_shell_offers_commands_options_and_what_there_is(shells: Box, shell: str) -> None:
    [good] = submit(shells, 'good')
    shells.run('ci', 'status', code=None)
    assert asked(shells, shell, 'new') == ['new-version']
    assert asked(shells, shell, 'ci', 'sta') == ['status']
    assert asked(shells, shell, 'ci', 'status', 'r') == ['ready', 'red', 'review', 'running']
    assert asked(shells, shell, 'update', '--ph') == ['--phase2']
    assert asked(shells, shell, 'ci', 'withdraw', '') == [good, 'openstack-glance']
    assert asked(shells, shell, 'ci', 'show', 'open') == ['openstack-glance']
    assert asked(shells, shell, 'ci', 'enable', 'kilo/e') == ['kilo/el7']


@pytest.mark.parametrize('shell', ASKED)
def test_a_shell_offers_files_and_what_else_they_may_stand_for(shells: Box, shell: str) -> None:
    shells.begin()
    shells.run('ci', 'status')
    shells.write('kilo-nova.yml', '')
    if shell == 'zsh':
        # Who completes files in bash by itself is readline.
        assert asked(shells, shell, 'update', 'kil') == ['kilo-nova.yml']
    assert 'kilo' not in asked(shells, shell, 'update', 'kil')
    assert asked(shells, shell, 'update', '--phase2', 'kil') == ['kilo']
    for command in ('explain', 'status'):
        offered = asked(shells, shell, 'ci', command, 'kil')
        assert offered == ['kilo', 'kilo-nova.yml', 'kilo/el7', 'kilo/f22']
    assert asked(shells, shell, 'ci', 'help', 'wi') == ['withdraw']
    words = ('--color', '=', 'a') if shell == 'bash' else ('--color=a',)
    assert [
        one.removeprefix('--color=') for one in asked(shells, shell, 'ci', 'status', *words)
    ] == [
        'always',
        'auto',
    ]


def test_fish_offers_files_where_we_know_nothing(shells: Box) -> None:
    shells.write('up.yml', '')
    assert asked(shells, 'fish', 'update', 'u') == ['up.yml']


def test_completing_asks_no_server_and_makes_nothing(tmp_path: Path) -> None:
    box = Box(tmp_path)
    box.environ['RDOPKG_CI_GERRIT_URL'] = f'http://127.0.0.1:{free_port()}'
    box.environ['RDOPKG_CI_GERRIT_PROJECT'] = 'rdo-update'
    asking = box.popen('ci', 'completion', '--words', stdin=subprocess.PIPE)
    assert asking.communicate('ci\nwithdraw\n\n', timeout=120) == ('', '')
    assert asking.returncode == 0
    assert not box.home.exists()
