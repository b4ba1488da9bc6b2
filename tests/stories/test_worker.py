"""Workers: by hand, what they leave, and when they are killed."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

from box import PATIENCE, Box
from life import GLANCE, pool, submit, unhooked
from webserver import serving

from rdopkg_ci.doors.engine.rundir import RunDir


def test_a_run_leaves_logs_result_and_junit(kilo: Box) -> None:
    pool(kilo, 'good')
    [result] = (kilo.home / 'runs' / 'phase1').glob('*/result')
    assert sorted(path.name for path in result.iterdir()) == [
        'fetch.log',
        'files.log',
        'repo.log',
        'resolve.log',
        'result.json',
        'result.xml',
    ]
    data = json.loads((result / 'result.json').read_text())
    assert [step['name'] for step in data['steps']] == ['fetch', 'repo', 'resolve', 'files']
    assert [rpm['file'] for rpm in data['rpms']] == [f'{GLANCE}.noarch.rpm']


def test_a_lost_worker_is_errored_and_tried_again(kilo: Box) -> None:
    """Kill the worker itself: the run is over without a result, and the policy grants one more."""
    kilo.hold()
    [good] = submit(kilo, 'good')
    kilo.run('ci', 'gate', '--once', code=8)
    [run] = (kilo.home / 'runs' / 'phase1').glob('[!.]*')
    while not (started := RunDir(run).started()):
        time.sleep(0.01)
    os.killpg(started.pid, signal.SIGKILL)
    kilo.let_go()
    said = kilo.run('ci', 'gate')
    assert f'{good}: phase1 started again on kilo/el7\n' in said.out and 'merged' in said.out
    assert len(list((kilo.home / 'runs' / 'phase1').glob('[!.]*'))) == 2


STEPS = (
    'steps: [{name: packstack, command: [packstack, --allinone], role: provision},'
    ' {name: upgrade, command: [./upgrade.sh, "{repo_file}"], role: install},'
    ' {name: collect, command: [./collect.sh], always: true, timeout: 10m}]'
)
PLAN = """\
phase1 on kilo/el7: {id}
time limit: 120m
packages: as an upgrade of what was provisioned

  1  fetch      built in
  2  repo       built in
  3  resolve    built in
  4  files      built in
  5  packstack  packstack --allinone; role provision
  6  upgrade    ./upgrade.sh '{{repo_file}}'; role install
  7  collect    ./collect.sh; always; at most 10m
