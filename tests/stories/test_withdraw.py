"""`rdopkg ci withdraw`."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from box import Box
from life import edit, pool, ready, submit


@pytest.mark.parametrize('where', ['review', 'updates', 'ready'])
def test_an_update_is_withdrawn_from_wherever_it_is(kilo: Box, where: str) -> None:
    [good] = {'review': submit, 'updates': pool, 'ready': ready}[where](kilo, 'good')
    said = kilo.run('ci', 'withdraw', good, '--reason', 'Obsoleted by 2015.1.2')
    assert said.out == (
        f'{good}: change 1 abandoned\n'
        if where == 'review'
        else f'{where}/{good}.yml: moved to failed/\n'
    )
    assert kilo.files() == ['ci.yml', f'failed/{good}.yml']
    assert kilo.git('log', '-1', '--format=%B') == (
        f'Move to failed/: {good}\n\nObsoleted by 2015.1.2\n\n{where}/{good}.yml -> failed/{good}.yml'
    )
    assert (
        kilo.run('ci', 'withdraw', good, '--reason', 'again').out
        == f'{good}: nothing to do, it has been withdrawn\n'
    )
    assert kilo.run('ci', 'gate').out == ''
    assert kilo.run('ci', 'status').out == 'No updates are on their way.\n'
    board = kilo.run('ci', 'status', good).out
    assert board.startswith(f'{good}  failed/     -       - withdrawn')
    today = kilo.git('log', '-1', '--format=%cd', '--date=format-local:%Y-%m-%d')
    assert kilo.json('ci', 'status', good)['updates'][0]['verdict'] == 'failed'
    note = f'withdrawn by Packager, {today}: Obsoleted by 2015.1.2\n'
    assert f'      {note}      next: nothing; ' in board
    page = kilo.run('ci', 'show', good).out
    assert f'\n  failed/{good}.yml: - withdrawn, since ' in page
    assert f'\n\n{note}next: nothing; ' in page
    [again] = submit(kilo, 'good')
    assert again != good and f'{again}: merged into updates/\n' in kilo.run('ci', 'gate').out


def test_without_the_right_to_push_the_review_alone_tells_of_it(kilo: Box) -> None:
    [good] = submit(kilo, 'good')
    hook = kilo.home / 'rdo-update.git' / 'hooks' / 'update'
    hook.write_text('#!/bin/sh\nexit 1\n')
    hook.chmod(0o755)
    said = kilo.run('ci', 'withdraw', good, '--reason', 'Too early').out
    assert said.startswith(f'{good}: change 1 abandoned\n{good}: no record in failed/: ')
    today = f'{datetime.now(timezone.utc):%Y-%m-%d}'
    told = f'withdrawn by Packager, {today}: Too early\n'
    for what in (good, '1'):
        shown = kilo.run('ci', 'status', what).out
        assert shown.startswith(f'{good}  review 1    -       - withdrawn  ')
        assert f'      {told}      next: nothing; ' in shown
    page = kilo.run('ci', 'show', good).out
    assert f'\n\n{told}next: nothing; ' in page and '\nfile:\n' in page
    assert kilo.run('ci', 'status').out == 'No updates are on their way.\n'
    hook.unlink()
    for what in (good, '1'):
        again = kilo.run('ci', 'withdraw', what, '--reason', 'again').out
        assert again == f'{what}: nothing to do, it was {told}'
    [new] = submit(kilo, 'good')
    assert new != good and f'{new}: merged into updates/\n' in kilo.run('ci', 'gate').out


def test_what_cannot_be_withdrawn(kilo: Box) -> None:
    [good] = ready(kilo, 'good')
    kilo.run('ci', 'promote', '-y', '--wait')
    assert (
        'is in production already' in kilo.run('ci', 'withdraw', good, '--reason', 'x', code=2).err
    )
    assert (
        "there is no update 'zzzz'"
        in kilo.run('ci', 'withdraw', 'zzzz', '--reason', 'x', code=2).err
    )
    assert '--reason is empty' in kilo.run('ci', 'withdraw', good, '--reason', ' ', code=2).err


def test_a_run_that_nobody_waits_for_any_more_is_stopped(kilo: Box) -> None:
    kilo.hold()
    [good] = submit(kilo, 'good')
    kilo.run('ci', 'gate', '--once', code=8)
    better = (kilo.work / 'good.yml').read_text().replace('fix', 'really fix')
    kilo.run('update', kilo.write('better.yml', better), '--id', good)
    stopped = f'{good}: phase1 on kilo/el7 stopped, nobody waits for it any more\n'
    again = kilo.run('ci', 'gate', '--once', code=8).out
    assert stopped in again and f'{good}: phase1 started on kilo/el7\n' in again
    kilo.run('ci', 'withdraw', good, '--reason', 'A better one is on its way.')
    assert kilo.run('ci', 'gate').out == stopped
    assert kilo.run('ci', 'gate').out == ''


def test_several_each_on_its_own_and_the_worst_code_counts(kilo: Box) -> None:
    good, other = submit(kilo, 'good', 'breaker')
    said = kilo.run('ci', 'withdraw', good, 'zzzz', '2', '--reason', 'Not needed', code=2)
    assert said.out == f'{good}: change 1 abandoned\n{other}: change 2 abandoned\n'
    assert said.err.startswith("error: there is no update 'zzzz'\n")
    told = kilo.json('ci', 'withdraw', good, 'zzzz', '--reason', 'again', code=2)
    assert (told['events'], told['problems']) == ([], ["there is no update 'zzzz'"])


def test_a_change_stands_for_its_update_wherever_that_is(kilo: Box) -> None:
    good, breaker = pool(kilo, 'good', 'breaker')
    assert kilo.json('ci', 'show', '1')['update']['id'] == good
    address = f'{(kilo.home / "rdo-update.git").as_uri()}#refs/changes/01/1'
    [row] = kilo.json('ci', 'status', address)['updates']
    assert row['id'] == good
    assert f'/phase1.{good}-' in kilo.json('ci', 'explain', address)['log']
    begun = kilo.json('update', '--phase2', '--without', f'updates/{breaker}.yml', '--wait')
    assert begun['updates'] == [good]
    rpm = f'{row["builds"][0]["id"]}.noarch.rpm'
    for name in ('1', 'refs/changes/01/1/1', f'{good}.yml', rpm):
        assert f'{good}  + ' in kilo.run('ci', 'promote', name, '--dry-run').out
    again = (kilo.work / 'breaker.yml').read_text().replace('notes: |-', 'notes: |-\n  More.')
    said = kilo.run('update', kilo.write('again.yml', again), '--id', '2')
    assert said.out.startswith(f'{breaker}: change 3, ')
    kilo.run('ci', 'revert', rpm, '--reason', 'It is not needed')
    kilo.run('ci', 'withdraw', f'updates/{good}.yml', breaker, '--reason', 'Not needed')
    assert kilo.files() == ['ci.yml', *sorted([f'failed/{breaker}.yml', f'failed/{good}.yml'])]
    told = kilo.run('ci', 'status', 'failed').out
    assert told.startswith('2 updates: 2 in failed/\n'), 'which is history, and no alarm'
    [gone] = kilo.json('ci', 'status', '1')['updates']
    assert (gone['id'], gone['where']) == (good, 'failed')
    assert (
        "there is no update '99'" in kilo.run('ci', 'withdraw', '99', '--reason', 'x', code=2).err
    )


def test_the_id_of_what_is_merged_is_that_and_its_edit_goes_too(kilo: Box) -> None:
    [good] = pool(kilo, 'good')
    merged = kilo.git('show', f'master:updates/{good}.yml')
    edit(kilo, good)
    told = [
        f'updates/{good}.yml: moved to failed/',
        f'{good}: change 2 abandoned too, an edit with nothing left to edit',
    ]
    before = kilo.git('for-each-ref')
    planned = kilo.run('ci', 'withdraw', good, '-n', '--reason', 'Not needed').out
    assert planned == ''.join(f'would be done: {line}\n' for line in told)
    assert kilo.run('ci', 'withdraw', '2', '-n', '--reason', 'Not needed').out == (
        f'would be done: {good}: change 2 abandoned\n'
    )
    assert kilo.git('for-each-ref') == before
    done = kilo.run('ci', 'withdraw', good, '--reason', 'Not needed').out
    assert done.splitlines() == told
    assert kilo.git('show', f'master:failed/{good}.yml') == merged
    assert kilo.run('ci', 'status').out == 'No updates are on their way.\n'


def test_the_number_of_an_open_edit_is_that_edit_alone(kilo: Box) -> None:
    [good] = pool(kilo, 'good')
    edit(kilo, good)
    words = ('ci', 'withdraw', '2', '--reason', 'Not needed')
    assert kilo.run(*words).out == f'{good}: change 2 abandoned\n'
    again = kilo.run(*words, code=2).err
    assert again.startswith(f'error: change 2 is not open any more; it was an edit of {good}\n')
    assert f'`rdopkg ci withdraw {good} --reason WHY` takes the update itself out.' in again
    assert kilo.files() == ['ci.yml', f'updates/{good}.yml']
    assert kilo.run('ci', 'status').out.startswith(f'{good}  updates/ ')
    kilo.run('ci', 'withdraw', '1', '--reason', 'Nor this')
    assert kilo.files() == ['ci.yml', f'failed/{good}.yml']
    assert kilo.run(*words).out == '2: nothing to do, it has been withdrawn\n'
