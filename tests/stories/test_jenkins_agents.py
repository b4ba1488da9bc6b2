"""Where agents differ: a job for each label, and runs on the agents that have it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from box import Box
from jenkinskit import Programs, create, job_xml, server_at
from life import submit
from servers.standin import Standin
from servers.standin.security import LOOK, User
from servers.standin.world import Agent

LABELLED = ('rdo-phase1-el7', 'rdo-phase2-el7', 'rdo-stage-el7')


@pytest.fixture
def ci(kilo: Box, standin: Standin, programs: Programs) -> Box:
    """A box whose policy wants agents of their own for kilo."""
    kilo.edit('ci.yml', 'agents: {}', 'agents: {"kilo/*": el7}')
    kilo.environ['RDOPKG_CI_JENKINS_URL'] = standin.url
    programs.see(kilo.environ)
    kilo.run('ci', 'jobs', '--apply')
    return kilo


def test_a_run_is_a_build_of_the_job_of_its_label(ci: Box, standin: Standin) -> None:
    standin.world.agents.append(Agent('seven', labels=('el7',)))
    listed = [line.partition(':')[0] for line in ci.run('ci', 'jobs').out.splitlines()]
    assert set(LABELLED) < set(listed) and len(listed) == 7
    [good] = submit(ci, 'good')
    assert f'{good}: merged' in ci.run('ci', 'gate').out
    found = server_at(standin.url).json('/job/rdo-phase1-el7', 'builds[result]')
    assert [build['result'] for build in found['builds']] == ['SUCCESS']
    assert server_at(standin.url).json('/job/rdo-phase1', 'builds[result]')['builds'] == []


def test_the_doctor_misses_agents_with_a_label(ci: Box, standin: Standin) -> None:
    said = ci.run('ci', 'doctor', code=1).out
    assert 'x agents with the label el7: none is online: runs would wait for ever\n' in said
    standin.world.agents.append(Agent('seven', labels=('el7',)))
    assert '+ agents with the label el7: 1 online\n' in ci.run('ci', 'doctor').out


def test_the_board_says_what_a_run_waits_for(ci: Box, standin: Standin) -> None:
    [good] = submit(ci, 'good')
    ci.run('ci', 'gate', '--once', code=8)
    why = 'waits: (In the quiet period|There are no nodes with the label ‘el7’)'
    assert re.search(f'~ queued    {why}', ci.run('ci', 'status', code=8).out)
    [row] = json.loads(ci.run('ci', 'status', good, '--json', code=8).out)['updates']
    assert [re.match(why, one['reason']) is not None for one in row['targets']] == [True]


def test_jobs_of_a_label_that_is_gone_are_named(ci: Box, standin: Standin) -> None:
    create(server_at(standin.url), 'rdo-phase1-theirs', job_xml('phase1', 'true'))
    ci.edit('ci.yml', 'agents: {"kilo/*": el7}', 'agents: {}')
    for words in ([], ['--apply']):
        said = ci.run('ci', 'jobs', *words).out
        named = ''.join(
            f'{name}: no longer wanted, for no label of the policy is its\n' for name in LABELLED
        )
        assert f'{named}Delete it on the server, with what waits for it: {standin.url}/job/' in said
        assert f'{standin.url}/job/rdo-stage-el7/delete\n' in said and 'theirs' not in said
    assert ci.json('ci', 'jobs')['unwanted'] == list(LABELLED)
    assert '- job rdo-phase1-el7: no longer wanted: no label' in ci.run('ci', 'doctor').out
    ci.environ['RDOPKG_CI_HOME'] = str(ci.work / 'nowhere')
    for command in ('doctor', 'jobs'):
        said = ci.run('ci', command, code=None).out
        assert 'no longer wanted' not in said, 'nobody knows without a policy'


def test_the_gate_needs_no_right_to_read_the_files_of_jobs(ci: Box, standin: Standin) -> None:
    standin.world.agents.append(Agent('seven', labels=('el7',)))
    may = User('anonymous', may=LOOK | {'hudson.model.Item.Build'})
    standin.world.security.users = {may.name: may}
    said = ci.run('ci', 'doctor', '--gate').out
    assert (
        '- jobs: not compared with what is wanted: anonymous lacks the permission Job/Ext' in said
    )
    assert '+ permission Job/Build: granted\n' in said and 'x ' not in said.split('\n', 1)[1]
    del standin.world.root.jobs['rdo-stage']
    said = ci.run('ci', 'doctor', '--gate', code=1).out
    assert 'x job rdo-stage: it is missing\n    Whoever may create jobs runs' in said


def test_files_of_the_jobs_are_written_without_a_server(ci: Box, tmp_path: Path) -> None:
    del ci.environ['RDOPKG_CI_JENKINS_URL']
    ci.run('ci', 'jobs', '--xml', str(tmp_path / 'xml'))
    names = {path.stem for path in (tmp_path / 'xml').iterdir()}
    assert set(LABELLED) < names and len(names) == 7
    assert 'jenkins.url is not set' in ci.run('ci', 'jobs', code=2).err
