"""`rdopkg ci promote`: stage, a test of stage, production."""

from __future__ import annotations

import os

import pytest
from box import PATIENCE, Box
from life import GLANCE, own_sources, pool, ready, submit
from rpmkit import Words, build


def test_promote_publishes_to_stage_and_production(kilo: Box) -> None:
    [good] = ready(kilo, 'good')
    assert (
        kilo.run('ci', 'promote', '--dry-run').out
        == f"""\
{good}  Glance 2015.1.1: fix CVE-2015-5163
kilo/el7: production holds 4 RPMs, 1 to add
  {good}  + {GLANCE}.noarch.rpm
"""
    )
    assert not (kilo.home / 'stage').exists() or not list((kilo.home / 'stage').glob('kilo*'))
    said = kilo.run('ci', 'promote', '-y', '--wait')
    assert f'moved to pushed/: {good}\n' in said.out
    production = kilo.home / 'production' / 'kilo' / 'el7'
    assert (production / f'{GLANCE}.noarch.rpm').exists()
    assert (kilo.home / 'stage' / 'kilo' / 'el7' / f'{GLANCE}.noarch.rpm').exists()
    assert kilo.files() == [
        'ci.yml',
        f'pushed/{good}.yml',
        f'pushed/{good}.yml.files',
        f'pushed/{good}.yml.sums',
    ]
    assert (
        kilo.git('show', f'master:pushed/{good}.yml.files') == f'{production}/{GLANCE}.noarch.rpm'
    )
    assert kilo.run('ci', 'promote', '-y').out == 'Nothing to promote: nothing is ready.\n'
    said = kilo.run('ci', 'promote', good, '-y').out
    assert said.startswith(f'Nothing to promote.\n{good}: in production already, since 2')
    assert kilo.run('ci', 'status').out == 'No updates are on their way.\n'
    assert 'pushed/' in kilo.run('ci', 'status', good).out


def test_promote_without_wait_is_run_again(kilo: Box) -> None:
    ready(kilo, 'good')
    kilo.hold()
    assert 'Stage is not finished' in kilo.run('ci', 'promote', '-y', code=8).out
    kilo.let_go()
    kilo.run('ci', 'promote', '-y', '--wait')
    assert 'pushed/' in kilo.files()[1]


def test_who_loses_a_race_says_that_it_is_published(kilo: Box) -> None:
    [good] = ready(kilo, 'good')
    kilo.hold()
    both = [kilo.popen('ci', 'promote', '-y', '--wait') for _ in range(2)]
    for process in both:
        # The last line of the plan.
        assert process.stdout and any('+ openstack' in line for line in process.stdout)
    kilo.let_go()
    winner, loser = sorted((one.communicate(timeout=PATIENCE)[0] for one in both), key=faster)
    assert [process.returncode for process in both] == [0, 0]
    assert f'moved to pushed/: {good}\n' in winner and 'moved' not in loser
    assert (
        f'changed in the rdo-update repo since they were looked at: {good}. Once more:\n' in loser
    )
    assert f'Nothing to promote.\n{good}: in production already, since ' in loser


def faster(said: str) -> bool:
    return 'Somebody else was faster' in said


def test_a_red_stage_names_the_updates(kilo: Box) -> None:
    """Each has passed phase2 without the other; stage is where they meet."""
    good, breaker = pool(kilo, 'good', 'breaker')
    text = 'notes: A third\nbuilds: [{id: third-1-1, source: dummy, repo: kilo, dist: el7}]\n'
    third = kilo.run('update', kilo.write('third.yml', text)).out[:4]
    kilo.run('ci', 'gate')
    kilo.run('update', '--phase2', '--without', breaker, '--wait')
    kilo.run('update', '--phase2', '--wait')
    said = kilo.run('ci', 'promote', '--without', third, '-y', '--wait', code=3).out
    assert (
        f'(updates {", ".join(sorted((good, breaker)))} together: leave out any one of them)'
        in said
    )
    assert f'production is as it was. Promote the others with --without {third},ID' in said
    without = f'`rdopkg ci promote --without {",".join(sorted((breaker, third)))}`'
    assert f'for the others {without}\n' in kilo.run('ci', 'status', breaker, code=3).out
    told = f'{third} is in: the last stage was without it.\n'
    assert told in kilo.run('ci', 'promote', '-n').out
    assert kilo.json('ci', 'promote', '-n')['again'] == [third]
    again = kilo.run('ci', 'promote', '--without', f'{breaker},{third}', '-y', '--wait').out
    assert f'{breaker} stays where it is: it was left out with --without.\n' in again
    assert f'moved to pushed/: {good}\n' in again and f'ready/{breaker}.yml' in kilo.files()
    assert told not in kilo.run('ci', 'promote', third, '-n').out, 'that stage is over'


def test_promote_asks_and_nobody_is_there(kilo: Box) -> None:
    ready(kilo, 'good')
    assert '-y' in kilo.run('ci', 'promote', code=2).err


@pytest.mark.parametrize(
    ('answer', 'end', 'is_pushed'),
    [('n', 'Nothing was changed.', False), ('y', 'moved to pushed/: ', True)],
)
def test_promote_asks_and_does_as_it_is_told(
    kilo: Box, answer: str, end: str, is_pushed: bool
) -> None:
    [good] = ready(kilo, 'good')
    terminal, its_end = os.openpty()
    os.write(terminal, f'{answer}\n'.encode())
    process = kilo.popen('ci', 'promote', '--wait', stdin=its_end)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert 'Publish this to stage, and to production when it is green? [y/N] ' in out and end in out
    assert (f'pushed/{good}.yml' in kilo.files()) is is_pushed


