"""Step fetch: what it puts where, and the builds that cannot be had."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from rpmkit import Content, Words, build
from servers.koji import Koji
from workerkit import ended, settings_in

from rdopkg_ci.core.planning.plan import PlannedStep
from rdopkg_ci.core.runs.result import Rpm
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.update.build_state import BuildState, BuildStatus
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors import files
from rdopkg_ci.doors.processes.bounds import Bounds
from rdopkg_ci.errors import CiError, UsageError
from rdopkg_ci.settings import Settings
from rdopkg_ci.worker.endings import StepFailed
from rdopkg_ci.worker.fetch import fetch, refuse
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.step import Step


def local(build_id: str, tag: str = '') -> Build:
    return Build(build_id, 'local', 'kilo', 'el7', tag)


GLANCE, NOVA = local('glance-1-1.el7'), local('nova-2-1.el7', 'common')
DUMMY = Build('any-1-1', 'dummy', 'kilo', 'el7')


@pytest.fixture
def config(tmp_path: Path) -> Settings:
    config = settings_in(tmp_path)
    for words in (Words('glance', '1'), Words('nova', '2')):
        build(config.home / 'rpms', words)
    return config


def test_each_update_has_a_directory(config: Settings, job: Job) -> None:
    log = io.StringIO()
    builds = {'bbbb': (NOVA, DUMMY), 'aaaa': (GLANCE,)}
    rpms = fetch(config, job._replace(builds=builds), log)
    glance, nova = (
        job.pool / 'aaaa' / 'glance-1-1.el7.noarch.rpm',
        job.pool / 'bbbb' / 'nova-2-1.el7.noarch.rpm',
    )
    assert rpms == [
        Rpm(glance.name, files.sha256(glance), 'glance-1-1.el7', ''),
        Rpm(nova.name, files.sha256(nova), 'nova-2-1.el7', 'common'),
    ]
    assert log.getvalue().splitlines() == [
        'aaaa: glance-1-1.el7 @ local',
        f'  {rpms[0].sha256}  {glance.name}',
        'bbbb: nova-2-1.el7 @ local',
        f'  {rpms[1].sha256}  {nova.name}',
        'bbbb: any-1-1 @ dummy',
    ]


def test_two_updates_may_bring_the_same_build(config: Settings, job: Job) -> None:
    rpms = fetch(config, job._replace(builds={'aaaa': (GLANCE,), 'bbbb': (GLANCE,)}), io.StringIO())
    assert len(rpms) == 2
    assert len(list(job.pool.rglob('*.rpm'))) == 2


def test_a_build_that_is_gone_is_the_updates_fault(config: Settings, job: Job) -> None:
    log = io.StringIO()
    gone = local('glance-1-2.el7')
    with pytest.raises(StepFailed) as caught:
        fetch(config, job._replace(builds={'aaaa': (gone,)}), log)
    summary = 'glance-1-2.el7 of update aaaa does not exist at its source local'
    assert (caught.value.verdict, caught.value.cause.summary) == (Verdict.FAILED, summary)
    assert caught.value.cause.signature == 'build-missing'
    assert log.getvalue().endswith(f'error: {summary}\n')


@pytest.mark.parametrize(
    ('status', 'verdict', 'signature'),
    [
        (BuildStatus.BUILDING, Verdict.ERRORED, 'build-unfinished'),
        (BuildStatus.FAILED, Verdict.FAILED, 'build-failed'),
        (BuildStatus.DELETED, Verdict.FAILED, 'build-missing'),
        (BuildStatus.MISSING, Verdict.FAILED, 'build-missing'),
    ],
)
def test_states_that_end_the_step(status: BuildStatus, verdict: Verdict, signature: str) -> None:
    with pytest.raises(StepFailed) as caught:
        refuse('aaaa', GLANCE, BuildState(status), io.StringIO())
    assert (caught.value.verdict, caught.value.cause.signature) == (verdict, signature)


def test_a_damaged_copy_is_not_the_updates_fault(config: Settings, job: Job) -> None:
    path = config.home / 'rpms' / 'glance-1-1.el7.noarch.rpm'
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(CiError, match=r'glance-1-1\.el7 is damaged at its source local: '):
        fetch(config, job._replace(builds={'aaaa': (GLANCE,)}), io.StringIO())


def test_a_source_that_we_do_not_know(config: Settings, job: Job) -> None:
    koji = Build('glance-1-1.el7', 'brew', 'kilo', 'el7')
    with pytest.raises(UsageError, match=r'sources\.brew_hub is not set'):
        fetch(config, job._replace(builds={'aaaa': (koji,)}), io.StringIO())


@pytest.mark.parametrize('source', ['local', 'cbs'])
def test_a_disk_that_takes_no_more_names_the_build(
    config: Settings, job: Job, tmp_path: Path, source: str
) -> None:
    """As far as it goes without one: the kernel refuses a file of more than a megabyte."""
    noise = ''.join(random.Random(1).choices('0123456789abcdef', k=4_000_000))
    words = Words('large', files=(Content('/usr/share/large', noise),))
    large = build(config.home / 'rpms', words)
    wanted = Build('large-1-1.el7', source, 'kilo', 'el7')
    with Koji() as koji:
        koji.add(wanted.id, large)
        where = replace(config.sources, cbs_hub=koji.hub, cbs_top=koji.top)
        work = partial(fetch, replace(config, sources=where))
        small = job._replace(builds={'aaaa': (wanted,)}, bounds=Bounds(file_size=1))
        result = ended(small, Step(PlannedStep('fetch'), work))
    assert result.verdict is Verdict.ERRORED and result.cause is not None
    assert 'large-1-1.el7' in result.cause.summary and 'File too large' in result.cause.summary
    assert not list((config.home / 'downloads').glob('*'))
