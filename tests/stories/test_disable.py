"""`rdopkg ci disable` and `enable`."""

from __future__ import annotations

import pytest
from box import Box
from life import own_sources, submit
from rpmkit import Words, build


def test_a_disabled_target_is_shown_and_waits_for_a_person(kilo: Box) -> None:
    kilo.run('ci', 'disable', 'kilo/el7', '--reason', 'mirror: "down"', '--until', '2099-01-01')
    assert kilo.log()[0] == 'Disable kilo/el7 until 2099-01-01'
    [good] = submit(kilo, 'good')
    kilo.run('ci', 'gate')
    assert f'updates/{good}.yml' not in kilo.files()
    assert (
        '- disabled mirror: "down" (Packager <packager@example.org>, until 2099-01-01)'
        in ' '.join(kilo.run('ci', 'status').out.split())
    )
    assert (
        kilo.run(
            'ci', 'disable', 'kilo/el7', '--reason', 'mirror: "down"', '--until', '2099-01-01'
        ).code
        == 0
    )
    assert kilo.log().count('Disable kilo/el7 until 2099-01-01') == 1, (
        'the same again is nothing new'
    )
    assert kilo.run('ci', 'enable', 'kilo/el7').out == 'kilo/el7 is enabled\n'
    assert kilo.run('ci', 'enable', 'kilo/el7').out == 'kilo/el7 was not disabled\n'
    assert kilo.git('diff', 'master~2', 'master', '--', 'ci.yml') == '', 'byte for byte as it was'
    kilo.run('ci', 'gate')
    assert f'updates/{good}.yml' in kilo.files()
    words = ('--reason', 'down', '--until', '2099-01-01', '--phase', 'phase2')
    kilo.run('ci', 'disable', 'kilo/el7', *words)
    said = kilo.run('update', '--phase2', '--wait', code=8)
    enable = f'`rdopkg ci enable kilo/el7`, or `rdopkg ci withdraw {good} --reason WHY`'
    turn = f'next: an admin: every target is disabled: {enable}\n'
    assert said.out.endswith(f'\n{turn}')
    board = kilo.run('ci', 'status').out
    assert f'{good}  updates/    phase2  - disabled' in board and board.endswith(turn)
    assert f'updates/{good}.yml' in kilo.files()


@pytest.mark.parametrize(
    ('words', 'told'),
    [
        pytest.param((), 'kilo/el7 is disabled until 2099-01-01\n', id='all of it'),
        pytest.param(
            ('--phase', 'phase2', '--signature', 'mirror-404'),
            'kilo/el7 is disabled in phase2 for failures of the kind mirror-404 until 2099-01-01\n',
            id='less',
        ),
    ],
)
def test_it_says_what_is_disabled(kilo: Box, words: tuple[str, ...], told: str) -> None:
    asked = ('kilo/el7', '--reason', 'x', '--until', '2099-01-01', *words)
    assert kilo.run('ci', 'disable', *asked).out == told
    shown = told.replace(' is disabled', '').replace('\n', ': x\n')
    assert f'  disabled: {shown}' in kilo.run('ci', 'policy').out


def test_a_wider_one_takes_the_place_of_what_it_covers(kilo: Box) -> None:
    def disabled(*words: str) -> list[tuple[str, str, str]]:
        kilo.run('ci', 'disable', 'kilo/el7', '--reason', 'x', *words)
        told = kilo.json('ci', 'policy')['disabled']
        return [(one['until'], one['phase'] or '', one['signature'] or '') for one in told]

    assert disabled('--until', '2098-01-01', '--phase', 'phase2') == [('2098-01-01', 'phase2', '')]
    kind = disabled('--until', '2099-03-01', '--signature', 'mirror-404')
    assert kind == [('2098-01-01', 'phase2', ''), ('2099-03-01', '', 'mirror-404')]
    whole = disabled('--until', '2099-01-01')
    assert whole == [('2099-03-01', '', 'mirror-404'), ('2099-01-01', '', '')]
    assert disabled('--until', '2097-01-01')[1:] == [('2097-01-01', '', '')]


@pytest.mark.parametrize(
    ('words', 'message'),
    [
        pytest.param(
            ('kilo/f99', '--reason', 'x', '--until', '2099-01-01'),
            'the policy does not know kilo/f99',
            id='unknown target',
        ),
        pytest.param(
            ('kilo/el7', '--reason', 'x', '--until', '2015-01-01'), 'is over already', id='past'
        ),
        pytest.param(
            ('kilo/el7', '--reason', 'x', '--until', 'soon'), 'is not a day', id='no date'
        ),
    ],
)
def test_disable_says_what_cannot_be(kilo: Box, words: tuple[str, ...], message: str) -> None:
    assert message in kilo.run('ci', 'disable', *words, code=2).err


def test_what_phase2_has_not_tested_on_a_disabled_target_waits_and_stops_no_other(
    kilo: Box,
) -> None:
    sources, builds = own_sources(kilo), ''
    for dist, release in (('el7', '1.el7'), ('f22', '1.fc22')):
        build(sources, Words('z5', '1.0', release))
        builds += f'- {{id: z5-1.0-{release}, source: local, repo: kilo, dist: {dist}}}\n'
    kilo.run('ci', 'disable', 'kilo/f22', '--reason', 'no mirror', '--until', '2099-01-01')
    z5 = kilo.run('update', kilo.write('z5.yml', f'notes: Z5\nbuilds:\n{builds}')).out[:4]
    [good] = submit(kilo, 'good')
    kilo.run('ci', 'gate')
    kilo.run('update', '--phase2', '--wait')
    why, again = 'phase2 has not tested kilo/f22', f'`rdopkg ci revert {z5} --reason WHY`'
    todo = f'{again}, then `rdopkg update --phase2 kilo`'
    turn = f'an admin: {why}: `rdopkg ci enable kilo/f22`, {todo}\n'
    board = kilo.run('ci', 'status', z5, code=8).out
    assert f'{z5}  ready/      phase2  . waiting' in board and board.endswith(f'next: {turn}')
    assert f'{z5} waits for {turn}' in kilo.run('ci', 'promote', z5, '-y', code=8).out
    told = kilo.json('ci', 'promote', '-n')
    assert (told['publications']['kilo/el7']['updates'], told['waiting']) == ([good], [z5])
    assert [(one['name'], one['reason']) for one in told['stays']] == [(z5, why)]
    kilo.run('ci', 'promote', '-y', '--wait')
    assert {f'pushed/{good}.yml', f'ready/{z5}.yml'} < {*kilo.files()}
    kilo.run('ci', 'enable', 'kilo/f22')
    said = kilo.run('ci', 'promote', '-y', code=8).out
    assert said.endswith(f'{z5} waits for a release engineer: {why}: {todo}\n')
    kilo.run('ci', 'revert', z5, '--reason', 'kilo/f22')
    assert f'updates/{z5}.yml' in kilo.files()