def test_promote_of_what_is_not_ready(kilo: Box) -> None:
    [good] = pool(kilo, 'good')
    said = kilo.run('ci', 'promote', good, code=2).err
    pooled = 'it is in updates/, and `rdopkg update --phase2` comes first'
    assert f"nothing is ready of '{good}': {pooled}\n" in said
    [broken] = submit(kilo, 'broken')
    said = kilo.run('ci', 'promote', broken, 'klio', code=2).err
    reviewed = 'it is in review, and the gate and `rdopkg update --phase2` come first'
    assert f"nothing is ready of '{broken}': {reviewed}\n" in said
    assert "nothing is ready of 'klio'; did you mean 'kilo'?\n" in said


def test_promote_refuses_what_is_not_what_was_tested(kilo: Box) -> None:
    sources = own_sources(kilo)
    ready(kilo, 'good')
    build(sources, Words('openstack-glance', '2015.1.1', text='Built again.'))
    for how in (('--dry-run',), ('-y', '--wait')):
        said = kilo.run('ci', 'promote', *how, code=3)
        assert 'not what phase2 tested' in said.err
        assert f'{GLANCE}.noarch.rpm was tested as' in said.err
    assert not (kilo.home / 'production' / 'kilo' / 'el7' / f'{GLANCE}.noarch.rpm').exists()
    (sources / f'{GLANCE}.noarch.rpm').unlink()
    said = kilo.run('ci', 'promote', '--dry-run', code=3).err
    assert f'{GLANCE}.noarch.rpm was tested, but its source has it no more' in said


def test_promote_refuses_to_publish_elsewhere_than_ci_tests_against(kilo: Box) -> None:
    ready(kilo, 'good')
    kilo.environ['RDOPKG_CI_PUBLISH_PRODUCTION'] = str(kilo.work / 'elsewhere')
    said = kilo.run('ci', 'promote', '-y', code=2)
    assert f'but publish.production leads to {kilo.work}/elsewhere/kilo/el7' in said.err
    assert not (kilo.work / 'elsewhere').exists()


def test_what_the_policy_does_not_know_any_more_is_shown_and_holds_up_nothing(kilo: Box) -> None:
    ready(kilo, 'good')
    text = b'notes: Old\nbuilds:\n- {id: nova-1-1, source: dummy, repo: havana, dist: el7}\n'
    kilo.commit({f'{place}.yml': text for place in ('ready/old1', 'pushed/old2', 'failed/old3')})
    told = kilo.run('ci', 'status', code=3).out
    assert 'old1  ready/      -       x failed  ' in told and 'not a valid update\n' in told
    assert "      ready/old1.yml:\n        line 3: unknown release 'havana'" in told
    rows = {row['id']: row for row in kilo.json('ci', 'status', 'pushed', 'failed/')['updates']}
    assert rows['old2']['title'] == 'Old' and rows['old2']['verdict'] == 'passed'
    [stays] = kilo.json('ci', 'promote', '-n')['stays']
    assert stays['name'] == 'old1' and "unknown release 'havana'" in stays['reason']
    said = kilo.run('ci', 'promote', '-y', '--wait')
    assert said.err.startswith('warning: old1 stays where it is:\n  ready/old1.yml:')
    assert 'moved to pushed/' in said.out
    assert "unknown release 'havana'" in kilo.run('ci', 'promote', 'old1', code=2).err


def test_an_rpm_that_two_updates_list_is_one_to_add(kilo: Box) -> None:
    [good] = ready(kilo, 'good')
    paths = [f'ready/{good}.yml', f'ready/{good}.yml.sums']
    texts = [kilo.git('show', f'master:{path}').encode() + b'\n' for path in paths]
    kilo.commit(dict(zip(('ready/twin.yml', 'ready/twin.yml.sums'), texts)))
    said = kilo.run('ci', 'promote', '--dry-run').out
    assert 'production holds 4 RPMs, 1 to add\n' in said
    [plan] = kilo.json('ci', 'promote', '--dry-run')['publications'].values()
    assert plan['added'] == [f'{GLANCE}.noarch.rpm'] and plan['updates'] == [good, 'twin']
    kilo.commit({'ready/none.yml': texts[0]})
    said = kilo.run('ci', 'promote', '-n', '--without', 'twin', code=3).err
    assert 'promote the others with --without twin,ID' in said, 'what is out stays out'


def test_a_target_names_what_has_builds_for_it(kilo: Box) -> None:
    [good] = ready(kilo, 'good')
    told = kilo.json('ci', 'promote', 'Kilo/EL7', '-n')
    assert told['publications']['kilo/el7']['updates'] == [good]
    assert kilo.run('ci', 'promote', 'kilo/f22', '-n').out == (
        'Nothing to promote.\nkilo/f22: nothing that is ready has builds for it.\n'
    )
    told = kilo.json('ci', 'promote', 'kilo', '-n', '--without', good)
    assert (told['publications'], told['left_out'], told['waiting']) == ({}, [good], [])
    assert told['stays'][0] == {'name': good, 'reason': 'left out with --without', 'next': None}
    said = kilo.run('ci', 'promote', '-n', '--without', 'zzzz', code=2).err
    assert f"--without: not ready: 'zzzz'\nReady are: {good}.\n" in said
