"""Step files: what it compares, and what it says of a file that two packages bring."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from rpmkit import Content, Words, build
from webserver import serving
from workerkit import repo

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.planning.plan import Plan
from rdopkg_ci.core.policy.policy import Repos
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors.repos import yum
from rdopkg_ci.errors import CiError
from rdopkg_ci.worker.endings import StepFailed
from rdopkg_ci.worker.file_conflicts import compare
from rdopkg_ci.worker.job import Job, Owner

pytest.importorskip('solv', reason='needs solv, which is for Python 3.11 and newer')

OLD = Words('tool-a', files=(Content('/usr/bin/tool'),))
NEW = Words('tool-b', files=(Content('/usr/bin/tool', 'b\n'),))
BOTH = 'tool-a-1-1.el7 (in production) and tool-b-1-1.el7 both bring /usr/bin/tool'


@pytest.fixture
def tested(job: Job, tmp_path: Path) -> Job:
    """A job whose update brings a file that production has already, in another package."""
    build(job.pool / 'aaaa', NEW)
    yum.make(job.pool)
    return job._replace(repos=Repos(repo(tmp_path / 'production', OLD)), builds={'aaaa': ()})


@pytest.mark.parametrize(
    ('phase', 'summary'),
    [
        pytest.param('phase1', BOTH, id='phase1 has one update, which needs no telling'),
        pytest.param('phase2', f'{BOTH} (update aaaa)', id='phase2 names it'),
    ],
)
def test_a_file_of_two_packages_fails(tested: Job, phase: str, summary: str) -> None:
    log = io.StringIO()
    with pytest.raises(StepFailed) as caught:
        compare(tested._replace(plan=Plan(phase, (), 60.0)), log)
    cause = caught.value.cause
    assert (caught.value.verdict, cause.summary) == (Verdict.FAILED, summary)
    assert (cause.signature, cause.blame) == ('yum-file-conflict', Blame.PACKAGE)
    [line] = cause.lines
    assert log.getvalue().splitlines()[line.n - 1] == line.text == summary


def test_all_is_well(tested: Job, tmp_path: Path) -> None:
    log = io.StringIO()
    fine = tested._replace(repos=Repos(repo(tmp_path / 'other', Words('oslo'))))
    assert compare(fine, log) == ()
    assert log.getvalue().endswith('file conflicts: none\n')


def test_a_base_repo_counts_too(tested: Job, tmp_path: Path) -> None:
    base = Repos(repo(tmp_path / 'empty'), (tested.repos.production,))
    with pytest.raises(StepFailed, match='both bring'):
        compare(tested._replace(repos=base), io.StringIO())


def test_stage_names_the_update_by_the_paths_of_the_generation(tested: Job) -> None:
    name = 'tool-b-1-1.el7.noarch.rpm'
    job = tested._replace(
        plan=Plan('stage', (), 60.0),
        generation='0123-ab',
        owners={name: Owner('aaaa', 'x-1-1', '')},
    )
    repo(job.tested, OLD, NEW)
    with pytest.raises(StepFailed) as caught:
        compare(job, io.StringIO())
    assert caught.value.cause.summary == f'{BOTH} (update aaaa)'


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    with serving(tmp_path) as url:
        yield url


def test_production_behind_a_web_server(tested: Job, server: str) -> None:
    with pytest.raises(StepFailed, match='both bring'):
        compare(tested._replace(repos=Repos(f'{server}/production')), io.StringIO())


@pytest.mark.parametrize('spoiled', [b'', b'\xed\xab\xee\xdb no header', None])
def test_an_rpm_that_cannot_be_read_is_named(
    tested: Job, tmp_path: Path, spoiled: bytes | None
) -> None:
    [rpm] = (tmp_path / 'production').glob('*.rpm')
    if spoiled is None:
        rpm.unlink()
    else:
        rpm.write_bytes(spoiled)
    with pytest.raises(CiError, match=r'tool-a-1-1\.el7\.noarch\.rpm'):
        compare(tested, io.StringIO())
