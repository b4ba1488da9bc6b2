"""Jobs of workers in directories of their own, and a look at what their runs leave."""

from __future__ import annotations

import json
import time
from pathlib import Path

from rpmkit import Words, build

from rdopkg_ci import settings
from rdopkg_ci.core.planning.plan import Plan
from rdopkg_ci.core.policy.policy import Repos
from rdopkg_ci.core.runs.result import Result
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.repos import yum
from rdopkg_ci.settings import Settings
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.run import run
from rdopkg_ci.worker.step import Step


def job_in(place: Path) -> Job:
    """One of phase1 on kilo/el7, with a minute's time."""
    (place / 'work').mkdir()
    (place / 'result').mkdir()
    return limited(
        Job(
            Plan('phase1', (), 0.0),
            Target('kilo', 'el7'),
            'c' * 40,
            {'06ny': ()},
            Repos('file:///x'),
            place / 'stage',
            '',
            place / 'result',
            place / 'work',
            0.0,
        ),
        60.0,
    )


def settings_in(place: Path) -> Settings:
    """Those of a home of its own, whose source `local` looks in ``rpms`` of it."""
    home = place / 'ci'
    (home / 'rpms').mkdir(parents=True, exist_ok=True)
    return settings.load({'HOME': str(place), 'RDOPKG_CI_HOME': str(home)})


def limited(job: Job, seconds: float) -> Job:
    """The job with that many seconds from now on."""
    phase = job.plan.phase
    return job._replace(plan=Plan(phase, (), seconds), deadline=time.monotonic() + seconds)


def ended(job: Job, *steps: Step) -> Result:
    """What a run of the steps came to, once all that it left has been looked at."""
    result = run(job, steps)
    data = json.loads((job.result / 'result.json').read_text())
    assert data['verdict'] == result.verdict.word
    logs = [step.log for step in result.steps if step.log]
    left = sorted(path.name for path in job.result.iterdir())
    assert left == sorted(['result.json', 'result.xml', *logs])
    assert not job.work.exists()
    return result


def repo(place: Path, *words: Words) -> str:
    """A yum repo of the RPMs; its URL."""
    place.mkdir(parents=True, exist_ok=True)
    for each in words:
        build(place, each)
    yum.make(place)
    return place.as_uri()
