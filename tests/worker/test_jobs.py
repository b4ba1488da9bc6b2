"""What a worker reads from the repo at the commit under test."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from workerkit import settings_in

from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.doors.git.repo import Git, RefUpdate
from rdopkg_ci.errors import InvalidInput, UsageError
from rdopkg_ci.flows.services import OpenBranch, open_branch
from rdopkg_ci.worker import jobs
from rdopkg_ci.worker.job import Job, Owner

EL7, F22 = Target('kilo', 'el7'), Target('kilo', 'f22')
SUM = 'ab' * 32


def update(*names: str, dist: str = 'el7') -> bytes:
    builds = ''.join(
        f'  - {{id: {name}, source: dummy, repo: kilo, dist: {dist}}}\n' for name in names
    )
    return f'notes: x\nbuilds:\n{builds}'.encode()


FILES = {
    'updates/aaaa.yml': update('nova-1-1.el7'),
    'updates/bbbb.yml': update('glance-1-1.el7', 'glance-client-1-1.el7'),
    'updates/cccc.yml': update('heat-1-1.fc22', dist='f22'),
    'ready/dddd.yml': update('cinder-1-1.el7'),
    'ready/dddd.yml.sums': f'{SUM}  kilo/el7/cinder-1-1.el7.noarch.rpm  cinder-1-1.el7\n'.encode(),
    'ready/eeee.yml': update('swift-1-1.el7'),
}


@pytest.fixture
def services(tmp_path: Path) -> OpenBranch:
    return open_branch(settings_in(tmp_path))


@pytest.fixture
def commit(services: OpenBranch) -> str:
    """A commit of the branch that holds all the updates."""
    return committed(services, FILES)


def committed(services: OpenBranch, files: Mapping[str, bytes]) -> str:
    services.repo.edit(lambda tip: (Edit(files, 'Add updates\n'), None))
    return services.repo.tip()


def read(services: OpenBranch, request: Request, tmp_path: Path) -> Job:
    return jobs.read(services, request, tmp_path / 'result', tmp_path / 'work')


def ids(job: Job) -> dict[str, list[str]]:
    return {update_id: [build.id for build in some] for update_id, some in job.builds.items()}


def test_phase1_has_one_update(services: OpenBranch, commit: str, tmp_path: Path) -> None:
    job = read(services, Request('phase1', EL7, commit, commit, update='bbbb'), tmp_path)
    assert ids(job) == {'bbbb': ['glance-1-1.el7', 'glance-client-1-1.el7']}
    assert (job.target, job.commit, job.generation, job.owners) == (EL7, commit, '', {})
    assert job.repos.production.endswith('/production/kilo/el7')
    assert [step.name for step in job.plan.steps] == [
        'fetch',
        'repo',
        'resolve',
        'files',
        'install',
    ]
    assert job.plan.timeout - 60 < job.deadline - time.monotonic() <= job.plan.timeout


def test_a_change_under_review_is_brought_by_its_ref(
    services: OpenBranch, commit: str, tmp_path: Path
) -> None:
    place = Git(services.settings.embedded_repo)
    change = place.commit(commit, {'updates/ffff.yml': update('trove-1-1.el7')}, 'New ffff\n')
    place.update_refs([RefUpdate('refs/changes/07/7/1', change, '')])
    request = Request('phase1', EL7, change, commit, 'refs/changes/07/7/1', 'ffff')
    assert ids(read(services, request, tmp_path)) == {'ffff': ['trove-1-1.el7']}


def test_phase2_has_the_pool(services: OpenBranch, commit: str, tmp_path: Path) -> None:
    job = read(services, Request('phase2', EL7, commit, commit), tmp_path)
    assert sorted(ids(job)) == ['aaaa', 'bbbb'], 'cccc is for another target, the others are ready'
    less = read(services, Request('phase2', EL7, commit, commit, without=('aaaa',)), tmp_path)
    assert sorted(ids(less)) == ['bbbb']
    assert less.plan.packages_first


def test_the_empty_pool_is_tested_where_somebody_looks_for_who_is_at_fault(
    services: OpenBranch, commit: str, tmp_path: Path
) -> None:
    asked = Request('phase2', EL7, commit, commit, without=('aaaa', 'bbbb'))
    assert ids(read(services, replace(asked, isolate='yes'), tmp_path)) == {}
    with pytest.raises(UsageError, match='holds no build'):
        read(services, asked, tmp_path)


def test_stage_has_a_generation_and_its_owners(
    services: OpenBranch, commit: str, tmp_path: Path
) -> None:
    request = Request('stage', EL7, commit, commit, updates=('dddd',), generation='0123-ab')
    job = read(services, request, tmp_path)
    assert ids(job) == {'dddd': ['cinder-1-1.el7']}
    assert job.owners == {'cinder-1-1.el7.noarch.rpm': Owner('dddd', 'cinder-1-1.el7', '')}
    stage = services.settings.publish.stage
    assert job.tested == stage / '.generations' / 'kilo' / 'el7' / '0123-ab'
    assert [step.name for step in job.plan.steps] == ['resolve', 'files', 'install']


def test_the_policy_is_read_at_a_commit_of_its_own(
    services: OpenBranch, commit: str, tmp_path: Path
) -> None:
    text = (services.repo.read(commit, 'ci.yml') or b'').decode()
    mended = text.replace(
        'phase1: {steps: [], timeout: 120m}',
        'phase1: {steps: [{name: own, command: [x]}], timeout: 5m}',
    ).replace('must_provision: [', 'must_provision: ["nova*", ')
    policy = committed(services, {'ci.yml': mended.encode()})
    before = read(services, Request('phase1', EL7, commit, commit, update='aaaa'), tmp_path)
    after = read(services, Request('phase1', EL7, commit, policy, update='aaaa'), tmp_path)
    assert (before.plan.timeout, before.plan.packages_first) == (7200.0, '')
    assert (after.plan.timeout, after.plan.steps[-1].name) == (300.0, 'own')
    assert after.plan.packages_first == 'must_provision of the policy names nova'


@pytest.mark.parametrize(
    ('fields', 'message'),
    [
        pytest.param(
            {'target': Target('kilo', 'el9')}, 'does not know kilo/el9', id='no such target'
        ),
        pytest.param(
            {'target': F22}, 'holds no build for kilo/f22 in phase1', id='nothing for the target'
        ),
        pytest.param({'update': 'zzzz'}, 'updates/zzzz.yml is not in', id='no such update'),
        pytest.param({'commit': 'd' * 40}, 'dddddddddddd is not in', id='no such commit'),
        pytest.param(
            {'commit': 'd' * 40, 'ref': 'refs/changes/99/99/1'},
            'dddddddddddd is not in',
            id='no such ref',
        ),
    ],
)
def test_what_cannot_be_read_is_named(
    services: OpenBranch, commit: str, tmp_path: Path, fields: dict[str, object], message: str
) -> None:
    asked = {'target': EL7, 'commit': commit, 'policy': commit, 'update': 'aaaa', **fields}
    with pytest.raises(UsageError, match=message):
        read(services, Request('phase1', **asked), tmp_path)  # type: ignore[arg-type]


def test_a_broken_update_file_is_told_of(services: OpenBranch, tmp_path: Path) -> None:
    broken = committed(services, {'updates/aaaa.yml': b'notes: [\n'})
    request = Request('phase1', EL7, broken, broken, update='aaaa')
    with pytest.raises(InvalidInput, match=r'updates/aaaa\.yml'):
        read(services, request, tmp_path)
