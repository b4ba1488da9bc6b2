"""`rdopkg ci retry`: what is red, when something around it has changed."""

from __future__ import annotations

from box import Box
from life import edit, pool, ready, submit
from rpmkit import Words, build

from rdopkg_ci.doors.repos import yum


def test_what_was_red_for_want_of_something_is_run_again(kilo: Box) -> None:
    """Production gets what was missing, and a person says retry."""
    [broken] = pool(kilo, 'broken')
    assert kilo.run('ci', 'retry', 'kilo/f22').out == 'Nothing of this is red.\n'
    build(kilo.home / 'production' / 'kilo' / 'el7', Words('python-heat-cfntools', '1.3'))
    yum.make(kilo.home / 'production' / 'kilo' / 'el7')
    assert kilo.run('ci', 'retry', broken).out == (
        f'{broken}: phase1 started again on kilo/el7\nnext: the run goes on, then the gate\n'
        f'follow it: `rdopkg ci status {broken} --watch`\n'
    )
    said = kilo.run('ci', 'gate')
    assert f'{broken}: voted +1\n{broken}: merged into updates/\n' in said.out
    assert kilo.run('ci', 'retry').out == 'Nothing of this is red.\n'


def test_a_retry_goes_by_the_policy_as_it_has_been_mended(kilo: Box) -> None:
    kilo.edit(
        'ci.yml',
        'phase1: {steps: []',
        'phase1: {steps: [{name: smoke, command: [test, -e, /nonexistent]}]',
    )
    [good] = pool(kilo, 'good')
    assert 'command-failed' in kilo.run('ci', 'status', good, code=3).out
    kilo.edit('ci.yml', '[test, -e, /nonexistent]', '[test, -e, /]')
    kilo.run('ci', 'retry')
    assert f'{good}: merged into updates/\n' in kilo.run('ci', 'gate').out


def test_what_only_waits_is_told_what_for(kilo: Box) -> None:
    kilo.hold()
    [good] = submit(kilo, 'good')
    nothing = 'so there is nothing to run again\n'
    said = kilo.run('ci', 'retry', good).out
    assert said.startswith(f'1: no run yet, it waits for the gate (kilo/el7), {nothing}next: the ')
    kilo.run('ci', 'gate', '--once', code=8)
    kilo.until_held()
    said = kilo.json('ci', 'retry', good)
    assert [row['verdict'] for row in said['updates']] == ['running']
    turn = 'next: the run goes on, then the gate\n'
    assert kilo.run('ci', 'retry', good).out == f'1: running (kilo/el7), {nothing}{turn}'
    assert kilo.run('ci', 'retry').out == 'Nothing of this is red.\n'
    kilo.let_go()


def test_what_others_are_at_fault_of_is_told_so(kilo: Box) -> None:
    good, breaker = pool(kilo, 'good', 'breaker')
    text = 'notes: x\nbuilds: [{id: thing-1-1, source: dummy, repo: kilo, dist: el7}]\n'
    thing = kilo.run('update', kilo.write('thing.yml', text)).out[:4]
    kilo.run('ci', 'gate')
    kilo.run('update', '--phase2', '--wait', code=3)
    kilo.hold()
    said = kilo.run('ci', 'retry', thing).out
    assert f'{thing}: phase2 started again on kilo/el7\n{thing}: waits for the pool: ' in said
    assert all(one in said for one in (good, breaker)) and '; its run is theirs too\n' in said
    kilo.let_go()


def test_retry_of_what_there_is_not(kilo: Box) -> None:
    assert "nothing is known of 'bogus'" in kilo.run('ci', 'retry', 'bogus', code=2).err


def test_of_an_edit_of_what_has_gone_on_everybody_says_the_same(kilo: Box) -> None:
    [good] = pool(kilo, 'good')
    edit(kilo, good)
    kilo.run('update', '--phase2', '--wait')
    turn = 'next: you: `rdopkg ci withdraw 2 --reason WHY`\n'
    red = '2: failed, and trying a run again cannot change that\n'
    assert turn in kilo.run('ci', 'status', good, code=3).out
    assert kilo.run('ci', 'retry', good).out == f'{red}{turn}'
    assert kilo.run('ci', 'gate').out.endswith(turn.replace('you', 'Packager'))
    kilo.run('ci', 'withdraw', '2', '--reason', 'Too late')
    assert kilo.files() == ['ci.yml', f'ready/{good}.yml', f'ready/{good}.yml.sums']
    assert kilo.run('ci', 'retry', good).out == 'Nothing of this is red.\n'


