"""The command line itself: help, near names, exit codes, and what the host sees of us."""

from __future__ import annotations

import json
import os
import pwd
import subprocess
import sys
from pathlib import Path

import pytest
from box import PATIENCE, ROOT, Box

from rdopkg_ci import __version__, settings
from rdopkg_ci.menu import COMMANDS


def test_help_lists_every_command_in_one_line(box: Box) -> None:
    said = box.run('ci', '--help')
    for name, summary in COMMANDS.items():
        assert f'  {name:11} {summary}\n' in said.out
    assert 'not finished yet' in said.out


@pytest.mark.parametrize('name', COMMANDS)
def test_each_command_has_help_of_its_own(box: Box, name: str) -> None:
    said = box.run('ci', name, '--help')
    assert said.out.startswith(f'usage: rdopkg ci {name}')
    assert 'exit codes' in said.out.lower()


def test_help_of_one_command_is_what_it_says_itself(box: Box) -> None:
    assert box.run('ci', 'help', 'status') == box.run('ci', 'status', '--help')


@pytest.mark.parametrize('word', ['--version', 'version'])
def test_the_version(box: Box, word: str) -> None:
    assert box.run('ci', word) == (0, f'rdopkg-ci {__version__}\n', '')


def test_update_says_where_local_looks(box: Box) -> None:
    said = box.run('update', '--help')
    assert 'RDOPKG_CI_SOURCES_LOCAL' in said.out
    assert '--phase2' in said.out and '--dry-run' in said.out


@pytest.mark.parametrize(
    ('words', 'message'),
    [
        pytest.param(('ci',), 'which command?', id='no command'),
        pytest.param(
            ('ci', 'statsu'), "there is no command 'statsu', did you mean 'status'?", id='near name'
        ),
        pytest.param(
            ('ci', 'update', 'up.yml'), 'Leave out `ci`: `rdopkg update up.yml`', id='not of ci'
        ),
        pytest.param(('ci', 'st'), "did you mean 'status'?\n`rdopkg ci help`", id='abbreviated'),
        pytest.param(
            ('ci', 'status', '--jsn'), "--jsn; did you mean '--json'?\nusage:", id='near option'
        ),
        pytest.param(('ci', 'help', 'statsu'), "did you mean 'status'?", id='help of no command'),
        pytest.param(('ci', 'zzz\x1b[31m'), 'there is no command', id='hostile name'),
        pytest.param(('update',), 'which update file?', id='no file'),
        pytest.param(
            ('update', 'none.yml'), 'none.yml: No such file or directory', id='no such file'
        ),
        pytest.param(
            ('update', 'kilo'), '`rdopkg update --phase2 kilo`', id='a release and no file'
        ),
        pytest.param(
            ('update', 'Kilo/centos7', '-n'),
            'No such file or directory\nTo test the pool of a release: `rdopkg update --phase2 kilo`',
            id='a target and no file',
        ),
        pytest.param(('ci', 'promote', 'klio'), "did you mean 'kilo'?", id='no release'),
        pytest.param(
            ('ci', 'gate', '--once', '--timer'), '--once: not with --timer', id='two kinds of pass'
        ),
        pytest.param(('ci', 'status', 'zzzz'), "nothing is known of 'zzzz'", id='unknown id'),
        pytest.param(
            ('ci', 'disable', 'juno', '--reason', 'x', '--until', '2099-01-01'),
            'RELEASE/DIST',
            id='no target',
        ),
    ],
)
def test_wrong_usage_ends_with_2(box: Box, words: tuple[str, ...], message: str) -> None:
    said = box.run(*words, code=2)
    assert said.out == ''
    assert message in said.err
    assert '\x1b' not in said.err and 'Traceback' not in said.err


def test_errors_are_json_too(box: Box) -> None:
    said = box.run('ci', 'status', 'zzzz', '--json', code=2)
    assert json.loads(said.out)['error']['exit_code'] == 2


