"""How a job on the server differs from the one that we want."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple
from xml.etree.ElementTree import Element

from rdopkg_ci.core.jobs import canonical, config_xml
from rdopkg_ci.core.jobs.job_definition import LEAST, MOST, JobDefinition
from rdopkg_ci.core.text.terminal import safe

_SHOWN = 200


class JobState(Enum):
    """``OLD`` is as we left it, by an earlier version or other settings, ``EDITED`` is not."""

    SAME = 'same'
    MISSING = 'missing'
    OLD = 'old'
    EDITED = 'edited'


class JobComparison(NamedTuple):
    """``diff`` are lines of a unified diff from theirs to ours; ``dropped`` the classes of steps of
    ours that theirs lacks. ``kept`` is how many builds theirs keeps, -1 for all, where that is all
    that somebody edited; ``is_disabled`` where theirs takes no builds, ``diff`` says what else.
    """

    definition: JobDefinition
    state: JobState
    diff: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    kept: int | None = None
    is_disabled: bool = False

    @property
    def name(self) -> str:
        return self.definition.name

    @property
    def retention(self) -> str:
        """What somebody edited where that is how many builds stay."""
        kept = 'all' if self.kept == -1 else f'{self.kept:,}'
        return f'it keeps {kept} builds, and the setting jenkins.keep says {self.definition.keep:,}'

    @property
    def may_be_kept(self) -> bool:
        """Whether the setting can say what theirs keeps."""
        return self.kept is not None and LEAST <= self.kept <= MOST

    @property
    def limits(self) -> str:
        """What the setting can say."""
        return f'can say {LEAST:,} to {MOST:,}'


def compare(job: JobDefinition, theirs: bytes | None) -> JobComparison:
    """``theirs`` is the config.xml on the server, None where there is no such job. One that is not
    XML counts as edited.
    """
    ours = canonical.parse(config_xml.dump(job))
    wanted = canonical.lines_of(ours)
    if theirs is None:
        return JobComparison(job, JobState.MISSING, _diff([], wanted))
    try:
        project = canonical.parse(theirs)
    except ValueError as error:
        return JobComparison(job, JobState.EDITED, _diff([str(error)], wanted))
    is_disabled = canonical.enable(project)
    found = canonical.lines_of(project)
    kept = _kept(job, project)
    # Nothing is read from the gate's builds: how many stay is for the admin to say.
    if found == wanted or (kept is not None and not job.is_of_phase):
        state = JobState.EDITED if is_disabled else JobState.SAME
        return JobComparison(job, state, is_disabled=is_disabled)
    is_ours = not is_disabled and canonical.noted(project) == canonical.digest(found)
    there = canonical.steps(project)
    return JobComparison(
        job,
        JobState.OLD if is_ours else JobState.EDITED,
        _diff(found, wanted),
        tuple(step for step in canonical.steps(ours) if step not in there),
        None if is_ours else kept,
        is_disabled,
    )


def is_left(theirs: bytes) -> bool:
    """Whether a config.xml is that of a job as we left it, disabled or not."""
    try:
        project = canonical.parse(theirs)
    except ValueError:
        return False
    canonical.enable(project)
    return canonical.noted(project) == canonical.digest(canonical.lines_of(project))


def _kept(job: JobDefinition, theirs: Element) -> int | None:
    """How many builds theirs keeps, where it is ours in all else."""
    kept = canonical.kept(theirs)
    ours = canonical.parse(config_xml.dump(job._replace(keep=kept)))
    return kept if canonical.lines_of(ours) == canonical.lines_of(theirs) else None


def _diff(theirs: Sequence[str], ours: Sequence[str]) -> tuple[str, ...]:
    lines = list(difflib.unified_diff(theirs, ours, 'on the server', 'wanted', lineterm='', n=2))
    shown = [safe(line) for line in lines[:_SHOWN]]
    return (*shown, f'and {len(lines) - _SHOWN:,} lines more') if lines[_SHOWN:] else tuple(shown)
