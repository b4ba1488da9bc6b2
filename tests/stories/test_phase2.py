"""`rdopkg update --phase2`: the pool is tested together, and exactly what passed moves on."""

from __future__ import annotations

import re

import pytest
from box import Box
from life import own_sources, pool, ready
from rpmkit import Content, Words, build


def oslo_problem(good: str, breaker: str) -> str:
    who = f'openstack-glance-2015.1.1-1.el7 (update {good}) needs python-oslo-utils < 2'
    return f'{who}, but the newest is python-oslo-utils-2.0.0-1.el7 (update {breaker})'


def test_phase2_finds_what_breaks_only_together_and_the_rest_goes_on(kilo: Box) -> None:
    good, breaker = pool(kilo, 'good', 'breaker')
    said = kilo.run('update', '--phase2', 'kilo', '--wait', code=3)
    assert (
        f'x failed    {oslo_problem(good, breaker)} (updates {", ".join(sorted((good, breaker)))} together'
        in said.out
    )
    without = f'for the others `rdopkg update --phase2 kilo --without {good}`'
    better = f'next: you: better builds: `rdopkg update FILE --id {good}`; {without}\n'
    assert better in said.out and said.out.count('next: ') == 2
    assert {f'updates/{good}.yml', f'updates/{breaker}.yml'} <= set(kilo.files())
    said = kilo.run('update', '--phase2', '--without', f'{breaker},', '--wait')
    assert f'moved to ready/: {good}\n' in said.out
    assert said.out.endswith(f'next: a release engineer: `rdopkg ci promote {good}`\n')
    assert kilo.files() == [
        'ci.yml',
        f'ready/{good}.yml',
        f'ready/{good}.yml.sums',
        f'updates/{breaker}.yml',
    ]
    told = kilo.run('ci', 'status', breaker).out
    assert f': {oslo_problem(good, breaker)} (updates' in told
    assert told.startswith(f'{breaker}') and ', the last that is known; it broke that of' in told
    again = f'next: you: better builds: `rdopkg update FILE --id {breaker}`; as it is it is red again, in stage at the latest'
    assert f'{again}\n' in told
    assert 'Packager' in kilo.git('log', '-1', '--format=%an')
    said = kilo.run('update', '--phase2', '--wait')
    assert f'\nnot with {good}, ready already: stage tests them together\n' in said.out
    told = 'phase2 passed, but not with {}: stage tests them together\n'
    assert told.format(good) in kilo.run('ci', 'status', breaker).out
    kilo.run('ci', 'promote', '-y', '--wait', breaker)
    assert told.format(f'{breaker} in production since') in kilo.run('ci', 'status', good).out


def test_two_updates_that_bring_the_same_file(kilo: Box) -> None:
    own = own_sources(kilo)
    ids = []
    for name in ('tool-a', 'tool-b', 'tool-c'):
        text = f'notes: {name}\nbuilds:\n- {{id: {name}-1-1.el7, source: local, repo: kilo, dist: el7}}\n'
        build(own, Words(name, files=(Content('/usr/bin/tool', name),)))
        ids.append(kilo.run('update', kilo.write(f'{name}.yml', text)).out[:4])
    kilo.run('ci', 'gate')
    *ids, bad = ids
    said = kilo.run('update', '--phase2', '--without', bad, '--wait', code=3)
    names = ', '.join(sorted(ids))
    assert (
        f'tool-a-1-1.el7 (update {ids[0]}) and tool-b-1-1.el7 (update {ids[1]}) both bring /usr/bin/tool'
        f' (updates {names} together: leave out any one of them)'
    ) in said.out
    less = ','.join(sorted([ids[1], bad]))
    turn = f'for the others `rdopkg update --phase2 kilo --without {less}`\n'
    assert turn in said.out and turn in kilo.run('ci', 'status', ids[1], code=3).out
    said = kilo.run('update', '--phase2', '--without', less, '--wait')
    assert f'moved to ready/: {ids[0]}\n' in said.out
    kilo.run('ci', 'promote', '--yes', '--wait')


def test_phase2_without_wait_is_finished_by_the_gate(kilo: Box) -> None:
    [good] = pool(kilo, 'good')
    kilo.hold()
    said = kilo.run('update', '--phase2', code=8).out
    assert 'Not finished: ' in said
    assert said.endswith('follow it: `rdopkg ci status phase2 --watch`\n')
    kilo.let_go()
    assert f'moved to ready/: {good}\n' in kilo.run('ci', 'gate').out
    assert kilo.run('update', '--phase2', 'kilo') == (0, 'Nothing in updates/ to test.\n', '')


def test_phase2_dry_run_starts_nothing(kilo: Box) -> None:
    pool(kilo, 'good')
    said = kilo.run('update', '--phase2', '--dry-run')
    assert '. not started  no run yet, it starts without --dry-run\n' in said.out
    assert not (kilo.home / 'runs' / 'phase2').exists()