def test_a_reader_that_goes_away_is_no_failure(box: Box) -> None:
    command = f'{sys.executable} -m rdopkg_ci ci --help | head -1'
    process = subprocess.run(
        command,
        shell=True,
        cwd=box.work,
        env=box.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert 'Traceback' not in process.stderr


def test_a_file_in_the_conf_d_of_rdopkg_does_not_hurt(box: Box, home: Path) -> None:
    (home / '.rdopkg' / 'conf.d').mkdir(parents=True)
    (home / '.rdopkg' / 'conf.d' / 'broken.py').write_text('raise RuntimeError("read me not")')
    assert box.run('ci', 'status').out == 'No updates are on their way.\n'


@pytest.mark.parametrize(
    ('text', 'message'),
    [
        pytest.param('homme: /x\n', "unknown key 'homme'", id='unknown key'),
        pytest.param('- a\n', 'must be a mapping', id='no mapping'),
        pytest.param('a: [\n', 'is not YAML', id='no YAML'),
        pytest.param('runs: {workers: many}\n', 'line 1: runs.workers', id='no number'),
        pytest.param('sources: /x\n', 'write sources: {local: /x}', id='as it was before'),
        pytest.param(
            'publish: {stage: here}\n',
            "line 1: publish.stage 'here' must be a path from / or ~ on",
            id='no absolute path',
        ),
        pytest.param(
            'publish: {stage: /x/y, production: /x}\n',
            'publish.stage: /x/y and publish.production: /x must lie apart',
            id='one in the other',
        ),
    ],
)
def test_broken_settings_are_named(box: Box, home: Path, text: str, message: str) -> None:
    (home / '.rdopkg').mkdir()
    (home / '.rdopkg' / 'ci.yml').write_text(text)
    said = box.run('ci', 'status', code=2)
    assert message in said.err


def test_a_variable_that_counts_for_nothing_is_named(box: Box) -> None:
    box.environ['RDOPKG_CI_LOCAL'] = '/srv/rpms'
    told = 'RDOPKG_CI_LOCAL is no setting; did you mean RDOPKG_CI_SOURCES_LOCAL?'
    assert box.run('ci', 'status').err == f'warning: {told}\n'
    said = box.run('ci', 'doctor', code=None)
    assert f'environment: {told}\n' in said.out and not said.err


def test_doctor_asks_what_the_runs_of_this_machine_need(box: Box) -> None:
    pytest.importorskip('solv', reason='needs solv, which is for Python 3.11 and newer')
    said = box.run('ci', 'doctor').out
    assert '+ libraries: createrepo_c and solv\n' in said
    repos = len(list((box.home / 'production').glob('*/*')))
    assert f'+ production: {repos} repos below {box.home}/production\n' in said
    place = box.home / 'production' / 'kilo' / 'el7'
    (place / 'foo.rpm').write_bytes(b'')
    (box.work / 'createrepo_c.py').write_text('raise ImportError')
    box.environ['PYTHONPATH'] = f'{box.work}:{box.environ.get("PYTHONPATH", "")}'
    said = box.run('ci', 'doctor', code=1).out
    assert f'x production kilo/el7: file://{place}: there are RPMs, but no metadata\n' in said
    assert f'Make it with: createrepo_c {place}\n' in said
    assert 'x libraries: the Python library createrepo_c is not installed\n' in said
    box.environ['RDOPKG_CI_PUBLISH_PRODUCTION'] = '/srv/other'
    said = box.run('ci', 'doctor', code=1).out
    assert 'but publish.production leads to /srv/other/kilo/el7\n' in said


def test_an_empty_home_is_not_the_root(box: Box) -> None:
    """Nothing is written there; only where it would be is asked."""
    assert (
        settings.load({'HOME': ''}).home
        == Path(pwd.getpwuid(os.getuid()).pw_dir) / '.rdopkg' / 'ci'
    )


@pytest.mark.parametrize(
    'words', [('disable', 'kilo', '--reason', 'x', '--until', '2099-01-01'), ('enable', 'kilo')]
)
def test_what_is_no_target_is_told_so(box: Box, words: tuple[str, ...]) -> None:
    assert (
        "'kilo' is not a target: write RELEASE/DIST, such as juno/epel-7"
        in box.run('ci', *words, code=2).err
    )


def test_gerrit_is_not_known_yet_and_that_is_said(box: Box, home: Path) -> None:
    (home / '.rdopkg').mkdir()
    (home / '.rdopkg' / 'ci.yml').write_text('gerrit: {url: "https://gerrit.example.org"}\n')
    assert 'gerrit.url is set' in box.run('ci', 'status', code=2).err


@pytest.mark.parametrize(
    'words',
    ['status', 'gate', 'doctor', 'check', 'policy', 'promote', 'retry', 'topic up.yml'],
)
def test_looking_makes_nothing(tmp_path: Path, words: str) -> None:
    box = Box(tmp_path)
    said = box.run('ci', *words.split(), code=None)
    assert said.code == (1 if words == 'doctor' else 2)
    assert f'there is no rdo-update repo at {box.home} yet' in said.out + said.err
    assert not box.home.exists()


def test_an_admin_may_come_first(tmp_path: Path) -> None:
    box = Box(tmp_path)
    assert '`rdopkg ci policy --init`' in box.run('ci', 'status', code=2).err
    assert '--init: only without FILE' in box.run('ci', 'policy', '--init', 'x', code=2).err
    assert not box.home.exists()
    repo = box.home / 'rdo-update.git'
    said = box.run('ci', 'policy', '--init').out
    assert said.startswith(f'made {repo}: clone it, edit ci.yml, commit, and push\na policy of ')
    assert box.run('ci', 'status').out == 'No updates are on their way.\n'
    again = box.run('ci', 'policy', '--init', code=2).err
    assert f'{repo} is there already' in again and f'git clone {repo}' in again
    box.environ['RDOPKG_CI_UPDATE_REPO'] = 'https://git.example.org/rdo-update'
    assert 'name an rdo-update repo elsewhere' in box.run('ci', 'policy', '--init', code=2).err


def test_a_dry_run_before_it_goes_by_the_policy_to_come(tmp_path: Path) -> None:
    box = Box(tmp_path)
    said = box.run('update', box.demo('good.yml'), '--dry-run')
    assert 'topic:   kilo_el7\n' in said.out and not box.home.exists()


def test_the_first_submission_makes_the_embedded_world(tmp_path: Path) -> None:
    box = Box(tmp_path)
    said = box.run('update', box.demo('good.yml'))
    assert said.err.startswith(f'made {box.home}/rdo-update.git: an rdo-update repo')
    assert box.run('update', 'good.yml').err == ''
    assert box.files() == ['ci.yml']
    assert (box.home / 'production' / 'kilo' / 'el7').is_dir()
    assert box.log() == ['Start with a policy of our own']


CLOSED = [
    ('<&-', 'status', 0),
    ('<&-', 'explain -', 0),
    ('>&-', 'status', 0),
    ('2>&-', 'status', 0),
    ('2>&-', 'statsu', 2),
    ('<&- >&- 2>&-', 'status', 0),
]


@pytest.mark.parametrize(('how', 'words', 'code'), CLOSED)
def test_closed_streams(box: Box, how: str, words: str, code: int) -> None:
    command = f'{sys.executable} -m rdopkg_ci ci {words} {how}'
    done = subprocess.run(
        ['sh', '-c', command],
        cwd=box.work,
        env=box.environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert 'Traceback' not in done.stderr
    assert done.returncode == code
    if '2>&-' in how:
        assert 'error' not in done.stdout, 'what is an error is no output'


@pytest.mark.parametrize('encoding', ['latin-1', 'ascii', 'utf-8'])
def test_any_encoding_of_the_terminal(box: Box, encoding: str) -> None:
    box.environ.update(PYTHONIOENCODING=encoding, PYTHONUTF8='0')
    (box.work / 'x.log').write_text('x.c:1:2: error: caf\u00e9 \u2717 \u2026 failed\n', 'utf-8')
    commands = [
        ('ci', 'explain', 'x.log'),
        ('ci', '--help'),
        ('update', '--help'),
        ('ci', 'help'),
        ('ci', 'status', '\u2026\u03bb'),
    ]
    for words in commands:
        out, err = box.popen(*words, encoding=encoding).communicate(timeout=PATIENCE)
        assert out or 'status' in words
        assert 'Traceback' not in err


def test_a_terminal_that_nobody_knows_has_no_colours(box: Box) -> None:
    del box.environ['NO_COLOR']
    box.environ.update(TERM='nonsense', CLICOLOR_FORCE='1')
    assert box.run('ci', 'status').out == 'No updates are on their way.\n'


def test_an_interrupt_at_any_time_is_no_traceback(box: Box) -> None:
    """While modules are imported, too; before Python itself is up nobody can help it."""
    code = 'import os, signal, sys; sys.path.insert(0, {root!r})\n{hook}\nimport rdopkg_ci.__main__'
    hook = (
        'class Finder:\n'
        '    def find_spec(self, name, path=None, target=None):\n'
        '        if name == {name!r}: os.kill(os.getpid(), signal.SIGINT)\n'
        'sys.meta_path.insert(0, Finder())'
    )
    for name in (
        'rdopkg.shell',
        'rdopkg_ci.actions',
        # From here on rdopkg would end with 1.
        'rdopkg_ci.cli.ci_command',
        'rdopkg_ci.commands.ci.status',
        'yaml',
    ):
        text = code.format(root=str(ROOT), hook=hook.format(name=name))
        words = [
            sys.executable,
            '-c',
            f'{text}; sys.exit(rdopkg_ci.__main__.main())',
            'ci',
            'status',
        ]
        done = subprocess.run(
            words, cwd=box.work, env=box.environ, capture_output=True, text=True, check=False
        )
        assert (done.returncode, 'Traceback' in done.stderr) == (130, False), (name, done.stderr)


@pytest.mark.parametrize(
    ('words', 'message'),
    [
        pytest.param(('status', '--nope'), 'unrecognized arguments: --nope', id='an option'),
        pytest.param(('show',), 'the following arguments are required: WHAT', id='an argument'),
        pytest.param(('status', 'zz9z'), "nothing is known of 'zz9z'", id='a name'),
    ],
)
def test_wrong_usage_is_data_too(box: Box, words: tuple[str, ...], message: str) -> None:
    told = box.json('ci', *words, code=2)
    assert message in told['error']['message'] and told['error']['exit_code'] == 2
