"""The jobs of a server, and what the doctor tries on it, against the stand-in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from jenkinskit import create, server_at
from servers.standin import Fault, Standin

from rdopkg_ci.core.jobs import config_xml
from rdopkg_ci.core.jobs.comparison import JobState
from rdopkg_ci.core.jobs.job_definition import KEEP, wanted
from rdopkg_ci.doors.http import NotAllowed, Rejected
from rdopkg_ci.doors.jenkins import facts
from rdopkg_ci.flows import server_jobs

PLUGINS = 'pluginManager'


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Standin]:
    with Standin(tmp_path / 'standin') as standin:
        yield standin


def states(server: Standin) -> set[JobState]:
    return {one.state for one in server_jobs.compared(server_at(server.url), (), KEEP)}


@pytest.mark.parametrize('junit', [True, False], ids=['with test results', 'without'])
def test_who_may_not_see_plugins_takes_the_jobs_as_they_are(server: Standin, junit: bool) -> None:
    for job in wanted((), junit):
        create(server_at(server.url), job.name, config_xml.dump(job))
    assert (states(server) == {JobState.SAME}) is junit
    server.faults.append(Fault(PLUGINS, status=403))
    assert states(server) == {JobState.SAME}


def test_a_job_that_the_server_does_not_take_stops_no_other(server: Standin) -> None:
    door = server_at(server.url)
    refusal = Fault('createItem.*phase1', status=400, headers={'X-Error': 'no such luck'})
    server.faults.append(refusal)
    found = server_jobs.compared(door, (), KEEP)
    applied = {one.before.name: one for one in server_jobs.apply(door, found, force=False)}
    assert str(applied['rdo-phase1'].failure).endswith('rdo-phase1: no such luck')
    server.faults.clear()
    left = [
        one.name for one in server_jobs.compared(door, (), KEEP) if one.state is JobState.MISSING
    ]
    assert left == ['rdo-phase1']
    server_jobs.apply(door, server_jobs.compared(door, (), KEEP), force=False)
    assert states(server) == {JobState.SAME}


def test_looking_at_what_is_allowed_changes_nothing(server: Standin) -> None:
    door = server_at(server.url)
    server_jobs.apply(door, server_jobs.compared(door, (), KEEP), force=False)
    facts.check_build(door, 'rdo-phase1')
    facts.check_configure(door, 'rdo-phase1')
    facts.check_create(door)
    assert states(server) == {JobState.SAME}
    assert not server.world.is_busy()
    assert door.json('/job/rdo-phase1', 'builds[number]')['builds'] == []


def test_a_job_without_parameters_is_not_tried(server: Standin) -> None:
    door = server_at(server.url)
    [gate, *_] = wanted()
    create(door, 'rdo-phase1', config_xml.dump(gate._replace(timer='')))
    with pytest.raises(Rejected, match='rdo-phase1 has no parameters'):
        facts.check_build(door, 'rdo-phase1')
    assert ('POST', '/job/rdo-phase1/build') not in server.asked


@pytest.mark.parametrize('check', [facts.check_build, facts.check_configure])
def test_a_permission_that_is_missing_is_named(server: Standin, check: object) -> None:
    door = server_at(server.url)
    server_jobs.apply(door, server_jobs.compared(door, (), KEEP), force=False)
    named = {'X-Required-Permission': 'hudson.model.Item.Anything'}
    server.faults.append(Fault('rdo-phase1/', 'POST', status=403, headers=named))
    with pytest.raises(NotAllowed, match='the permission Job/Anything'):
        check(door, 'rdo-phase1')  # type: ignore[operator]
