"""Builds on a server, from the submission to production."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from box import Box
from rpmkit import Words, build, source
from servers import koji as kojis
from servers.koji import Koji
from webserver import WebServer

GLANCE = 'glance-1-1.el7'
UPDATE = f'notes: x\nbuilds: [{{id: {GLANCE}, source: cbs, repo: kilo, dist: el7}}]\n'


@pytest.fixture
def koji(kilo: Box) -> Iterator[Koji]:
    """The CBS of the box, with a build that is being built."""
    pytest.importorskip('createrepo_c')
    with Koji() as server:
        urls = {'HUB': server.hub, 'TOP': server.top}
        kilo.environ.update({f'RDOPKG_CI_SOURCES_CBS_{key}': url for key, url in urls.items()})
        words = Words('glance')
        server.add(GLANCE, build(kilo.work, words), source(kilo.work, words), state=kojis.BUILDING)
        yield server


def test_a_build_from_a_koji_comes_to_production(kilo: Box, koji: Koji) -> None:
    path = kilo.write('up.yml', UPDATE)
    refused = kilo.run('update', path, code=2)
    assert f'{GLANCE} (kilo/el7) is still being built at its source cbs' in refused.err
    assert '--wait' in refused.err
    waiting = kilo.popen('update', path, '--wait')
    assert waiting.stderr is not None
    assert waiting.stderr.readline() == f'waiting for what is being built: {GLANCE} (kilo/el7)\n'
    koji.builds[GLANCE]['state'] = kojis.COMPLETE
    out, err = waiting.communicate(timeout=120)
    assert (waiting.returncode, err) == (0, '')
    kilo.run('ci', 'gate')
    kilo.run('update', '--phase2', '--wait')
    kilo.run('ci', 'promote', '--yes', '--wait')
    production = kilo.home / 'production' / 'kilo' / 'el7'
    found = sorted(path.name for path in production.rglob('glance-*.rpm'))
    assert found == [f'{GLANCE}.noarch.rpm', f'{GLANCE}.src.rpm']
    fetched = [path for path in koji.paths() if path.endswith('.rpm')]
    assert len(fetched) == len(set(fetched)) == 2, 'each once, then from the cache'
    assert f'pushed/{out[:4]}.yml.files' in kilo.files()


def test_a_server_that_is_down_is_no_verdict(kilo: Box, koji: Koji) -> None:
    path = kilo.write('up.yml', UPDATE)
    koji.shutdown()
    koji.server_close()
    said = kilo.run('update', path, code=1)
    assert said.err.startswith('error: up.yml: source cbs (sources.cbs_hub): http://127.0.0.1:')
    assert f'\n  line 2: {GLANCE} (kilo/el7)\n' in said.err


def test_without_the_directory_of_the_source_local_it_is_said_how_to_have_it(kilo: Box) -> None:
    kilo.environ['RDOPKG_CI_SOURCES_LOCAL'] = str(kilo.work / 'none')
    said = kilo.run('update', kilo.write('up.yml', UPDATE.replace('cbs', 'local')), code=2)
    assert said.err.endswith(
        f' cannot be looked up: sources.local: {kilo.work}/none is not a directory\n'
        'Make it, and copy your RPMs there, or submit with -a to skip this check.\n'
    )


@pytest.mark.parametrize(
    ('path', 'why', 'remedy'),
    [
        pytest.param('/nope', 'sources.http leads nowhere: ', 'it to the URL', id='no such page'),
        pytest.param(
            '/repo',
            'sources.http, http://127.0.0.1:',
            'sources.http to a yum repo',
            id='neither repo nor listing',
        ),
        pytest.param('', 'sources.http is not set\n', 'it to the URL', id='not set'),
    ],
)
def test_a_wrong_address_is_told_with_build_and_setting(
    kilo: Box, path: str, why: str, remedy: str
) -> None:
    with WebServer({'/repo/': lambda handler: handler.say(200, b'<html>hello</html>')}) as server:
        kilo.environ['RDOPKG_CI_SOURCES_HTTP'] = f'{server.url}{path}' if path else ''
        name = kilo.write('up.yml', UPDATE.replace('cbs', 'http'))
        said = kilo.run('update', name, code=2)
    assert f'error: up.yml:\n  line 2: {GLANCE} (kilo/el7) cannot be looked up: {why}' in said.err
    assert f'\nSet {remedy}' in said.err
    assert said.err.endswith(', or submit with -a to skip this check.\n')
