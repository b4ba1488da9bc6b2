"""Clients that we did not write take the stand-in for a Jenkins: each creates a job, asks for a build,
waits for it in the queue, and reads its console and an artifact.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest
from jenkinskit import job_xml

from rdopkg_ci.core.phase import PHASE1
from servers.standin import REGIMES, Regime, Standin

NAME = 'rdo-phase1'
XML = job_xml(PHASE1, 'echo "the key is $key"; mkdir -p result; echo data > result/data.txt')
GIVEN = {'key': 'k1'}


class Round(Protocol):
    def __call__(self, url: str) -> tuple[str, str]:
        """The console and the artifact of the build."""


def until(look: Callable[[], Any]) -> Any:
    """What a client sees, once it sees something."""
    for _ in range(30_000):
        seen = look()
        if seen:
            return seen
        time.sleep(0.01)
    raise AssertionError('nothing to be seen')


def python_jenkins(url: str) -> tuple[str, str]:
    import jenkins

    client = jenkins.Jenkins(url)
    client.create_job(NAME, XML.decode())
    assert client.job_exists(NAME) and NAME in [job['name'] for job in client.get_jobs()]
    item = client.build_job(NAME, GIVEN)
    number = until(lambda: (client.get_queue_item(item).get('executable') or {}).get('number'))
    until(lambda: not client.get_build_info(NAME, number)['building'])
    assert client.get_build_info(NAME, number)['result'] == 'SUCCESS'
    left = client.get_build_artifact_as_bytes(NAME, number, 'result/data.txt')
    return client.get_build_console_output(NAME, number), left.decode()


def jenkinsapi(url: str) -> tuple[str, str]:
    from jenkinsapi.jenkins import Jenkins

    client = Jenkins(url, use_crumb=True)
    job = client.create_job(NAME, XML.decode())
    item = job.invoke(build_params=GIVEN)
    build = item.block_until_building()
    build.block_until_complete(delay=1)
    assert build.poll() or build.is_good()
    [artifact] = build.get_artifacts()
    return build.get_console(), artifact.get_data().decode()


def api4jenkins(url: str) -> tuple[str, str]:
    from api4jenkins import Jenkins

    client = Jenkins(url, auth=None)
    client.create_job(NAME, XML.decode())
    item = client.build_job(NAME, **GIVEN)
    build = until(item.get_build)
    until(lambda: not build.building)
    assert build.result == 'SUCCESS'
    left = build.handle_req('GET', 'artifact/result/data.txt').text
    return '\n'.join(build.console_text()), left


CLIENTS: dict[str, Round] = {
    'python-jenkins': python_jenkins,
    'jenkinsapi': jenkinsapi,
    'api4jenkins': api4jenkins,
}
# Those that tell where a build waits, as these clients want it.
MODERN = {name: REGIMES[name] for name in ('2.568', '2.541', '2.462', '2.300')}


@pytest.mark.parametrize('regime', MODERN.values(), ids=MODERN)
@pytest.mark.parametrize('client', CLIENTS.values(), ids=CLIENTS)
def test_a_round(
    client: Round, regime: Regime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Standin(tmp_path / 'standin', regime) as server:
        console, left = client(server.url)
    assert 'the key is k1' in console and 'Finished: SUCCESS' in console
    assert left == 'data\n'
