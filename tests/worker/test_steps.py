"""All steps of a plan in one run, as `rdopkg ci run` does them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from box import ROOT
from rpmkit import Words, build
from workerkit import ended, settings_in

from rdopkg_ci.core.planning.plan import Plan, plan
from rdopkg_ci.core.policy import policy_file
from rdopkg_ci.core.policy.command import Command, Role
from rdopkg_ci.core.policy.policy import Phase, Policy, Repos
from rdopkg_ci.core.runs.result import Result
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors import dnf
from rdopkg_ci.doors.repos import yum
from rdopkg_ci.worker import steps
from rdopkg_ci.worker.job import Job, Owner
from rdopkg_ci.worker.run import run

pytestmark = pytest.mark.skipif(bool(dnf.lacking()), reason=f'needs dnf: {dnf.lacking()}')
pytest.importorskip('solv', reason='needs solv, which is for Python 3.11 and newer')

GLANCE = Build('glance-1-1.el7', 'local', 'kilo', 'el7')
POLICY = Policy(
    {},
    must_provision=('glance',),
    phases={
        'phase1': Phase(
            (
                Command('packstack', ('echo', 'on production'), role=Role.PROVISION),
                Command('upgrade', ('cat', '{repo_file}'), role=Role.INSTALL),
                Command('collect', ('echo', 'collected'), always=True),
            )
        ),
        'stage': Phase((Command('tempest', ('cat', '{repo_file}')),)),
    },
)


def ran(job: Job, place: Path, planned: Plan, *words: Words) -> Result:
    """What a run of the plan comes to where the source holds ``words``."""
    ready = prepared(job, place, planned, *words)
    return ended(ready, *steps.of(ready, settings_in(place)))


def prepared(job: Job, place: Path, planned: Plan, *words: Words) -> Job:
    """The job of such a run."""
    config = settings_in(place)
    for each in words:
        build(config.home / 'rpms', each)
    production = place / 'production'
    build(production, Words('oslo', '1'))
    yum.make(production)
    return job._replace(plan=planned, builds={'06ny': (GLANCE,)}, repos=Repos(production.as_uri()))


def outcomes(result: Result) -> str:
    return ' '.join(f'{step.name}={step.outcome.value}' for step in result.steps)


def test_every_step_of_phase1(job: Job, tmp_path: Path) -> None:
    result = ran(job, tmp_path, plan('phase1', [GLANCE], POLICY), Words('glance', '1'))
    assert result.verdict is Verdict.PASSED
    assert outcomes(result) == (
        'fetch=ok repo=ok resolve=ok files=ok install=ok upgrade=ok packstack=ok collect=ok'
    )
    assert [rpm.file for rpm in result.rpms] == ['glance-1-1.el7.noarch.rpm']
    assert f'baseurl={job.pool.as_uri()}' in (job.result / 'upgrade.log').read_text()


def test_logs_are_collected_of_a_run_that_failed_early(job: Job, tmp_path: Path) -> None:
    result = ran(job, tmp_path, plan('phase1', [GLANCE], POLICY))
    assert result.verdict is Verdict.FAILED and result.cause is not None
    assert result.cause.step == 'fetch'
    assert outcomes(result) == (
        'fetch=failed repo=skipped resolve=skipped files=skipped install=skipped upgrade=skipped packstack=skipped collect=ok'
    )
    assert 'collected\n' in (job.result / 'collect.log').read_text()


STAND_IN = """#!/bin/sh
echo "$(basename $0) $*" >> TRACE
[ $(basename $0) != tempest ] || echo '<testsuite><testcase name="good"/></testsuite>' > tempest.xml
"""


@pytest.mark.parametrize(
    ('phase', 'order'),
    [
        ('phase1', 'machine packstack upgrade tempest collect clean-up'),
        ('phase2', 'machine upgrade packstack tempest collect clean-up'),
    ],
)
def test_the_example_runs_packstack_and_tempest(
    job: Job, tmp_path: Path, phase: str, order: str
) -> None:
    """With programs of ours in place of those that it names."""
    programs, trace = tmp_path / 'programs', tmp_path / 'trace'
    programs.mkdir()
    for name in order.split():
        (programs / name).write_text(STAND_IN.replace('TRACE', str(trace)))
        (programs / name).chmod(0o755)
    text = (ROOT / 'docs' / 'examples' / 'packstack.yml').read_text('utf-8')
    policy = policy_file.parse(text.replace('/srv/ci', str(programs)).encode(), 'ci.yml')
    planned = plan(phase, [GLANCE], policy, {'install'})
    ready = prepared(job, tmp_path, planned, Words('glance', '1'))
    timed = ready._replace(deadline=time.monotonic() + planned.timeout)
    result = run(timed, steps.of(timed, settings_in(tmp_path)))
    assert result.verdict is Verdict.PASSED
    said = trace.read_text().splitlines()
    assert [line.split()[0] for line in said] == order.split()
    assert f'upgrade {job.repo_file}' in said and 'machine el7 kilo' in said


def test_stage_tests_the_generation(job: Job, tmp_path: Path) -> None:
    owner = Owner('06ny', 'glance-1-1.el7', '')
    staged = job._replace(generation='0123-ab', owners={'glance-1-1.el7.noarch.rpm': owner})
    place = staged.tested
    build(place, Words('oslo', '1'))
    build(place, Words('glance', '1'))
    yum.make(place)
    result = ran(staged, tmp_path, plan('stage', [GLANCE], POLICY))
    assert outcomes(result) == 'resolve=ok files=ok install=ok tempest=ok'
    assert f'baseurl={place.as_uri()}' in (job.result / 'tempest.log').read_text()
