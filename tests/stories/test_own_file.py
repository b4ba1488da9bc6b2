"""An update file of one's own names the update that was submitted from it, to every command."""

from __future__ import annotations

from box import Box
from life import pool, ready


def test_a_file_stands_for_its_update(kilo: Box) -> None:
    good, broken = pool(kilo, 'good', 'broken')
    kilo.work.joinpath('sub').mkdir()
    kilo.write('sub/mine', (kilo.work / 'good.yml').read_text('utf-8').replace('notes:', 'notes :'))
    assert kilo.run('ci', 'status', 'good.yml').out.startswith(f'{good}  updates/ ')
    assert kilo.run('ci', 'show', 'sub/mine').out.startswith(f'{good}  ')
    red = kilo.run('ci', 'explain', './broken.yml').out
    assert 'openstack-heat' in red and 'to blame: package' in red
    log = kilo.run('ci', 'status', '--log', './broken.yml', code=3).out
    assert 'openstack-heat' in log
    assert kilo.run('ci', 'retry', 'broken.yml').out.startswith(f'{broken}: phase1 started again')
    without = kilo.run('update', '--phase2', '--without', 'good.yml').out
    assert without == 'Nothing in updates/ to test.\n'
    gone = kilo.run('ci', 'withdraw', 'good.yml', '--reason', 'x').out
    assert gone == f'updates/{good}.yml: moved to failed/\n'
    assert kilo.run('ci', 'status', 'good.yml').out.startswith(f'{good}  failed/ ')


def test_what_is_ready_is_named_by_its_file(kilo: Box) -> None:
    [good] = ready(kilo, 'good')
    kilo.run('update', kilo.demo('clash.yml'))
    said = kilo.run('ci', 'promote', '-n', 'clash.yml', code=2).err
    assert said.endswith('`rdopkg ci status clash.yml` says where it is.\n')
    assert f'\n{good} stays' in kilo.run('ci', 'promote', '-n', '--without', 'good.yml').out
    assert kilo.run('ci', 'promote', '-n', 'good.yml').out.startswith(f'{good}  ')
    said = kilo.run('ci', 'revert', './good.yml', '--reason', 'x').out
    assert said == f'moved to updates/: {good}\n'


def test_a_file_that_was_not_submitted_is_told_so(kilo: Box) -> None:
    [good] = pool(kilo, 'good')
    better = (kilo.work / 'good.yml').read_text('utf-8').replace('2015.1.1-1', '2015.1.1-2')
    kilo.write('better.yml', better)
    other = 'notes: x\nbuilds: [{id: thing-1-1, source: dummy, repo: kilo, dist: el7}]\n'
    kilo.write('other.yml', other)
    kilo.write('broken.yml', 'notes: x\n')
    hint = f'{"`rdopkg update better.yml` submits it"}, `rdopkg update better.yml --id {good}`'
    for words in (['status'], ['show'], ['explain'], ['withdraw', '--reason', 'x']):
        said = kilo.run('ci', *words, 'better.yml', code=2).err
        assert said.startswith("error: 'better.yml' was not submitted as it is: ") and hint in said
    said = kilo.run('ci', 'retry', 'other.yml', code=2).err
    assert said.endswith('\n`rdopkg update other.yml` submits it.\n')
    said = kilo.run('ci', 'show', 'broken.yml', code=2).err
    assert said.startswith('error: broken.yml:\n') and 'builds' in said


def test_before_there_is_any_repo(box: Box) -> None:
    box.environ['RDOPKG_CI_HOME'] = str(box.work / 'none')
    said = box.run('ci', 'explain', box.demo('good.yml'), code=2).err
    assert said.startswith("error: 'good.yml' was not submitted as it is: ")
