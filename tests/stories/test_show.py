"""`rdopkg ci show`: one update as a page, wherever it is."""

from __future__ import annotations

from box import Box
from life import GLANCE, edit, pool, ready


def test_from_review_to_production(kilo: Box) -> None:
    [good] = ready(kilo, 'good')
    assert f'{GLANCE} (local, kilo/el7): not in production' in kilo.run('ci', 'show', good).out
    kilo.run('ci', 'promote', '-y', '--wait')
    page = kilo.run('ci', 'show', GLANCE).out
    assert page.startswith(f'{good}  Glance 2015.1.1: fix CVE-2015-5163\n  pushed/{good}.yml: + ')
    assert '\n  by Packager <packager@example.org>\n' in page
    assert f'  {GLANCE} (local, kilo/el7): in production\n' in page
    assert '\nreview:\n  change 1: git --git-dir=' in page and ': Verified +1\n' in page
    assert 'Packager <packager@example.org>: phase1 passed.\n' in page
    assert f'Packager: New {good}\n' in page and 'Packager: Move to pushed/' in page
    for phase in ('phase1', 'phase2', 'stage'):
        assert page.count(f'{phase} on kilo/el7: + passed') == 1
    assert page.endswith('\nnext: nothing, it is in production\n')
    builds = ''.join(
        f'- {{id: {name}, source: {source}, repo: kilo, dist: el7}}\n'
        for name, source in ((GLANCE, 'local'), ('openstack-nova-2015.1.0-2.el7', 'dummy'))
    )
    more = kilo.write('more.yml', f'notes: x\nbuilds:\n{builds}')
    warned = kilo.run('update', more, '--dry-run').err
    first, second = warned.splitlines()
    assert first == f'warning: {GLANCE} (kilo/el7) is in production since {good}'
    assert 'production has openstack-nova-2015.1.0-3.el7, which is newer by its version' in second
    told = kilo.json('ci', 'show', good)
    assert [build['in_production'] for build in told['update']['builds']] == [True]
    assert [run['phase'] for run in told['runs']] == ['phase1', 'phase2', 'stage']
    assert told['review']['change'] == 1
    assert told['review']['messages'][0]['text'].startswith('phase1 passed.')


def test_a_red_one_with_its_review_and_cause(kilo: Box) -> None:
    good, broken = pool(kilo, 'good', 'broken')
    page = kilo.run('ci', 'show', 'openstack-heat').out
    assert 'review:\n  ' in page and 'Verified -1\n' in page and ': phase1 failed.\n' in page
    assert '\n    Next: the author: better builds: ' in page
    assert 'phase1 on kilo/el7: x failed, ' in page
    assert '    to blame: package (depsolve-unresolved)\n' in page
    assert f'\nnext: you: better builds: `rdopkg update FILE --id {broken}`\n' in page
    kilo.environ['COLUMNS'] = '60'
    lines = kilo.run('ci', 'show', broken).out.splitlines()
    assert max(len(line) for line in lines if '/' not in line) <= 60
    said = kilo.run('ci', 'show', 'kilo', code=2).err
    assert 'which of these 2 updates?' in said and f'rdopkg ci show {good}\n' in said


def test_an_update_and_the_open_change_that_edits_it_are_one_page(kilo: Box) -> None:
    [good] = pool(kilo, 'good')
    edit(kilo, good)
    kilo.edit(
        'ci.yml',
        'phase1: {steps: []',
        'phase1: {steps: [{name: smoke, command: [test, -e, /nonexistent]}]',
    )
    kilo.run('ci', 'gate')
    page, _, change = kilo.run('ci', 'show', good).out.partition('\nedited in review 2:\n')
    assert f'\n  updates/{good}.yml: ' in page and 'More' not in page and 'Verified -1' not in page
    assert page.count('phase1 on kilo/el7') == 1 and 'phase1 on kilo/el7: + passed' in page
    assert page.endswith('\nnext: a release engineer: `rdopkg update --phase2 kilo`\n')
    assert '\n    review 2, phase1: x failed' in change and 'Verified -1\n' in change
    assert change.count('phase1 on kilo/el7') == 1 and 'phase1 on kilo/el7: x failed' in change
    assert change.rpartition('\n  next: ')[2].startswith('you: better builds: ')
    told = kilo.json('ci', 'show', good)
    assert [run['verdict'] for run in told['runs']] == ['passed']
    [its] = told['edits']
    assert (its['update']['change'], [run['verdict'] for run in its['runs']]) == (2, ['failed'])
    alone = kilo.json('ci', 'show', '2')
    assert (alone['update']['change'], alone['edits'], len(alone['runs'])) == (2, [], 1)
    kilo.run('ci', 'withdraw', '2', '--reason', 'Not needed')
    page = kilo.run('ci', 'show', good).out
    assert '\nreview:\n  change 1: ' in page and 'Not needed' not in page
    assert page.count('phase1 on kilo/el7') == 1 and 'phase1 on kilo/el7: + passed' in page
    gone = kilo.run('ci', 'show', '2').out
    assert '\n  review 2: - withdrawn\n' in gone and '\nhistory:' not in gone
    assert '\nreview:\n  change 2: ' in gone and 'More.' in gone
    assert gone.count('phase1 on kilo/el7') == 1 and 'phase1 on kilo/el7: x failed' in gone
    assert 'withdrawn by Packager' in gone