@pytest.mark.parametrize(
    ('words', 'message'),
    [
        pytest.param(('junno',), "the policy does not know 'junno'", id='an unknown release'),
        pytest.param(
            ('Kilo/el7',),
            "takes releases, not targets: 'Kilo/el7'\n`rdopkg update --phase2 kilo`",
            id='a target',
        ),
        pytest.param(('up.yml',), "--phase2 takes no update file: 'up.yml'", id='a file'),
        pytest.param(('--without', 'zzzz'), "not in updates/: 'zzzz'", id='an unknown update'),
    ],
)
def test_phase2_of_nothing(kilo: Box, words: tuple[str, ...], message: str) -> None:
    pool(kilo, 'good')
    assert message in kilo.run('update', '--phase2', *words, code=2).err


def test_what_changed_after_the_pin_stays(kilo: Box) -> None:
    """The tested file moves, an edited one waits for the next round."""
    [good] = pool(kilo, 'good')
    kilo.hold()
    kilo.run('update', '--phase2', code=8)
    path = f'updates/{good}.yml'
    kilo.edit(path, 'fix', 'really fix')
    kilo.let_go()
    assert kilo.run('ci', 'gate').out == ''
    assert path in kilo.files()
    kilo.run('update', '--phase2', '--wait')
    assert 'really fix' in kilo.git('show', f'master:ready/{good}.yml')


def test_what_was_moved_back_by_hand_waits_for_a_round_of_its_own(kilo: Box) -> None:
    """The round that moved it has spoken of what was there then; the gate must not move it again."""
    [good] = ready(kilo, 'good')
    text = kilo.git('show', f'master:ready/{good}.yml') + '\n'
    kilo.commit(
        {
            f'ready/{good}.yml': None,
            f'ready/{good}.yml.sums': None,
            f'updates/{good}.yml': text.encode(),
        }
    )
    assert kilo.run('ci', 'gate').out == ''
    assert kilo.files() == ['ci.yml', f'updates/{good}.yml']
    assert (
        'next: a release engineer: `rdopkg update --phase2 kilo`'
        in kilo.run('ci', 'status', good).out
    )
    assert f'moved to ready/: {good}\n' in kilo.run('update', '--phase2', '--wait').out


def test_groups_go_to_directories_of_their_own(kilo: Box) -> None:
    alone = (kilo.work / kilo.demo('good.yml')).read_text() + 'group: tuesday\n'
    grouped = kilo.run('update', kilo.write('grouped.yml', alone)).out[:4]
    other = kilo.run(
        'update',
        kilo.write('other.yml', alone.replace('local', 'dummy').replace('group: tuesday', '')),
    ).out[:4]
    kilo.run('ci', 'gate')
    assert (
        f'moved to ready/: {other}; tuesday/: {grouped}\n'
        in kilo.run('update', '--phase2', '--wait').out
    )
    assert kilo.log()[0] == f'Move to ready/: {other}; tuesday/: {grouped}'
    assert (
        f'moved to pushed/: {grouped}\n' in kilo.run('ci', 'promote', 'tuesday', '-y', '--wait').out
    )


def test_green_updates_held_back_by_a_red_one_are_told_so(kilo: Box) -> None:
    both = 'notes: on two targets\nbuilds:\n' + ''.join(
        f'  - {{id: some-thing-1-1, source: dummy, repo: kilo, dist: {dist}}}\n'
        for dist in ('el7', 'f22')
    )
    other = (
        'notes: on one\nbuilds:\n  - {id: other-thing-1-1, source: dummy, repo: kilo, dist: f22}\n'
    )
    kilo.run('update', kilo.write('both.yml', both))
    one = kilo.run('update', kilo.write('other.yml', other)).out[:4]
    guilty = pool(kilo, 'good', 'breaker')
    kilo.run('update', '--phase2', '--wait', code=3)
    board = kilo.run('ci', 'status', one, code=8).out
    assert board.startswith(f'{one}  updates/    phase2  . waiting   you ')
    assert f"      waits for the pool: {' + '.join(sorted(guilty))} don't go together\n" in board
    without = f'`rdopkg update --phase2 kilo --without {min(guilty)}`'
    assert f'      next: a release engineer: {without}\n' in board


