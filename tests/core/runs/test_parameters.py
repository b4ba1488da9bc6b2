"""Parameters of a run as text: each with what it may hold, and what it must not let through."""

from __future__ import annotations

import pytest

from rdopkg_ci.core.phase import PHASE1, PHASE2, PHASES, STAGE
from rdopkg_ci.core.runs.parameters import PARAMETERS, Parameter, checked, taken_by

COMMIT = 'c' * 40
GOOD = {
    'target': 'juno/epel-7',
    'commit': COMMIT,
    'policy': 'd' * 64,
    'ref': 'refs/changes/07/7/12',
    'update': '06ny',
    'without': 'aa11,bb22',
    'isolate': 'yes',
    'updates': '06ny',
    'generation': 'b01a3f678451e0b7',
    'label': 'el6_only',
}
HOSTILE = ('--help', '-x', '../x', 'a b', 'a\n', '$(id)', '`id`', ';id', 'a\0', '*', '\x1b[m', "'")


@pytest.mark.parametrize(
    ('phase', 'names'),
    [
        (PHASE1, ['target', 'commit', 'policy', 'ref', 'update', 'label']),
        (PHASE2, ['target', 'commit', 'policy', 'without', 'isolate', 'label']),
        (STAGE, ['target', 'commit', 'policy', 'updates', 'generation', 'label']),
    ],
)
def test_what_a_phase_takes(phase: str, names: list[str]) -> None:
    assert [one.name for one in taken_by(phase)] == names
    assert checked(phase, GOOD) == {name: GOOD[name] for name in names}


@pytest.mark.parametrize('parameter', PARAMETERS, ids=lambda one: one.name)
@pytest.mark.parametrize('value', HOSTILE, ids=repr)
def test_nothing_hostile_passes(parameter: Parameter, value: str) -> None:
    phase = parameter.phases[0]
    with pytest.raises(ValueError, match=parameter.name):
        checked(phase, {**GOOD, parameter.name: value})


@pytest.mark.parametrize('parameter', PARAMETERS, ids=lambda one: one.name)
@pytest.mark.parametrize('value', [' x', '\n', '\0', '$(id)', '/../x', '\x1b[m'], ids=repr)
def test_nothing_hostile_follows(parameter: Parameter, value: str) -> None:
    with pytest.raises(ValueError, match=parameter.name):
        checked(parameter.phases[0], {**GOOD, parameter.name: GOOD[parameter.name] + value})


@pytest.mark.parametrize('parameter', PARAMETERS, ids=lambda one: one.name)
def test_what_may_be_left_out(parameter: Parameter) -> None:
    phase, rest = parameter.phases[0], {**GOOD, parameter.name: ''}
    if parameter.required:
        with pytest.raises(ValueError, match=f'{phase} needs {parameter.name}'):
            checked(phase, rest)
    else:
        assert checked(phase, rest)[parameter.name] == ''


@pytest.mark.parametrize('phase', ['', 'phase3', 'PHASE1', '../phase1'])
def test_no_phase(phase: str) -> None:
    with pytest.raises(ValueError, match='is not a phase: phase1, phase2, stage'):
        checked(phase, GOOD)


def test_every_phase_needs_a_target_and_a_commit() -> None:
    needed = [{one.name for one in taken_by(phase) if one.required} for phase in PHASES]
    assert set.intersection(*needed) == {'target', 'commit'}
