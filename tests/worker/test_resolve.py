"""Step resolve: which repos it compares, and whom it names, in each phase."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rpmkit import Content, Words, build
from workerkit import repo

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.depsolve.rivals import Brought
from rdopkg_ci.core.planning.plan import Plan, PlannedStep
from rdopkg_ci.core.policy.policy import Repos
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors.repos import yum
from rdopkg_ci.errors import CiError
from rdopkg_ci.worker.endings import StepFailed
from rdopkg_ci.worker.job import Job, Owner
from rdopkg_ci.worker.resolve import resolve
from rdopkg_ci.worker.unexpected import cause_of

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


def test_what_else_is_wrong_is_told_at_once(tested: Job, tmp_path: Path) -> None:
    old = Words('tool-a', files=(Content('/usr/bin/tool'),))
    new = Words('tool-b', files=(Content('/usr/bin/tool', 'b\n'),))
    production = repo(tmp_path / 'production', Words('oslo', '2'), old)
    build(tested.pool / 'bbbb', new)
    build(tested.pool / 'cccc', OSLO)
    yum.make(tested.pool)
    job = tested._replace(
        plan=Plan('phase2', (), 60.0),
        repos=Repos(production, tested.repos.base),
        builds=dict.fromkeys(('aaaa', 'bbbb', 'cccc'), ()),
    )
    log = io.StringIO()
    with pytest.raises(StepFailed) as caught:
        resolve(job, log)
    cause, shown = caught.value.cause, log.getvalue().splitlines()
    assert cause.summary == f'{NEEDS} (update aaaa), and 2 more'
    told = [line.text.rpartition(' (')[2] for line in cause.lines]
    assert sorted(told) == ['update aaaa)', 'update bbbb)', 'update cccc)']
    assert all(shown[line.n - 1] == line.text for line in cause.lines)
    assert cause.at_fault == ('aaaa', 'bbbb', 'cccc') and cause.leave_out == (cause.at_fault,)
    (tmp_path / 'production' / 'tool-a-1-1.el7.noarch.rpm').write_bytes(b'cut')
    log = io.StringIO()
    with pytest.raises(StepFailed) as caught:
        resolve(job, log)
    assert caught.value.cause.at_fault == ('aaaa', 'cccc')
    assert 'note: whether files clash is not known: ' in log.getvalue()


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


def test_what_the_os_provides_is_not_missed_by_a_package_where_the_policy_names_no_os(
    tested: Job, tmp_path: Path
) -> None:
    build(tested.pool / 'bbbb', Words('shell', requires=('/bin/sh', 'libc.so.6')))
    (tested.pool / 'aaaa' / 'lost-1-1.el7.noarch.rpm').unlink()
    yum.make(tested.pool)
    bare = tested._replace(repos=Repos(tested.repos.production))
    with pytest.raises(StepFailed) as caught:
        resolve(bare, io.StringIO())
    cause, summary = caught.value.cause, caught.value.cause.summary
    assert (caught.value.verdict, cause.signature) == (Verdict.ERRORED, 'base-missing')
    assert cause.blame is Blame.CI
    assert summary.startswith('the policy names no base repos for kilo/el7: shell-1-1.el7 needs ')


@pytest.mark.parametrize(
    ('base', 'error', 'signature'),
    [
        pytest.param(
            'file:///etc',
            'base of kilo/el7: file:///etc is no yum repo',
            'worker-error',
            id='no repo',
        ),
        pytest.param(
            'http://127.0.0.1:9/os',
            'base of kilo/el7: http://127.0.0.1:9/os/repodata/repomd.xml cannot be reached: Connection refused',
            'network-error',
            id='a dead server',
        ),
    ],
)
def test_a_base_that_cannot_be_used_is_named(
    tested: Job, base: str, error: str, signature: str
) -> None:
    job = tested._replace(repos=Repos(tested.repos.production, (base,)))
    with pytest.raises(CiError) as caught:
        resolve(job, io.StringIO())
    assert str(caught.value) == error
    cause = cause_of(caught.value, job, PlannedStep('resolve'), io.StringIO())
    assert (cause.blame, cause.signature) == (Blame.INFRASTRUCTURE, signature)


@pytest.mark.parametrize(
    ('tag', 'phase', 'is_red'),
    [
        pytest.param('', 'phase1', True, id='older'),
        pytest.param('common', 'phase1', True, id='with a tag that the policy does not name'),
        pytest.param('back', 'phase1', False, id='with one that it names'),
        pytest.param('', 'phase2', True, id='of the pool'),
        pytest.param('back', 'phase2', False, id='of the pool, with one that it names'),
    ],
)
def test_what_is_older_than_production_is_for_nobody(
    tested: Job, tmp_path: Path, tag: str, phase: str, is_red: bool
) -> None:
    repo(tmp_path / 'production', Words('lost', '2'))
    build(tested.pool / 'aaaa', Words('lost'))
    yum.make(tested.pool)
    builds = {'aaaa': (Build('lost-1-1.el7', 'local', 'kilo', 'el7', tag),)}
    plan = Plan(phase, (), 60.0)
    job = tested._replace(builds=builds, may_be_older=('back',), plan=plan)
    if not is_red:
        assert resolve(job, io.StringIO()) == ()
        return
    with pytest.raises(StepFailed) as caught:
        resolve(job, io.StringIO())
    cause = caught.value.cause
    assert (cause.signature, cause.blame) == ('older-than-production', Blame.PACKAGE)
    assert cause.at_fault == (('aaaa',) if phase == 'phase2' else ())
    told = 'production has lost-2-1.el7, newer than lost-1-1.el7: nobody would get this'
    assert cause.summary == (f'{told} (update aaaa)' if phase == 'phase2' else told)


@pytest.mark.parametrize(
    ('held', 'phase', 'place', 'at_fault'),
    [
        pytest.param('production', 'phase1', 'production', (), id='in production'),
        pytest.param('ready', 'phase1', 'update bbbb, ready', (), id='ready'),
        pytest.param('ready', 'phase2', 'update bbbb, ready', ('aaaa',), id='ready, of a pool'),
        pytest.param('pool', 'phase2', 'update aaaa', ('aaaa', 'bbbb'), id='in the pool'),
    ],
)
def test_one_name_for_two_contents_fails(
    tested: Job, tmp_path: Path, held: str, phase: str, place: str, at_fault: tuple[str, ...]
) -> None:
    other, name = Words('twin', text='Built again.'), 'twin-1-1.el7.noarch.rpm'
    (tested.pool / 'aaaa' / 'lost-1-1.el7.noarch.rpm').unlink()
    build(tested.pool / 'aaaa', Words('twin'))
    build({'pool': tested.pool / 'bbbb'}.get(held, tmp_path / held), other)
    yum.make(tmp_path / 'production')
    yum.make(tested.pool)
    waiting = [Brought('bbbb', name, 'twin-1-1.el7', 'sha256:00')] if held == 'ready' else []
    log = io.StringIO()
    with pytest.raises(StepFailed) as caught:
        resolve(tested._replace(plan=Plan(phase, (), 60.0), waiting=waiting), log)
    cause = caught.value.cause
    assert (cause.signature, cause.blame) == ('other-content', Blame.PACKAGE)
    said = f'{name} of build twin-1-1.el7 is in {place} with other content: build it again, '
    assert cause.summary.startswith(said) and cause.at_fault == at_fault
    [line] = cause.lines
    assert log.getvalue().splitlines()[line.n - 1] == line.text == cause.summary


def test_what_is_the_same_everywhere_is_well(tested: Job, tmp_path: Path) -> None:
    (tested.pool / 'aaaa' / 'lost-1-1.el7.noarch.rpm').unlink()
    for place in (tested.pool / 'aaaa', tested.pool / 'bbbb', tmp_path / 'production'):
        build(place, Words('twin'))
    yum.make(tmp_path / 'production')
    yum.make(tested.pool)
    assert resolve(tested._replace(plan=Plan('phase2', (), 60.0)), io.StringIO()) == ()