def test_a_fault_is_told_once_and_holds_the_others_by_its_name(kilo: Box) -> None:
    innocent = []
    for number in range(3):
        text = (
            f'notes: thing {number}\n'
            f'builds: [{{id: thing{number}-1-1, source: dummy, repo: kilo, dist: el7}}]\n'
        )
        innocent.append(kilo.run('update', kilo.write(f'{number}.yml', text)).out[:4])
    guilty = pool(kilo, 'good', 'breaker')
    problem = oslo_problem(*guilty)
    assert kilo.run('update', '--phase2', '--wait', code=3).out.count(problem) == 1
    board = kilo.run('ci', 'status', code=3).out
    first, second = sorted(guilty)
    assert board.count(f'x failed    {problem}') == 1
    assert 'names no base repos' not in board, 'which has nothing to do with it'
    assert re.search(rf'kilo/el7          x failed    the same as ({first}|{second})\n', board)
    fault = f"for the pool: {first} + {second} don't go together"
    assert board.count(f'kilo/el7          . waiting   {fault}\n') == 3
    rows = kilo.json('ci', 'status', *innocent, code=8)['updates']
    assert {row['verdict'] for row in rows} == {'waiting'}
    assert all(row['next']['what'].endswith(f'--without {first}`') for row in rows)
    [row] = kilo.json('ci', 'status', first, code=3)['updates']
    assert row['targets'][0]['cause']['at_fault'] == [first, second]
    said = kilo.run('ci', 'retry', innocent[0]).out
    assert said.startswith(f'{innocent[0]}: phase2 started again on kilo/el7\n')
    [told] = kilo.json('ci', 'gate')['rounds']
    assert (told['verdict'], told['without']) == ('failed', [])
    assert [(one['update'], one['who']) for one in told['next']] == [
        (first, 'author'),
        (second, 'author'),
    ]


def test_who_is_at_fault_in_a_step_of_the_policys_own_is_found_by_runs(kilo: Box) -> None:
    own = own_sources(kilo)
    ids = {}
    for name in ('one', 'two', 'three'):
        build(own, Words(name))
        text = f'notes: {name}\nbuilds:\n- {{id: {name}-1-1.el7, source: local, repo: kilo, dist: el7}}\n'
        ids[name] = kilo.run('update', kilo.write(f'{name}.yml', text)).out[:4]
    kilo.run('ci', 'gate')
    assert kilo.run('update', '--phase2', '--isolate').out.startswith(
        'No round of phase2 has failed'
    )
    look = 'd=$(sed -n s,^baseurl=file://,,p $0); ! find $d -name two-1* | grep .'
    step = f'{{name: tempest, command: [sh, -c, "{look}", "{{repo_file}}"]}}'
    kilo.edit('ci.yml', 'phase2: {steps: []', f'phase2: {{steps: [{step}]')
    said = kilo.run('update', '--phase2', '--wait', code=3).out
    assert said.count('--isolate') == 1
    board = kilo.run('ci', 'status', code=3).out
    look = 'a release engineer: `rdopkg update --phase2 kilo --isolate` looks for who of the pool'
    assert board.count(f'next: {look}') == 3
    dry = kilo.run('update', '--phase2', '--isolate', '--dry-run', code=8).out
    assert f'next, after 0 runs: {", ".join(sorted(ids.values()))}; no update\n' in dry
    said = kilo.run('update', '--phase2', '--isolate', '--wait', code=3).out
    assert f'at fault (certain): {ids["two"]}; with it the pool fails' in said
    assert f'`rdopkg update --phase2 kilo --without {ids["two"]}`' in said
    [told] = kilo.json('update', '--phase2', '--isolate', code=3)['targets']
    assert (told['state'], told['at_fault']) == ('at-fault', [ids['two']])
    assert told['runs'] <= 5
    board = kilo.run('ci', 'status', code=3).out
    assert board.startswith('3 updates: 1 failed, 2 waiting\n')
    assert board.count(f'      {ids["two"]} is at fault (certain): with it the pool fails') == 3
    assert kilo.run('ci', 'gate').out == '', 'the runs of the search move nothing'
    rest = ', '.join(sorted({ids['one'], ids['three']}))
    said = kilo.run('update', '--phase2', '--without', ids['two'], '--wait')
    assert f'moved to ready/: {rest}\n' in said.out


def test_who_was_found_to_be_at_fault_is_named_as_gone_when_it_is(kilo: Box) -> None:
    [first, _] = pool(kilo, 'good', 'breaker')
    kilo.run('update', '--phase2', '--wait', code=3)
    kilo.run('ci', 'withdraw', first, '--reason', 'breaks the other')
    said = kilo.run('update', '--phase2', '--isolate', code=3).out
    again = '`rdopkg update --phase2` tests what is there now'
    assert f'edited, moved or withdrawn since: {first}; {again}\n' in said


def test_isolate_belongs_to_phase2_and_chooses_by_itself(kilo: Box) -> None:
    assert 'only with --phase2' in kilo.run('update', '--isolate', 'x.yml', code=2).err
    words = ('update', '--phase2', '--isolate', '--without', 'abcd')
    assert 'not with --isolate' in kilo.run(*words, code=2).err
