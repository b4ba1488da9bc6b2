"""A policy with a mistake: refused where it is pushed, named by `rdopkg ci policy`, and while it is
there nobody is stopped by it.
"""

from __future__ import annotations

import subprocess

import pytest
from box import Box
from life import submit, unhooked


def spoiled(box: Box) -> bytes:
    return box.git('show', 'master:ci.yml').replace('retries: 1', 'retrys: 1').encode() + b'\n'


def spoil(box: Box) -> None:
    """As in a repo that has no hook."""
    unhooked(box)
    box.commit({'ci.yml': spoiled(box)})


def test_the_embedded_repo_refuses_it(box: Box) -> None:
    clone = box.work / 'their-clone'
    git = ['git', '-C', str(clone)]
    origin = str(box.home / 'rdo-update.git')
    subprocess.run(['git', 'clone', '--quiet', origin, str(clone)], check=True)
    (clone / 'notes.txt').write_text('Nobody reads this.')
    (clone / 'ci.yml').write_bytes(spoiled(box))
    subprocess.run([*git, 'add', '.'], check=True)
    subprocess.run([*git, 'commit', '--quiet', '-m', 'A test'], check=True)
    done = subprocess.run([*git, 'push'], capture_output=True, text=True, check=False)
    assert done.returncode != 0 and "unknown key 'retrys' in the policy" in done.stderr
    subprocess.run([*git, 'checkout', '--quiet', 'HEAD^', 'ci.yml'], check=True)
    subprocess.run([*git, 'commit', '--quiet', '--amend', '-m', 'A test'], check=True)
    subprocess.run([*git, 'push', '--quiet'], check=True)
    assert box.files() == ['ci.yml', 'notes.txt']
    text = box.git('show', 'master:ci.yml')
    step = 'steps: [{name: own, command: [ci/own.sh]}]'
    (clone / 'ci.yml').write_text(text.replace('steps: []', step, 1))
    (clone / 'ci').mkdir()
    (clone / 'ci' / 'own.sh').write_text('#!/bin/sh\n')
    subprocess.run([*git, 'add', '.'], check=True)
    subprocess.run([*git, 'commit', '--quiet', '-m', 'A script'], check=True)
    line = text[: text.index('steps: []')].count('\n') + 1
    said = f'line {line}: phase1: step own cannot be started: ci/own.sh is not executable'
    done = subprocess.run([*git, 'push'], capture_output=True, text=True, check=False)
    assert done.returncode != 0 and said in done.stderr, done.stderr
    assert said in box.run('ci', 'policy', str(clone / 'ci.yml'), code=2).err
    unhooked(box)
    box.commit({'ci.yml': (clone / 'ci.yml').read_bytes(), 'ci/own.sh': b'#!/bin/sh\n'})
    assert said in box.run('ci', 'policy', code=2).err
    assert said in box.run('ci', 'doctor', code=1).out
    box.edit('ci.yml', '[ci/own.sh]', '[/no/such/program]')
    said = f'line {line}: phase1: step own cannot be started: /no/such/program is not on this '
    assert said in box.run('ci', 'doctor', code=1).out
    assert said not in box.run('ci', 'policy').out, 'which other machines may have'
    (clone / 'ci' / 'own.sh').chmod(0o755)
    assert box.run('ci', 'policy', str(clone / 'ci.yml')).out.startswith('a policy of ')


def test_a_base_repo_that_is_not_there_is_warned_of(box: Box) -> None:
    place, production = box.work / 'base', f'file://{box.home}/production/kilo'
    old = f'production: "{production}/el7", base: []'
    box.edit('ci.yml', old, old.replace('[]', f'[file://{place}]'))
    said = f'base of kilo/el7: file://{place}: there is no such directory here\n'
    assert f'warning: {said}' in box.run('ci', 'policy').err
    assert f'x policy: {said}' in box.run('ci', 'doctor', code=1).out
    place.mkdir()
    assert f'Make it with: createrepo_c {place}\n' in box.run('ci', 'policy').err
    (place / 'repodata').mkdir()
    (place / 'repodata' / 'repomd.xml').touch()
    assert box.run('ci', 'policy').err == ''


def test_everybody_goes_on_by_the_last_good_one(kilo: Box) -> None:
    spoil(kilo)
    [good] = submit(kilo, 'good')
    gated = kilo.run('ci', 'gate')
    assert f'{good}: merged into updates/' in gated.out
    assert gated.err.count("unknown key 'retrys'") == 1
    status = kilo.run('ci', 'status')
    assert status.out.startswith(f'{good}  updates/')
    assert 'warning: the policy, ci.yml of the rdo-update repo at ' in status.err
    assert 'Until it is corrected the policy of ' in status.err
    phase2 = kilo.run('update', '--phase2', '--wait')
    assert f'moved to ready/: {good}' in phase2.out and "'retrys'" in phase2.err
    promoted = kilo.run('ci', 'promote', '-y', '--wait')
    assert f'moved to pushed/: {good}' in promoted.out and "'retrys'" in promoted.err
    assert "'retrys'" in kilo.run('update', kilo.demo('good.yml')).err


def test_one_is_checked_before_anybody_pushes_it(box: Box) -> None:
    assert box.run('ci', 'policy').out.startswith('a policy of 10 targets:\n  icehouse: epel-6')
    name = box.write('mine.yml', spoiled(box).decode())
    said = box.run('ci', 'policy', name, code=2)
    assert said.err.startswith('error: mine.yml:\n  line ') and "'retrys'" in said.err
    assert said.out == ''
    name = box.write('good.yml', box.git('show', 'master:ci.yml'))
    told = box.json('ci', 'policy', name)
    assert told['targets']['kilo/el7']['base'] == []
    assert told['phases']['phase1'] == {'timeout_seconds': 7200.0, 'steps': []}
    step = 'steps: [{name: collect, command: [collect.sh], always: true}]'
    name = box.write('always.yml', box.git('show', 'master:ci.yml').replace('steps: []', step))
    said = box.run('ci', 'policy', name)
    assert said.err.startswith('warning: phase1: step collect is to run always and has no timeout')
    assert said.out.startswith('a policy of 10 targets:\n')
    spoil(box)
    assert "'retrys'" in box.run('ci', 'policy', code=2).err


@pytest.mark.parametrize(
    'words', [('disable', '--reason', 'x', '--until', '2099-01-01'), ('enable',)]
)
def test_a_bad_one_is_not_edited(box: Box, words: tuple[str, ...]) -> None:
    spoil(box)
    command, *options = words
    said = box.run('ci', command, 'kilo/el7', *options, code=None)
    assert "'retrys'" in said.err or said.code == 0
    assert box.log()[0] == 'Edit ci.yml'
