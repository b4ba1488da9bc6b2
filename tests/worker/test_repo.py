"""Step repo: metadata of the pool, and the file that names it."""

from __future__ import annotations

import configparser
import io
from pathlib import Path

from rpmkit import Words, build

from rdopkg_ci.core.planning.plan import Plan
from rdopkg_ci.core.policy.policy import Repos
from rdopkg_ci.worker import repo
from rdopkg_ci.worker.job import Job


def named(path: Path) -> dict[str, dict[str, str]]:
    """The sections of a .repo file."""
    parser = configparser.ConfigParser()
    parser.read_string(path.read_text())
    return {section: dict(parser[section]) for section in parser.sections()}


def test_a_repo_of_the_pool(job: Job) -> None:
    build(job.pool / 'aaaa', Words('glance', '1'))
    log = io.StringIO()
    assert repo.make(job, log) == ()
    assert (job.pool / 'repodata' / 'repomd.xml').is_file()
    assert named(job.repo_file)['rdopkg-ci-phase1'] == {
        'name': 'rdopkg-ci-phase1',
        'baseurl': job.pool.as_uri(),
        'enabled': '1',
        'gpgcheck': '0',
    }
    assert str(job.repo_file) in log.getvalue()


def test_a_pool_of_nothing_is_a_repo_too(job: Job) -> None:
    repo.make(job, io.StringIO())
    assert (job.pool / 'repodata' / 'repomd.xml').is_file()


def test_in_stage_the_file_names_the_generation(job: Job) -> None:
    staged = job._replace(plan=Plan('stage', (), 60.0), generation='0123-ab')
    repo.write_repo_file(staged)
    place = job.stage / '.generations' / 'kilo' / 'el7' / '0123-ab'
    assert named(job.repo_file)['rdopkg-ci-stage']['baseurl'] == place.as_uri()


def test_the_file_names_production_and_what_lies_under_it(job: Job) -> None:
    urls = ('http://mirror.example.org/os', 'file:///srv/epel')
    repo.write_repo_file(job._replace(repos=Repos('file:///srv/kilo', urls)))
    assert {name: keys['baseurl'] for name, keys in named(job.repo_file).items()} == {
        'rdopkg-ci-phase1': job.pool.as_uri(),
        'rdopkg-ci-production': 'file:///srv/kilo',
        'rdopkg-ci-base-1': urls[0],
        'rdopkg-ci-base-2': urls[1],
    }


def test_a_place_with_odd_characters(job: Job, tmp_path: Path) -> None:
    work = tmp_path / 'a b%[x]'
    work.mkdir()
    odd = job._replace(work=work)
    repo.write_repo_file(odd)
    assert f'baseurl={odd.pool.as_uri()}\n' in odd.repo_file.read_text()
    assert ' ' not in odd.pool.as_uri()
