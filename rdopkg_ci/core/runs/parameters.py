"""The parameters of a run as text: what they are called on a command line and in a job, what each
may hold, and which phases take it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from rdopkg_ci.core.phase import PHASE1, PHASE2, PHASES, STAGE
from rdopkg_ci.core.target import NAME
from rdopkg_ci.core.text.terminal import quoted


class Parameter(NamedTuple):
    """``name`` is that of the field of a `Request`; ``required`` by the phases that take it."""

    name: str
    metavar: str
    help: str
    pattern: re.Pattern[str]
    phases: tuple[str, ...] = PHASES
    required: bool = False


_TARGET = re.compile(f'{NAME.pattern}/{NAME.pattern}')
_COMMIT = re.compile(r'[0-9a-f]{40}|[0-9a-f]{64}')
_REF = re.compile(r'refs/changes/[0-9]{2}/[0-9]{1,12}/[0-9]{1,6}')
_ID = re.compile(r'[A-Za-z0-9]{4}')
_IDS = re.compile(r'[A-Za-z0-9]{4}(?:,[A-Za-z0-9]{4})*')
_LABEL = re.compile(r'[A-Za-z0-9][A-Za-z0-9._-]{0,62}')
_GENERATION = re.compile(r'[A-Za-z0-9][A-Za-z0-9_-]{0,100}')

_ISOLATE = 'yes: a look for who is at fault, over a part of the pool, of which nothing moves'

PARAMETERS = (
    Parameter('target', 'RELEASE/DIST', 'the target to test on', _TARGET, required=True),
    Parameter('commit', 'COMMIT', 'the id of the commit under test', _COMMIT, required=True),
    Parameter(
        'policy', 'COMMIT', 'the id of the commit to read the policy at (that under test)', _COMMIT
    ),
    Parameter('ref', 'REF', 'the ref of the change under review', _REF, (PHASE1,)),
    Parameter('update', 'ID', 'the id of the update to test', _ID, (PHASE1,), required=True),
    Parameter('without', 'ID,ID', 'the ids of updates to leave out', _IDS, (PHASE2,)),
    Parameter('isolate', 'yes', _ISOLATE, re.compile('yes'), (PHASE2,)),
    Parameter(
        'updates',
        'ID,ID',
        'the ids of the updates in the generation',
        _IDS,
        (STAGE,),
        required=True,
    ),
    Parameter(
        'generation',
        'NAME',
        'the name of the generation to test',
        _GENERATION,
        (STAGE,),
        required=True,
    ),
    Parameter('label', 'LABEL', 'the label of the agents that may run it', _LABEL),
)


def taken_by(phase: str) -> tuple[Parameter, ...]:
    """The parameters of a phase's runs."""
    return tuple(one for one in PARAMETERS if phase in one.phases)


def checked(phase: str, mapping: Mapping[str, str]) -> Mapping[str, str]:
    """The values of the parameters that ``phase`` takes, empty for none; others are dropped.

    Raises ValueError with the reason when one is missing or holds what it may not.
    """
    if phase not in PHASES:
        raise ValueError(f'{quoted(phase)} is not a phase: {", ".join(PHASES)}')
    return {one.name: _checked(one, phase, mapping.get(one.name) or '') for one in taken_by(phase)}


def _checked(parameter: Parameter, phase: str, value: str) -> str:
    if not value and parameter.required:
        raise ValueError(f'{phase} needs {parameter.name}: {parameter.help}')
    if value and not parameter.pattern.fullmatch(value):
        raise ValueError(f'{parameter.name}: {quoted(value)} is not {parameter.help}')
    return value
