"""An update that lacks what another one brings, until it is merged."""

from __future__ import annotations

from box import Box
from life import own_sources, submit
from rpmkit import Words, build

from rdopkg_ci.doors.repos import yum

BUILD = 'python-heat-cfntools-1.3-1.el7'
UPDATE = f'notes: Cfntools\nbuilds: [{{id: {BUILD}, source: local, repo: kilo, dist: el7}}]\n'


def test_the_board_says_where_what_is_missing_lies(kilo: Box) -> None:
    build(own_sources(kilo), Words('python-heat-cfntools', '1.3'))
    other = kilo.run('update', kilo.write('cfntools.yml', UPDATE)).out[:4]
    [heat] = submit(kilo, 'broken')
    kilo.run('ci', 'gate')
    shown = kilo.run('ci', 'status', heat, code=3).out
    assert f'      waits for {other} in updates/, which brings {BUILD}\n' in shown
    both = f'or list the builds in one update: `rdopkg update FILE --id {heat}`\n'
    promote, retry = f'`rdopkg ci promote {other}`', f'`rdopkg ci retry {heat}`'
    turn = f'      next: a release engineer: `rdopkg update --phase2 kilo` and {promote}, then {retry}; {both}'
    assert turn in shown
    assert turn.strip() in kilo.run('ci', 'show', heat).out
    kilo.run('update', '--phase2', '--wait')
    shown = kilo.run('ci', 'status', heat, code=3).out
    assert f'      next: a release engineer: {promote}, then {retry}; {both}' in shown
    kilo.run('ci', 'promote', '-y', '--wait')
    shown = kilo.run('ci', 'status', heat, code=3).out
    assert f'      {other} has brought {BUILD} to production since\n' in shown
    assert f'      next: you: {retry}\n' in shown
    kilo.run('ci', 'retry', heat)
    assert f'{heat}: merged into updates/\n' in kilo.run('ci', 'gate').out


def test_a_library_and_what_needs_it_are_one_update(kilo: Box) -> None:
    """The one breaks what production has of the other, and that lacks the one."""
    sources, production = own_sources(kilo), kilo.home / 'production' / 'kilo' / 'el7'
    build(production, Words('app', requires=('lib < 2',)))
    build(production, Words('lib'))
    yum.make(production)
    build(sources, Words('lib', '2'))
    build(sources, Words('app', '2', requires=('lib >= 2',)))
    text = UPDATE.replace(BUILD, 'NAME-2-1.el7')
    ids = [
        kilo.run('update', kilo.write(f'{name}.yml', text.replace('NAME', name))).out[:4]
        for name in ('lib', 'app')
    ]
    kilo.run('ci', 'gate')
    for one in ids:
        shown = kilo.run('ci', 'status', one, code=3).out
        assert (
            f'next: you: list the builds of both in one update: `rdopkg update FILE --id {one}`;'
            in shown
        )
    lib = kilo.run('ci', 'show', ids[0]).out
    assert (
        f'waits for {ids[1]} in review 2, which brings app-2-1.el7 for app-1-1.el7, which it breaks'
        in lib
    )


def test_the_gate_says_it_of_what_it_votes_down(kilo: Box) -> None:
    build(own_sources(kilo), Words('python-heat-cfntools', '1.3'))
    other = kilo.run('update', kilo.write('cfntools.yml', UPDATE)).out[:4]
    kilo.run('ci', 'gate')
    [heat] = submit(kilo, 'broken')
    gate = kilo.run('ci', 'gate').out
    turn = f'a release engineer: `rdopkg update --phase2 kilo` and `rdopkg ci promote {other}`'
    assert f'{heat}: voted -1' in gate and f'next: {turn}, then ' in gate
    told = kilo.json('ci', 'show', heat, code=None)['update']
    assert told['note'] == f'waits for {other} in updates/, which brings {BUILD}'
    assert f'Next: {turn}' in kilo.run('ci', 'show', heat).out
