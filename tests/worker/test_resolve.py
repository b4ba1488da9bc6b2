"""Step resolve: which repos it compares, and whom it names, in each phase."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rpmkit import Words, build
from workerkit import repo

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.planning.plan import Plan
from rdopkg_ci.core.policy.policy import Repos
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors import yum
from rdopkg_ci.errors import CiError
from rdopkg_ci.worker.endings import StepFailed
from rdopkg_ci.worker.job import Job, Owner
from rdopkg_ci.worker.resolve import resolve

pytest.importorskip('solv', reason='needs solv, which is for Python 3.11 and newer')

OSLO = Words('oslo', '1')
LOST = Words('lost', requires=('nowhere >= 3',))
NEEDS = 'lost-1-1.el7 needs nowhere >= 3, nothing provides it'


@pytest.fixture
def tested(job: Job, tmp_path: Path) -> Job:
    """A job whose update brings what needs something that production has not."""
    build(job.pool / 'aaaa', LOST)
    yum.make(job.pool)
    base = repo(tmp_path / 'base', Words('glibc'))
    production = repo(tmp_path / 'production', OSLO)
    return job._replace(repos=Repos(production, (base,)), builds={'aaaa': ()})


def test_all_is_well(tested: Job, tmp_path: Path) -> None:
    repo(tmp_path / 'production', OSLO, Words('nowhere', '3'))
    log = io.StringIO()
    assert resolve(tested, log) == ()
    assert 'new problems: none\n' in log.getvalue()


@pytest.mark.parametrize(
    ('phase', 'summary'),
    [
        pytest.param('phase1', NEEDS, id='phase1 has one update, which needs no telling'),
        pytest.param('phase2', f'{NEEDS} (update aaaa)', id='phase2 names it'),
    ],
)
def test_what_is_new_fails(tested: Job, phase: str, summary: str) -> None:
    log = io.StringIO()
    with pytest.raises(StepFailed) as caught:
        resolve(tested._replace(plan=Plan(phase, (), 60.0)), log)
    cause = caught.value.cause
    assert (caught.value.verdict, cause.summary) == (Verdict.FAILED, summary)
    assert (cause.signature, cause.blame) == ('depsolve-unresolved', Blame.PACKAGE)
    [line] = cause.lines
    assert log.getvalue().splitlines()[line.n - 1] == line.text == summary


def test_stage_names_the_update_by_the_paths_of_the_generation(tested: Job) -> None:
    name = 'lost-1-1.el7.noarch.rpm'
    job = tested._replace(
        plan=Plan('stage', (), 60.0),
        generation='0123-ab',
        owners={name: Owner('aaaa', 'x-1-1', '')},
    )
    repo(job.tested, OSLO, LOST)
    with pytest.raises(StepFailed) as caught:
        resolve(job, io.StringIO())
    assert caught.value.cause.summary == f'{NEEDS} (update aaaa)'


def test_modules_are_ignored_with_a_word(tested: Job, tmp_path: Path) -> None:
    repo(tmp_path / 'production', OSLO, Words('nowhere', '3'))
    listing = tmp_path / 'base' / 'repodata' / 'repomd.xml'
    modules = (
        f'<data type="modules"><checksum type="sha256">{"ab" * 32}</checksum>'
        '<location href="repodata/modules.yaml.gz"/></data></repomd>'
    )
    listing.write_text(listing.read_text('utf-8').replace('</repomd>', modules), 'utf-8')
    log = io.StringIO()
    assert resolve(tested, log) == ()
    assert 'note: base0 has modules: all their streams count as enabled\n' in log.getvalue()


def test_a_policy_without_base_repos_is_told_of(tested: Job) -> None:
    bare = tested._replace(repos=Repos(tested.repos.production))
    with pytest.raises(StepFailed) as caught:
        resolve(bare, io.StringIO())
    assert 'the policy names no base repos' in caught.value.cause.lines[-1].text


def test_a_production_that_cannot_be_read_is_named(tested: Job, tmp_path: Path) -> None:
    gone = Repos((tmp_path / 'gone').as_uri())
    with pytest.raises(CiError, match='gone'):
        resolve(tested._replace(repos=gone), io.StringIO())
