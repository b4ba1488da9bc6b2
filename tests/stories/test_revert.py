"""`rdopkg ci revert`: back from ready/ to updates/ under the same id."""

from __future__ import annotations

from box import Box
from life import pool, ready


def test_what_is_ready_goes_back_and_through_phase2_again(kilo: Box) -> None:
    [good] = ready(kilo, 'good')
    planned = kilo.json('ci', 'revert', good, '--reason', 'x', '--dry-run')
    assert planned['dry_run'] and [one['action'] for one in planned['events']] == ['moved']
    said = kilo.run('ci', 'revert', good, '--reason', 'Tempest was\nbroken')
    assert said.out == f'moved to updates/: {good}\n'
    assert kilo.files() == ['ci.yml', f'updates/{good}.yml']
    assert kilo.git('log', '-1', '--format=%B') == (
        f'Move to updates/: {good}\n\nTempest was broken\n\nready/{good}.yml -> updates/{good}.yml'
    )
    assert kilo.run('ci', 'gate').out == '', 'the round of before speaks of it no more'
    again = kilo.run('ci', 'revert', good, 'zzzz', '--reason', 'again', code=2)
    assert again.out == f'{good}: nothing to do, it is in updates/\n'
    assert again.err.startswith("error: no update 'zzzz' is ready\n")
    today = kilo.git('log', '-1', '--format=%cd', '--date=format-local:%Y-%m-%d')
    board = kilo.run('ci', 'status').out
    assert f'      phase1 passed; taken back by Packager, {today}: Tempest was broken\n' in board
    assert 'next: a release engineer: `rdopkg update --phase2' in board
    assert kilo.json('update', '--phase2', '--wait')['updates'] == [good]
    assert f'ready/{good}.yml.sums' in kilo.files()


def test_what_went_back_may_be_edited(kilo: Box) -> None:
    [good] = ready(kilo, 'good')
    better = (kilo.work / 'good.yml').read_text().replace('fix', 'really fix')
    kilo.write('better.yml', better)
    refused = kilo.run('update', 'better.yml', '--id', good, code=2).err
    assert f'`rdopkg ci revert {good} --reason WHY` takes it back to the pool.' in refused
    told = kilo.json('ci', 'revert', '1', '--reason', 'Better notes')
    assert [(one['subject'], one['detail']) for one in told['events']] == [(good, 'updates')]
    assert kilo.run('update', 'better.yml', '--id', good).out.startswith(f'{good}: change 2, ')
    assert f'{good}: merged into updates/\n' in kilo.run('ci', 'gate').out


def test_what_cannot_go_back(kilo: Box) -> None:
    good, gone = pool(kilo, 'good', 'breaker')
    kilo.run('ci', 'withdraw', gone, '--reason', 'x')
    assert 'has been withdrawn' in kilo.run('ci', 'revert', gone, '--reason', 'x', code=2).err
    kilo.commit({f'updates/{good}.yml': None, f'pushed/{good}.yml': b'x'})
    kilo.commit({'ready/late.yml': b'x', 'updates/late.yml': b'y'})
    assert 'is in production already' in kilo.run('ci', 'revert', good, '--reason', 'x', code=2).err
    said = kilo.run('ci', 'revert', 'late', '--reason', 'x', code=1).err
    assert said.startswith('error: ready/late.yml cannot move to updates/late.yml: there is ')
