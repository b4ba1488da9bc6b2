"""Step install: real transactions of RPMs that we build, by the dnf of this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

import pytest
from rpmkit import Content, Words, build
from workerkit import repo

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.phase import PHASE1, PHASE2, STAGE
from rdopkg_ci.core.planning.plan import Plan
from rdopkg_ci.core.policy.policy import Repos
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors import dnf
from rdopkg_ci.doors.repos import yum
from rdopkg_ci.worker import evidence
from rdopkg_ci.worker.endings import StepFailed, StepSkipped
from rdopkg_ci.worker.install import install
from rdopkg_ci.worker.job import Job, Owner

pytest.importorskip('solv', reason='needs solv, which is for Python 3.11 and newer')
needs_dnf = pytest.mark.skipif(bool(dnf.lacking()), reason=f'needs dnf: {dnf.lacking()}')
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason='needs root, to install')

# Lua, which rpm itself runs: an empty root has no shell.
BOO = '%{} -p <lua>\nerror("boo")'
NOVA, OLD = Words('nova', '1'), Words('quantum', '1')
SOUND = Words('nova', '2', files=(Content('/usr/bin/nova'),))
NEUTRON = Words('neutron', '1', extra=('Obsoletes: quantum < 2', 'Provides: quantum = 2'))
ASKS_FOR_A_SHELL = Words('shelled', text='A test.\n%post\nexit 0')
Tried = Callable[..., str]


def with_scriptlet(name: str, version: str = '2', package: str = 'nova') -> Words:
    return Words(package, version, text=f'A test.\n{BOO.format(name)}')


@pytest.fixture
def log(job: Job) -> Iterator[TextIO]:
    with open(job.result / 'install.log', 'a', 1, encoding='utf-8') as stream:
        yield stream


@pytest.fixture
def tried(job: Job, log: TextIO, tmp_path: Path) -> Tried:
    """What the log says of a step that tests the update aaaa over production."""

    def run(*tested: Words, production: tuple[Words, ...] = (NOVA, OLD), **fields: object) -> str:
        for words in tested:
            build(job.pool / 'aaaa', words)
        yum.make(job.pool)
        url = repo(tmp_path / 'production', *production)
        known = job._replace(repos=Repos(url), builds={'aaaa': ()}, home=tmp_path / 'ci')
        assert install(known._replace(**fields), log) == ()
        return (job.result / 'install.log').read_text()

    return run


@needs_dnf
@needs_root
def test_what_is_sound_is_installed_over_production(tried: Tried, job: Job) -> None:
    said = tried(SOUND, NEUTRON)
    assert 'production first: nova-1-1.el7.noarch, quantum-1-1.el7.noarch\n' in said
    assert 'under test: neutron-1-1.el7.noarch, nova-2-1.el7.noarch\n' in said
    assert (job.work / 'dnf' / 'root' / 'usr' / 'bin' / 'nova').exists()
    assert 'Upgraded:\n  nova-2' in said and said.count('Complete!') == 2


@needs_dnf
@needs_root
def test_a_cache_outlives_the_run_without_what_was_tested(tried: Tried, tmp_path: Path) -> None:
    tried(SOUND)
    kept = sorted(
        path.name.partition('-')[0]
        for path in (tmp_path / 'ci' / 'dnf' / 'kilo_el7').iterdir()
        if path.is_dir()
    )
    assert kept == ['production']


@needs_dnf
@needs_root
@pytest.mark.timeout(120)
def test_a_killed_dnf_is_not_waited_for(tried: Tried, tmp_path: Path) -> None:
    cache = tmp_path / 'ci' / 'dnf' / 'kilo_el7'
    cache.mkdir(parents=True)
    for name in ('download', 'metadata'):
        (cache / f'{name}_lock.pid').write_text(str(os.getpid()))
    assert 'Complete!' in tried(SOUND)


FAILS = [
    pytest.param(
        (with_scriptlet('pre'),), '%prein of nova-2-1.el7.noarch failed', id='dnf says so'
    ),
    pytest.param(
        (with_scriptlet('post'),), '%post of nova-2-1.el7.noarch failed', id='dnf says all is well'
    ),
    pytest.param(
        (with_scriptlet('post'), with_scriptlet('posttrans', '1', 'glance')),
        '%post of nova-2-1.el7.noarch failed, and 1 more',
        id='several',
    ),
]


@needs_dnf
@needs_root
@pytest.mark.parametrize(('tested', 'summary'), FAILS)
def test_scriptlets_that_fail(
    tried: Tried, job: Job, tested: tuple[Words, ...], summary: str
) -> None:
    with pytest.raises(StepFailed) as caught:
        tried(*tested, plan=Plan(PHASE2, (), 60.0))
    cause = caught.value.cause
    assert (caught.value.verdict, cause.summary) == (Verdict.FAILED, summary)
    assert (cause.signature, cause.blame, cause.at_fault) == (
        'rpm-scriptlet',
        Blame.PACKAGE,
        ('aaaa',),
    )
    said = (job.result / 'install.log').read_text().splitlines()
    assert said[cause.lines[-1].n - 1] == cause.lines[-1].text


@needs_dnf
@needs_root
def test_scriptlets_of_what_is_replaced_are_nobodys_fault(tried: Tried, job: Job) -> None:
    tried(SOUND, production=(with_scriptlet('postun', '1'),))
    with pytest.raises(
        StepSkipped, match=r'%preun of nova-1-1\.el7\.noarch fails, as in production'
    ):
        tried(SOUND, production=(with_scriptlet('preun', '1'),))


@needs_dnf
@needs_root
def test_what_the_headers_do_not_show(tried: Tried) -> None:
    """A directory that becomes a link: rpm cannot replace it, though no two packages have it."""
    old = Words('nova', '1', files=(Content('/opt/nova', kind='%dir'), Content('/opt/nova/a')))
    new = Words('nova', '2', files=(Content('/opt/nova', link='/opt/other'),))
    with pytest.raises(StepFailed) as caught:
        tried(new, production=(old,), plan=Plan(PHASE2, (), 60.0))
    assert caught.value.cause.at_fault == ('aaaa',)
    assert 'nova' in caught.value.cause.summary


@needs_dnf
@pytest.mark.parametrize('only_tested', [True, pytest.param(False, marks=needs_root)])
def test_files_of_two_packages(tried: Tried, only_tested: bool) -> None:
    tool = Words('tool', files=(Content('/usr/bin/nova', 'another\n'),))
    with pytest.raises(StepFailed) as caught:
        tried(SOUND, tool, only_tested=only_tested, plan=Plan(PHASE2, (), 60.0))
    cause = caught.value.cause
    assert (cause.signature, cause.at_fault) == ('yum-file-conflict', ('aaaa',))
    assert 'file /usr/bin/nova conflicts between attempted installs' in cause.lines[0].text


@needs_dnf
def test_a_test_runs_no_script(tried: Tried, job: Job) -> None:
    said = tried(with_scriptlet('post'), only_tested=True)
    assert 'no script of a package runs' in said and 'Transaction test succeeded' in said
    assert not (job.work / 'dnf' / 'root' / 'usr').exists()


@needs_dnf
def test_in_stage_the_updates_packages_are_told_from_the_others(
    job: Job, log: TextIO, tmp_path: Path
) -> None:
    name = 'nova-2-1.el7.noarch.rpm'
    staged = job._replace(
        plan=Plan(STAGE, (), 60.0),
        generation='0123-ab',
        owners={name: Owner('aaaa', 'nova-2-1.el7', '')},
        repos=Repos(repo(tmp_path / 'production', NOVA, OLD)),
        builds={'aaaa': ()},
    )
    repo(staged.tested, SOUND, OLD)
    install(staged, log)
    assert 'under test: nova-2-1.el7.noarch\n' in (job.result / 'install.log').read_text()


@needs_dnf
@pytest.mark.parametrize(
    ('tested', 'reason'),
    [
        pytest.param(
            ASKS_FOR_A_SHELL, 'shelled-1-1.el7 needs /bin/sh, nothing provides it', id='no base'
        ),
        pytest.param(
            Words('nova', '0'),
            'nothing to install: no RPM under test is newer',
            id='an older version',
        ),
    ],
)
def test_what_stands_on_nothing_is_skipped(tried: Tried, tested: Words, reason: str) -> None:
    with pytest.raises(StepSkipped, match=reason):
        tried(tested)


@needs_dnf
@pytest.mark.parametrize(('phase', 'whose'), [(PHASE1, ''), (PHASE2, ' (update aaaa)')])
def test_what_cannot_be_installed_is_left_out_and_noted(
    tried: Tried, job: Job, phase: str, whose: str
) -> None:
    other = Words('other', extra=('Conflicts: nova',))
    said = tried(SOUND, ASKS_FOR_A_SHELL, other, plan=Plan(phase, (), 60.0))
    shell = f'shelled-1-1.el7{whose} needs /bin/sh, nothing provides it'
    nova = f'it cannot be installed together with nova-2-1.el7{whose}'
    assert f'left out: shelled-1-1.el7: {shell}\n' in said
    assert f'left out: other-1-1.el7: {nova}\n' in said
    assert sorted(evidence.notes(job)) == [
        f'other-1-1.el7{whose} was not installed: {nova}',
        f'shelled-1-1.el7{whose} was not installed: {shell}',
    ]


@needs_dnf
def test_what_two_updates_bring_is_one_package(tried: Tried, job: Job) -> None:
    for words in (SOUND, ASKS_FOR_A_SHELL):
        build(job.pool / 'bbbb', words)
    builds: dict[str, tuple[()]] = {'aaaa': (), 'bbbb': ()}
    said = tried(SOUND, ASKS_FOR_A_SHELL, plan=Plan(PHASE2, (), 60.0), builds=builds)
    assert 'under test: nova-2-1.el7.noarch\n' in said
    each = (f'shelled-1-1.el7 (update {one})' for one in builds)
    assert sorted(evidence.notes(job)) == [
        f'{one} was not installed: {one} needs /bin/sh, nothing provides it' for one in each
    ]


@needs_dnf
def test_what_is_installed_whole_has_no_notes(tried: Tried, job: Job) -> None:
    tried(SOUND)
    assert evidence.notes(job) == ()


@needs_dnf
@needs_root
def test_a_production_that_cannot_be_installed_says_nothing_of_the_update(tried: Tried) -> None:
    with pytest.raises(StepSkipped, match='production alone cannot be installed'):
        tried(SOUND, production=(with_scriptlet('pre', '1'),))


def test_without_dnf_it_is_skipped(
    tried: Tried, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / 'bin').mkdir()
    for name in ('rpmbuild', 'cp'):
        (tmp_path / 'bin' / name).symlink_to(shutil.which(name) or '')
    monkeypatch.setenv('PATH', str(tmp_path / 'bin'))
    with pytest.raises(StepSkipped, match='dnf is not installed'):
        tried(SOUND, plan=Plan(PHASE1, (), 60.0))
