"""The jobs that we want: four, and of a phase one more for each label of agents.

A job holds no logic: its one line runs a command of ours, which finds its parameters in the
environment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rdopkg_ci.core.phase import PHASES
from rdopkg_ci.core.runs import parameters

GATE = 'rdo-gate'
# Builds of a phase that are kept, unless the settings say otherwise.
KEEP = 1000
# What the settings may say: the newest hundred are looked at.
LEAST, MOST = 100, 1_000_000


class JobParameter(NamedTuple):
    name: str
    description: str


KEY = JobParameter('key', 'the key that the run is found by')


class JobDefinition(NamedTuple):
    """``timer`` is a crontab line of Jenkins, empty for none; ``label`` is of the agents that may
    run it, empty for any; ``keep`` builds are kept. ``junit`` says whether tests are published.
    """

    name: str
    summary: str
    command: str
    keep: int
    parameters: tuple[JobParameter, ...] = ()
    timer: str = ''
    label: str = ''
    junit: bool = False

    @property
    def is_of_phase(self) -> bool:
        """Whether its builds are runs, many at once and each with results."""
        return bool(self.parameters)


def name_of(phase: str, label: str) -> str:
    """The name of the job that runs a phase on the agents with a label."""
    return '-'.join(filter(None, ('rdo', phase, label)))


def is_labelled(name: str) -> bool:
    """Whether a job for some label may be called so."""
    return name.startswith(tuple(f'{name_of(phase, "")}-' for phase in PHASES))


def wanted(
    labels: Iterable[str] = (), junit: bool = True, keep: int = KEEP
) -> Sequence[JobDefinition]:
    """The jobs for agents that are all alike, and for those with each of ``labels``."""
    gate = JobDefinition(
        GATE,
        'Does whatever is next: starts runs, votes, merges, moves what passed.',
        'exec rdopkg ci gate --timer',
        keep=500,
        timer='*/5 * * * *',
    )
    each = ['', *sorted({label for label in labels if label})]
    return [gate, *(_of_phase(phase, label, junit, keep) for phase in PHASES for label in each)]


def _of_phase(phase: str, label: str, junit: bool, keep: int) -> JobDefinition:
    taken = (JobParameter(one.name, one.help) for one in parameters.taken_by(phase))
    return JobDefinition(
        name_of(phase, label),
        f'Runs {phase} for one target.',
        f'exec rdopkg ci run {phase} --from-environment --result=result',
        keep=keep,
        parameters=(*taken, KEY),
        label=label,
        junit=junit,
    )