"""


def test_a_plan_is_printed_and_nothing_runs(kilo: Box) -> None:
    [good] = pool(kilo, 'good')
    # Its scripts are not there: nothing of it is to run.
    unhooked(kilo)
    kilo.edit('ci.yml', 'phase1: {steps: []', f'phase1: {{{STEPS}')
    commit = kilo.git('rev-parse', 'master')
    words = ['ci', 'run', 'phase1', '--target', 'kilo/el7', '--commit', commit, '--update', good]
    assert kilo.run(*words, '--plan').out == PLAN.format(id=good)
    kilo.edit('ci.yml', 'must_provision: [', 'must_provision: [openstack-glance, ')
    commit = kilo.git('rev-parse', 'master')
    data = kilo.json(*words, '--policy', commit, '--plan')
    assert data['reason'] == 'must_provision of the policy names openstack-glance'
    assert [step['name'] for step in data['steps'][4:]] == ['upgrade', 'packstack', 'collect']
    assert not (kilo.work / 'result').exists()
    assert '--json: only with --plan' in kilo.run(*words, '--json', code=2).err


def test_what_always_runs_runs_after_a_failure(kilo: Box) -> None:
    pool(kilo, 'good')
    steps = (
        'steps: [{name: bad, command: ["false"]}, {name: tempest, command: ["true"]},'
        ' {name: collect, command: [echo, collected], always: true}]'
    )
    kilo.edit('ci.yml', 'phase2: {steps: []', f'phase2: {{{steps}')
    commit = kilo.git('rev-parse', 'master')
    said = kilo.run('ci', 'run', 'phase2', '--target', 'kilo/el7', '--commit', commit, code=3)
    assert said.out.splitlines()[4:] == [
        'bad: false ended with code 1',
        'tempest: skipped: bad failed',
        'collect: ok',
    ]
    data = json.loads((kilo.work / 'result' / 'result.json').read_text())
    assert data['cause']['step'] == 'bad'
    assert '<skipped message="bad failed" />' in (kilo.work / 'result' / 'result.xml').read_text()


def test_one_worker_by_hand(kilo: Box) -> None:
    [good] = pool(kilo, 'good')
    commit = kilo.git('rev-parse', 'master')
    result = kilo.work / 'out'
    said = kilo.run(
        'ci',
        'run',
        'phase1',
        '--target',
        'kilo/el7',
        '--commit',
        commit,
        '--update',
        good,
        '--result',
        str(result),
    )
    assert said.out == 'fetch: ok\nrepo: ok\nresolve: ok\nfiles: ok\n'
    assert json.loads((result / 'result.json').read_text())['verdict'] == 'passed'
    said = kilo.run(
        'ci', 'run', 'phase1', '--target', 'kilo/f22', '--commit', commit, '--update', good, code=2
    )
    assert 'holds no build for kilo/f22' in said.err
    assert (
        "commit: 'HEAD' is not the id of the commit under test"
        in kilo.run('ci', 'run', 'phase2', '--target', 'kilo/el7', '--commit', 'HEAD', code=2).err
    )


def test_an_agent_needs_the_url_of_the_repo_only(kilo: Box) -> None:
    """Its home holds nothing of the embedded world, and it cannot review anything."""
    [good] = pool(kilo, 'good')
    commit = kilo.git('rev-parse', 'master')
    kilo.git('update-server-info')
    with serving(kilo.home) as home:
        url = f'{home}/rdo-update.git'
        kilo.environ.update(RDOPKG_CI_HOME=str(kilo.work / 'agent'), RDOPKG_CI_UPDATE_REPO=url)
        words = ('--target', 'kilo/el7', '--commit', commit, '--update', good)
        said = kilo.run('ci', 'run', 'phase1', *words)
        refused = kilo.run('ci', 'status', code=2)
    assert said.out == 'fetch: ok\nrepo: ok\nresolve: ok\nfiles: ok\n'
    assert not (kilo.work / 'agent' / 'rdo-update.git').exists()
    assert f'update_repo: {url} is on another machine' in refused.err


def busy(kilo: Box) -> list[str]:
    """The words of a run by hand whose command, in a session of its own, notes its id in ``pid``
    and goes on for ever.
    """
    pool(kilo, 'good')
    sleep = f'echo $$ > {kilo.work}/pid; exec sleep 600'
    step = f'{{name: own, command: [sh, -c, "setsid sh -c \'{sleep}\' & sleep 600"]}}'
    kilo.edit('ci.yml', 'phase2: {steps: []', f'phase2: {{steps: [{step}]')
    tmp = kilo.work / 'tmp'
    tmp.mkdir()
    kilo.environ['TMPDIR'] = str(tmp)
    commit = kilo.git('rev-parse', 'master')
    return ['ci', 'run', 'phase2', '--target', 'kilo/el7', '--commit', commit]


def noted(kilo: Box) -> int:
    path, end = kilo.work / 'pid', time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if path.exists() and path.read_text().strip():
            return int(path.read_text())
        time.sleep(0.01)
    raise AssertionError('its command did not start')


def gone(pid: int) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if Path(f'/proc/{pid}/stat').read_text().rpartition(')')[2].split()[0] == 'Z':
                return True
        except OSError:
            return True
        time.sleep(0.01)
    return False


def test_a_terminated_worker_leaves_nothing(kilo: Box) -> None:
    process = kilo.popen(*busy(kilo))
    pid = noted(kilo)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 128 + signal.SIGTERM and 'Traceback' not in err
    assert gone(pid)
    assert not list((kilo.work / 'tmp').iterdir())
    assert not (kilo.work / 'result' / 'result.json').exists()


def test_a_stopped_run_ends_with_all_that_it_started(kilo: Box) -> None:
    busy(kilo)
    kilo.run('update', '--phase2', 'kilo', code=None)
    kilo.run('ci', 'gate', '--once', code=8)
    pid = noted(kilo)
    [run] = (kilo.home / 'runs' / 'phase2').glob('[!.]*')
    place = RunDir(run)
    started = place.started()
    assert started is not None
    os.kill(started.pid, signal.SIGTERM)
    assert gone(pid)
    while place.is_held():
        time.sleep(0.01)
    assert not list((kilo.work / 'tmp').iterdir())


def test_a_killed_worker_takes_its_command_along(kilo: Box) -> None:
    busy(kilo)
    kilo.run('update', '--phase2', 'kilo', code=None)
    kilo.run('ci', 'gate', '--once', code=8)
    pid = noted(kilo)
    [run] = (kilo.home / 'runs' / 'phase2').glob('[!.]*')
    started = RunDir(run).started()
    assert started is not None
    [worker] = Path(f'/proc/{started.pid}/task/{started.pid}/children').read_text().split()
    os.kill(int(worker), signal.SIGKILL)
    assert gone(pid)
    while RunDir(run).is_held():
        time.sleep(0.01)
    [left] = (kilo.work / 'tmp').iterdir()
    kilo.run('ci', 'gate', '--once', code=None)
    while left.exists():
        time.sleep(0.01)


def test_nothing_of_the_current_directory_is_run(kilo: Box) -> None:
    [good] = submit(kilo, 'good')
    for name in ('argparse', 'json', 're', 'token', 'select', 'yaml', 'fcntl'):
        (kilo.work / f'{name}.py').write_text(f'open("{kilo.work}/caught", "a").write("{name} ")\n')
    assert f'{good}: merged' in kilo.run('ci', 'gate').out
    assert not (kilo.work / 'caught').exists()


def test_a_request_lost_with_the_power_is_tried_again(kilo: Box) -> None:
    kilo.hold()
    [good] = submit(kilo, 'good')
    kilo.environ['RDOPKG_CI_RUNS_WORKERS'] = '1'
    kilo.run('ci', 'gate', '--once', code=8)
    [run] = (kilo.home / 'runs' / 'phase1').glob('[!.]*')
    while not (started := RunDir(run).started()):
        time.sleep(0.01)
    os.killpg(started.pid, signal.SIGKILL)
    (run / 'request.json').write_bytes(b'')
    kilo.let_go()
    said = kilo.run('ci', 'gate')
    said = said.out.splitlines()
    assert said[:2] == [
        f'{good}: phase1 {word} on kilo/el7' for word in ('started', 'started again')
    ]
    assert said[-1].endswith('merged into updates/')


def test_a_job_has_its_parameters_in_the_environment(kilo: Box) -> None:
    """As that of a Jenkins does, whose workspace still holds what the run before left."""
    pool(kilo, 'good')
    commit = kilo.git('rev-parse', 'master')
    key = f'phase2.{commit}.kilo_el7.2'
    result = kilo.work / 'result'
    result.mkdir()
    for name in ('result.json', 'tempest.log'):
        (result / name).write_text('of another run')
    kilo.environ.update(target='kilo/el7', commit=commit, key=key)
    words = ('ci', 'run', 'phase2', '--from-environment')
    assert kilo.run(*words).out == 'fetch: ok\nrepo: ok\nresolve: ok\nfiles: ok\n'
    assert json.loads((result / 'result.json').read_text())['commit'] == commit
    assert not (result / 'tempest.log').exists()
    kilo.environ['target'] = '$(id)'
    assert "target: '$(id)' is not the target to test on" in kilo.run(*words, code=2).err
    assert not (result / 'result.json').exists()


def test_parameters_come_from_one_place(kilo: Box) -> None:
    words = ('ci', 'run', 'phase2', '--from-environment', '--target', 'kilo/el7')
    assert '--target: only without --from-environment' in kilo.run(*words, code=2).err


def test_what_is_no_directory_of_results_is_not_emptied(kilo: Box) -> None:
    pool(kilo, 'good')
    kilo.environ.update(target='kilo/el7', commit=kilo.git('rev-parse', 'master'))
    place = kilo.work / 'place'
    (place / 'photos').mkdir(parents=True)
    (place / 'letter').write_text('dear')
    said = kilo.run('ci', 'run', 'phase2', '--from-environment', f'--result={place}', code=2)
    assert 'place holds directories such as photos: it is not emptied' in said.err
    assert (place / 'letter').exists()


def test_a_job_takes_no_policy_that_was_never_the_branch_s(kilo: Box) -> None:
    """It names commands, and who may ask a server for a run may have pushed it for review only."""
    pool(kilo, 'good')
    commit = kilo.git('rev-parse', 'master')
    kilo.edit('ci.yml', 'phase2: {steps: []', 'phase2: {steps: [{name: mine, command: [id]}]')
    hostile = kilo.git('rev-parse', 'master')
    kilo.git('update-ref', 'refs/changes/77/77/1', hostile)
    kilo.git('update-ref', 'refs/heads/master', commit)
    kilo.environ.update(target='kilo/el7', commit=commit, policy=hostile)
    said = kilo.run('ci', 'run', 'phase2', '--from-environment', code=2)
    assert f'the policy at {hostile[:12]} was never that of the branch' in said.err
