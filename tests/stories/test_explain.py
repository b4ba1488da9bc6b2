"""`rdopkg ci explain`: files, standard input, web servers; text and JSON."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from box import Box
from life import pool, submit
from webserver import WebServer, serving

LOG = """\
+ make
gcc -c error.c
\x1b[31msrc/main.c:12:5: error: unknown type name 'colour_t'\x1b[0m
make: *** [all] Error 1
"""
CAUSE = "src/main.c:12:5: error: unknown type name 'colour_t'"


def archive() -> bytes:
    """Of one log, a green one."""
    stream, said = io.BytesIO(), b'Finished: SUCCESS\n'
    with tarfile.open(fileobj=stream, mode='w') as tar:
        member = tarfile.TarInfo('green.log')
        member.size = len(said)
        tar.addfile(member, io.BytesIO(said))
    return stream.getvalue()


@pytest.fixture
def server(box: Box) -> Iterator[str]:
    with serving(box.work) as url:
        yield url


def test_a_log_in_words(box: Box) -> None:
    said = box.run('ci', 'explain', box.write('build.log', LOG))
    assert said.out.startswith(f'{CAUSE}\n> 3: {CAUSE}\n  4: make: ')
    assert said.out.endswith('  to blame: package (compile-error)\n')
    assert '\x1b' not in said.out


def test_several_logs_a_line_each(box: Box) -> None:
    logs = {'red': LOG, 'green': 'Finished: SUCCESS\n', 'cut': 'hello\n', 'none': ''}
    for name, text in logs.items():
        box.write(name, text)
    assert box.run('ci', 'explain', '--short', *logs).out == (
        f'red: package (compile-error): {CAUSE}\n'
        'green: it succeeded\n'
        'cut: it does not say how it ended\n'
        'none: this is no log: it is empty\n'
    )


def test_several_logs_as_json_lines(box: Box, server: str) -> None:
    box.write('build.log', LOG)
    (box.work / 'packed.log').write_bytes(gzip.compress(LOG.encode()))
    box.write('green.log', 'all is well\nFinished: SUCCESS\n')
    said = box.run(
        'ci', 'explain', '--json', 'build.log', 'packed.log', 'green.log', f'{server}/build.log'
    )
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert [answer['log'] for answer in answers] == [
        'build.log',
        'packed.log',
        'green.log',
        f'{server}/build.log',
    ]
    assert [answer['cause'] and answer['cause']['summary'] for answer in answers] == [
        CAUSE,
        CAUSE,
        None,
        CAUSE,
    ]
    assert answers[0]['cause']['lines'][0] == {'n': 3, 'text': CAUSE}
    assert answers[0]['cause']['fingerprint'] == answers[1]['cause']['fingerprint']


def test_many_logs_are_shared_out_and_answered_in_order(box: Box) -> None:
    names = [box.write(f'{number}.log', LOG.replace('12:5', f'{number}:5')) for number in range(25)]
    said = box.run('ci', 'explain', '--json', *names[:20], 'none.log', *names[20:], code=2)
    *answers, last = [json.loads(line) for line in said.out.splitlines()]
    assert 'none.log' in last['error']['message']
    assert [answer['log'] for answer in answers] == names
    assert [answer['cause']['summary'] for answer in answers] == [
        CAUSE.replace('12:5', f'{number}:5') for number in range(25)
    ]


def test_standard_input(box: Box) -> None:
    command = [sys.executable, '-m', 'rdopkg_ci', 'ci', 'explain', '-']
    done = subprocess.run(
        command, input=LOG.encode(), cwd=box.work, env=box.environ, capture_output=True, check=True
    )
    assert done.stdout.decode().startswith(CAUSE)


def test_a_green_log_beside_it(box: Box) -> None:
    box.write('red.log', 'ERROR: theme missing\n' + LOG)
    box.write('green.log', 'ERROR: theme missing\nFinished: SUCCESS\n')
    said = box.run('ci', 'explain', 'red.log', '--baseline', 'green.log')
    assert said.out.startswith(CAUSE) and 'theme' not in said.out


def test_it_succeeded(box: Box) -> None:
    log = box.write('green.log', 'warning: it failed once\nFinished: SUCCESS\n')
    assert box.run('ci', 'explain', log).out == 'it succeeded\n  2: Finished: SUCCESS\n'
    answer = box.json('ci', 'explain', log)
    assert (answer['outcome'], answer['cause']) == ('succeeded', None)
    assert answer['lines'] == [{'n': 2, 'text': 'Finished: SUCCESS'}]


def test_a_log_that_does_not_say_how_it_ended(box: Box) -> None:
    log = box.write('cut.log', 'making it\nhalf of it is made\n')
    said = box.run('ci', 'explain', log).out
    assert said.startswith('it does not say how it ended; the last words are\n')
    assert '  2: half of it is made\n' in said
    answer = box.json('ci', 'explain', log)
    assert (answer['outcome'], answer['cause']) == ('unknown', None)
    assert answer['lines'][0] == {'n': 2, 'text': 'half of it is made'}


def test_last_words_are_in_the_order_of_the_log(box: Box) -> None:
    log = box.write('cut.log', ''.join(f'part {n} is made\n' for n in range(1, 6)))
    shown = ''.join(f'  {n}: part {n} is made\n' for n in range(1, 6))
    for more in ([], ['--baseline', log]):
        assert box.run('ci', 'explain', log, *more).out.endswith(f'are\n{shown}')


def test_it_is_as_wide_as_the_terminal(box: Box) -> None:
    log = box.write('build.log', f'{LOG.replace("type name", "type " * 20 + "name")}')
    box.environ['COLUMNS'] = '60'
    lines = box.run('ci', 'explain', log).out.splitlines()
    assert len(lines) > 6 and max(map(len, lines)) <= 60
    assert any(line.startswith('> 3: ') for line in lines)


def test_a_log_in_a_page_is_read_as_people_read_it(box: Box) -> None:
    said = LOG.replace('colour_t', 'map<k>').replace('<', '&lt;').replace('>', '&gt;')
    page = (
        f'<!DOCTYPE html>\n<html><pre class="console">\n{said.replace("make", "<b>make</b>")}</pre>'
    )
    told = box.run('ci', 'explain', box.write('page.html', page)).out
    assert told.startswith(f'{CAUSE.replace("colour_t", "map<k>")}\n> 5: ') and '<b>' not in told


def test_of_a_console_its_text_is_read(box: Box) -> None:
    with WebServer({'/job/x/7/consoleText': lambda one: one.say(200, LOG.encode())}) as running:
        for page in ('console', 'consoleFull', 'console#L3'):
            told = box.run('ci', 'explain', f'{running.url}/job/x/7/{page}').out
            assert told.startswith(CAUSE)


def test_a_page_of_a_run_that_is_not_there(kilo: Box) -> None:
    page = 'http://jenkins.example.com/job/rdo-phase1/99/'
    said = kilo.run('ci', 'explain', page, code=2).err
    assert said.startswith(f"error: there is no run '{page}', or none that is remembered\nWith")
    page = 'http://gerrit.example.com/c/rdo-update/+/7'
    assert kilo.run('ci', 'explain', page, code=2).err == (
        f"error: nothing is known of '{page}'\n`rdopkg ci status` shows what there is.\n"
    )


def test_a_log_that_is_known_to_have_failed_always_has_a_cause(box: Box) -> None:
    log = box.write('cut.log', 'making it\nhalf of it is made\n')
    answer = box.json('ci', 'explain', '--failed', log)
    assert answer['outcome'] == 'failed' and answer['cause']['confidence'] == 'guess'
    assert 'half of it is made' in answer['cause']['summary']
    green = box.write('green.log', 'ERROR: half of it is not made\nFinished: SUCCESS\n')
    assert box.json('ci', 'explain', '--failed', green)['cause']['lines'][0]['n'] == 1


@pytest.mark.parametrize(
    ('data', 'why_not_a_log'),
    [
        pytest.param(b'', 'it is empty', id='empty'),
        pytest.param(b'PK\3\4' + b'x' * 100, 'it is packed with zip; unpack it first', id='zip'),
        pytest.param(archive(), 'it is a tar archive; unpack it first', id='tar'),
        pytest.param(gzip.compress(archive()), 'it is a tar archive; unpack it first', id='tar.gz'),
        pytest.param(
            b'\n<!DOCTYPE html>\n<html><p>1 &lt; 2</p>', 'it is a web page', id='a web page'
        ),
        pytest.param(bytes(range(8)) * 100, 'it holds no text', id='bytes'),
    ],
)
def test_what_is_no_log_is_not_called_green(box: Box, data: bytes, why_not_a_log: str) -> None:
    (box.work / 'odd').write_bytes(data)
    assert box.run('ci', 'explain', 'odd').out == f'this is no log: {why_not_a_log}\n'
    assert box.json('ci', 'explain', 'odd') == {
        'log': 'odd',
        'outcome': 'unknown',
        'cause': None,
        'lines': [],
        'note': why_not_a_log,
    }


def test_what_cannot_be_read_is_said_and_the_others_are_answered(box: Box, server: str) -> None:
    box.write('build.log', LOG)
    said = box.run('ci', 'explain', 'none.log', f'{server}/none.log', 'build.log', '.', code=1)
    assert said.out.startswith(f'build.log:\n{CAUSE}\n')
    assert (
        "'none.log': No such file or directory" in said.err
        and '404' in said.err
        and 'Is a directory' in said.err
    )
    alone = box.run('ci', 'explain', 'none.log', code=2).err
    assert alone.startswith("error: 'none.log': No such file or directory, and of updates and runs")
    assert (
        'No such file'
        in box.run('ci', 'explain', 'build.log', '--baseline', 'none.log', code=2).err
    )


def test_a_file_url_as_the_board_shows_it(box: Box) -> None:
    (box.work / 'a place').mkdir()
    box.write('a place/build.log', LOG)
    assert box.run('ci', 'explain', (box.work / 'a place' / 'build.log').as_uri()).out.startswith(
        CAUSE
    )


def test_a_page_that_is_not_for_us(box: Box) -> None:
    with WebServer({'/x': lambda handler: handler.say(401)}) as running:
        url = running.url.replace('//', '//me:s3cret@')
        said = box.run('ci', 'explain', f'{url}/x', code=4)
    assert f'error: {running.url}/x: HTTP 401' in said.err
    assert 'correct it there' in said.err
    assert 's3cret' not in said.out + said.err


@pytest.mark.parametrize('name', ['http://[::1', 'file:///%00x'])
def test_what_is_not_a_url_is_wrong_usage(box: Box, name: str) -> None:
    assert 'URL' in box.run('ci', 'explain', name, code=2).err


def test_a_password_is_not_shown(box: Box) -> None:
    with WebServer({'/x': lambda handler: handler.say(200, LOG.encode())}) as running:
        url = running.url.replace('http://', 'HTTP://me:s3cret@')
        said = box.run('ci', 'explain', f'{url}/x', '--json')
        [asked] = running.asked
    assert asked.headers['authorization'].startswith('Basic ')
    assert json.loads(said.out)['log'] == f'{running.url}/x'.replace('http', 'HTTP')


def test_the_logs_of_an_update_and_of_a_run(kilo: Box) -> None:
    [broken] = pool(kilo, 'broken')
    [row] = kilo.json('ci', 'status', broken, code=3)['updates']
    [told] = row['targets']
    run = Path(urlsplit(told['url']).path)
    for name in (broken, '1', 'kilo/el7', run.name, told['url'], str(run)):
        answer = json.loads(kilo.run('ci', 'explain', '--json', name).out)
        assert answer['log'] == told['log_url'], name
        assert answer['cause'] == told['cause'], 'as the board has it'
    alone = json.loads(kilo.run('ci', 'explain', '--json', told['log_url']).out)
    assert alone['cause']['summary'] == told['cause']['summary']
    log = kilo.write('build.log', LOG)
    said = kilo.run('ci', 'explain', log, broken, 'zzzz', code=2)
    assert said.out.startswith(f'build.log:\n{CAUSE}\n')
    assert f'\n{told["log_url"]}:\n{told["cause"]["summary"]}\n' in said.out
    of_neither = "'zzzz': No such file or directory, and of updates and runs: nothing is known of"
    assert said.err.startswith(f"error: {of_neither} 'zzzz'\nThe other logs were read.\n")


def test_an_update_that_has_not_run(kilo: Box) -> None:
    [good] = submit(kilo, 'good')
    assert f"no run of '{good}' is remembered" in kilo.run('ci', 'explain', good, code=2).err
    assert 'No such file or directory, and of' in kilo.run('ci', 'explain', 'x' * 999, code=2).err
    kilo.run('ci', 'gate')
    [run] = (kilo.home / 'runs' / 'phase1').iterdir()
    answer = json.loads(kilo.run('ci', 'explain', '--json', run.name).out)
    assert answer['outcome'] == 'succeeded' and answer['cause'] is None
    assert answer['log'].endswith('/console.log')
    assert kilo.run('ci', 'explain', run.name).out.startswith('it succeeded\n')
    # On the board it is about phase2, which has not run yet.
    assert json.loads(kilo.run('ci', 'explain', '--json', good).out) == answer
    assert kilo.run('ci', 'status', good, '--web').out.endswith(f'/{run.name}\n')


def test_the_logs_of_what_was_withdrawn(kilo: Box) -> None:
    [broken] = submit(kilo, 'broken')
    kilo.run('ci', 'gate')
    cause = json.loads(kilo.run('ci', 'explain', '--json', broken).out)['cause']
    kilo.run('ci', 'withdraw', broken, '--reason', 'it is broken')
    again = json.loads(kilo.run('ci', 'explain', '--json', broken).out)['cause']
    assert again['summary'] == cause['summary']


def test_who_interrupts_it_is_told_of_no_runs(box: Box) -> None:
    slow = box.work / 'slow'
    os.mkfifo(slow)
    process = box.popen('ci', 'explain', 'slow')
    # This waits until it is read.
    with open(slow, 'wb'):
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, 'interrupted\n')