def test_a_red_phase2_can_be_run_again(kilo: Box) -> None:
    good, breaker = pool(kilo, 'good', 'breaker')
    kilo.run('update', '--phase2', '--wait', code=3)
    assert kilo.run('ci', 'retry', 'phase2').out.endswith(
        ': phase2 started again on kilo/el7\nnext: the run goes on, then the gate\n'
        'follow it: `rdopkg ci status phase2 --watch`\n'
    )
    said = kilo.run('ci', 'gate').out
    assert said.startswith('phase2 of ') and 'kilo/el7          x failed    ' in said
    assert f'next: you: better builds: `rdopkg update FILE --id {good}`' in said
    assert kilo.run('ci', 'gate').out == '', 'it is told once'
    assert {f'updates/{good}.yml', f'updates/{breaker}.yml'} <= set(kilo.files())


def test_a_red_stage_can_be_run_again(kilo: Box) -> None:
    [good] = ready(kilo, 'good')
    kilo.edit(
        'ci.yml',
        'stage: {steps: []',
        'stage: {steps: [{name: flaky, command: [test, -e, /nonexistent]}]',
    )
    said = kilo.run('ci', 'promote', '-y', '--wait', code=3)
    assert 'x failed' in said.out and 'production is as it was' in said.out
    assert 'command-failed' in kilo.run('ci', 'status', good, code=3).out
    assert kilo.run('ci', 'retry', good).out == (
        f'{good}: stage started again on kilo/el7\n'
        f'next: the run goes on, then `rdopkg ci promote {good}`\n'
        'follow it: `rdopkg ci status stage --watch`\n'
    )
    kilo.run('ci', 'promote', '-y', '--wait', code=3)
    said = kilo.run('ci', 'promote', '-y', code=3).out
    assert 'UTC and counts, for the RPMs are the same; `rdopkg ci retry stage` tests' in said
    kilo.edit('ci.yml', '[test, -e, /nonexistent]', '[test, -e, /]')
    kilo.run('ci', 'retry', 'stage')
    assert f'moved to pushed/: {good}\n' in kilo.run('ci', 'promote', '-y', '--wait').out
    assert len(list((kilo.home / 'runs' / 'stage').glob('[!.]*'))) == 3


def test_a_stage_that_would_not_be_promoted_any_more_is_not_run_again(kilo: Box) -> None:
    """Each has passed phase2 without the other; stage is where they meet."""
    good, breaker = pool(kilo, 'good', 'breaker')
    kilo.run('update', '--phase2', '--without', breaker, '--wait')
    kilo.run('update', '--phase2', '--wait')
    kilo.run('ci', 'promote', '-y', '--wait', code=3)
    kilo.run('ci', 'revert', breaker, '--reason', 'At fault')
    [left] = kilo.json('ci', 'status', 'ready', code=8)['updates']
    assert (left['id'], left['verdict'], left['targets']) == (good, 'waiting', [])
    assert left['note'] == 'what stage tested has changed since'
    turn = f'next: a release engineer: `rdopkg ci promote {good}`\n'
    still = f'{good}: waiting, and trying a run again cannot change that\n'
    assert kilo.run('ci', 'retry', 'stage').out == f'{still}{turn}'
    assert f'moved to pushed/: {good}\n' in kilo.run('ci', 'promote', '-y', '--wait').out


def test_a_stage_without_what_production_has_got_since_is_not_run_again(kilo: Box) -> None:
    good, breaker = pool(kilo, 'good', 'breaker')
    kilo.run('update', '--phase2', '--without', breaker, '--wait')
    kilo.run('update', '--phase2', '--wait')
    kilo.edit('ci.yml', 'stage: {steps: []', 'stage: {steps: [{name: x, command: [test, -e, /n]}]')
    kilo.run('ci', 'promote', breaker, '-y', '--wait', code=3)
    assert kilo.json('ci', 'status', breaker, code=3)['updates'][0]['verdict'] == 'failed'
    kilo.edit('ci.yml', '[test, -e, /n]', '[test, -e, /]')
    kilo.run('ci', 'promote', good, '-y', '--wait')
    assert kilo.json('ci', 'status', breaker, code=8)['updates'][0]['verdict'] == 'waiting'
    assert kilo.json('ci', 'retry', 'stage')['events'] == []
