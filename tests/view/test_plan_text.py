"""The plan of a run as people and programs read it."""

from __future__ import annotations

from dataclasses import replace

from rdopkg_ci.core.planning.plan import Plan, PlannedStep
from rdopkg_ci.core.policy.command import Command, Role
from rdopkg_ci.core.target import Target
from rdopkg_ci.view import plan as view

TARGET = Target('kilo', 'el7')
PLAN = Plan(
    'phase1',
    (
        PlannedStep('resolve'),
        PlannedStep('packstack', Command('packstack', ('a b', '{dist}'), role=Role.PROVISION)),
        PlannedStep('clean', Command('clean', ('rm', '-r'), always=True, timeout=90.0)),
    ),
    7200.0,
)
FIRST = replace(PLAN, packages_first='it must be')


def test_the_text_of_a_plan() -> None:
    assert (
        view.text(PLAN, TARGET, ['abcd', '06ny'])
        == """\
phase1 on kilo/el7: 06ny, abcd
time limit: 120m
packages: as an upgrade of what was provisioned

  1  resolve    built in
  2  packstack  'a b' '{dist}'; role provision
  3  clean      rm -r; always; at most 90s"""
    )


def test_why_packages_come_first_is_said() -> None:
    text = view.text(FIRST, TARGET, ['06ny'])
    assert 'packages: before provisioning, because it must be\n' in text


def test_the_data_of_a_plan() -> None:
    data = view.data(FIRST, TARGET, ['06ny'])
    assert (data['packages_first'], data['reason'], data['timeout']) == (True, 'it must be', 7200.0)
    assert data['steps'][2] == {
        'name': 'clean',
        'built_in': False,
        'command': ['rm', '-r'],
        'role': None,
        'always': True,
        'timeout': 90.0,
    }
    assert data['steps'][0]['command'] is None and data['steps'][0]['built_in']
