"""Builds on servers: in which state they are, and that what is fetched is what it should be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from rpmkit import Words, build, source
from servers import koji as kojis
from servers.copr import Copr
from servers.koji import Koji
from servers.rpms import serving
from webserver import Handler, WebServer

from rdopkg_ci import settings
from rdopkg_ci.core.update.build_state import BuildState, BuildStatus
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors.parallel import MOST
from rdopkg_ci.doors.repos import yum
from rdopkg_ci.doors.sources import Source, named
from rdopkg_ci.doors.sources.settings import SourceSettings
from rdopkg_ci.errors import CiError, UsageError

COMPLETE, MISSING, FAILED = BuildStatus.COMPLETE, BuildStatus.MISSING, BuildStatus.FAILED
BUILDING, DELETED, DAMAGED = BuildStatus.BUILDING, BuildStatus.DELETED, BuildStatus.DAMAGED
NOARCH = 'glance-1-1.el7.noarch.rpm'


def wanted(build_id: str, source: str = 'koji', arch: str = 'noarch') -> Build:
    return Build(build_id, source, 'kilo', 'el7', '', arch)


def state(opened: Source, wanted: Build) -> BuildState:
    return opened.states([wanted])[wanted]


@pytest.fixture
def open_source(tmp_path: Path) -> Callable[..., Source]:
    """Opens a source anew, with a home that stays."""

    def opened(name: str, **urls: str) -> Source:
        nowhere = settings.load({'HOME': str(tmp_path)}).sources
        empty = dict.fromkeys(('koji_hub', 'koji_top', 'cbs_hub', 'cbs_top', 'copr'), '')
        chosen: SourceSettings = replace(nowhere, **{**empty, **urls})  # type: ignore[arg-type]
        return named.find(name, chosen, tmp_path / 'home')

    return opened


@pytest.fixture
def koji() -> Iterator[Koji]:
    with Koji() as server:
        yield server


@pytest.fixture
def open_koji(koji: Koji, open_source: Callable[..., Source]) -> Callable[[], Source]:
    return lambda: open_source('koji', koji_hub=koji.hub, koji_top=koji.top)


@pytest.fixture
def rpms(tmp_path: Path) -> Sequence[Path]:
    """One of each arch, all of one build but for what their headers say."""
    place = tmp_path / 'built'
    arches = ('noarch', 'x86_64')
    return [build(place, Words('glance', arch=arch)) for arch in arches]


@pytest.mark.parametrize(
    ('number', 'expected'),
    [
        pytest.param(kojis.COMPLETE, BuildState(COMPLETE, (NOARCH,)), id='complete'),
        pytest.param(kojis.BUILDING, BuildState(BUILDING), id='building'),
        pytest.param(kojis.DELETED, BuildState(DELETED), id='deleted'),
        pytest.param(kojis.FAILED, BuildState(FAILED), id='failed'),
        pytest.param(kojis.CANCELED, BuildState(FAILED, reason='it was cancelled'), id='cancelled'),
        pytest.param(
            7,
            BuildState(DAMAGED, reason='the hub gives it the unknown state 7'),
            id='a state of the future',
        ),
    ],
)
def test_the_state_of_a_koji_build(
    koji: Koji,
    open_koji: Callable[[], Source],
    rpms: Sequence[Path],
    number: int,
    expected: BuildState,
) -> None:
    koji.add('glance-1-1.el7', *rpms, state=number)
    assert state(open_koji(), wanted('glance-1-1.el7')) == expected


def test_one_that_is_missing_names_what_may_be_meant(
    koji: Koji, open_koji: Callable[[], Source], rpms: Sequence[Path]
) -> None:
    koji.add('glance-1-1.el7', *rpms)
    koji.add('glance-1-3.el7', state=kojis.FAILED)
    opened = open_koji()
    assert state(opened, wanted('glance-1-2.el7')).near == ('glance-1-1.el7',)
    assert state(opened, wanted('glanec-1-1.el7')) == BuildState(MISSING)


@pytest.mark.parametrize(
    ('arch', 'expected'),
    [
        ('noarch', [NOARCH]),
        ('x86_64', [NOARCH, 'glance-1-1.el7.x86_64.rpm']),
        ('ppc64', [NOARCH]),
    ],
)
def test_the_arches_that_an_update_takes(
    koji: Koji,
    open_koji: Callable[[], Source],
    rpms: Sequence[Path],
    tmp_path: Path,
    arch: str,
    expected: Sequence[str],
) -> None:
    koji.add('glance-1-1.el7', *rpms)
    found = open_koji().fetch(wanted('glance-1-1.el7', arch=arch), tmp_path / 'into')
    assert sorted(path.name for path in found) == expected
    assert sorted(path.name for path in (tmp_path / 'into').iterdir()) == expected


def test_the_source_package_comes_along(
    koji: Koji, open_koji: Callable[[], Source], rpms: Sequence[Path], tmp_path: Path
) -> None:
    koji.add('glance-1-1.el7', *rpms, source(tmp_path, Words('glance')))
    found = open_koji().fetch(wanted('glance-1-1.el7'), tmp_path / 'into')
    assert [path.name for path in found] == [NOARCH, 'glance-1-1.el7.src.rpm']


def test_a_build_for_another_arch_only(
    koji: Koji, open_koji: Callable[[], Source], rpms: Sequence[Path]
) -> None:
    koji.add('glance-1-1.el7', rpms[1])
    found = state(open_koji(), wanted('glance-1-1.el7'))
    assert found == BuildState(
        MISSING, reason='it is there for x86_64 and not for noarch; say `arch:`'
    )


def test_a_download_that_breaks_off_goes_on(
    koji: Koji, open_koji: Callable[[], Source], rpms: Sequence[Path], tmp_path: Path
) -> None:
    size = rpms[0].stat().st_size
    koji.add('glance-1-1.el7', rpms[0], breaks_at=size // 3 + 1)
    [path] = open_koji().fetch(wanted('glance-1-1.el7'), tmp_path / 'into')
    assert path.read_bytes() == rpms[0].read_bytes()
    ranges = [asked.headers.get('range') for asked in koji.asked if asked.path.endswith('.rpm')]
    step = size // 3 + 1
    assert ranges == [None, f'bytes={step}-', f'bytes={2 * step}-']


def test_what_is_in_the_cache_is_not_fetched_again(
    koji: Koji, open_koji: Callable[[], Source], rpms: Sequence[Path], tmp_path: Path
) -> None:
    koji.add('glance-1-1.el7', rpms[0])
    open_koji().fetch(wanted('glance-1-1.el7'), tmp_path / 'one')
    [cached] = [path for path in (tmp_path / 'home' / 'downloads').iterdir() if path.is_file()]
    koji.asked.clear()
    open_koji().fetch(wanted('glance-1-1.el7'), tmp_path / 'two')
    assert not [path for path in koji.paths() if path.endswith('.rpm')]
    cached.write_bytes(cached.read_bytes()[:-1] + b'x')
    [path] = open_koji().fetch(wanted('glance-1-1.el7'), tmp_path / 'three')
    assert path.read_bytes() == rpms[0].read_bytes() == cached.read_bytes()


def cut(koji: Koji, path: Path, other: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def spoil(koji: Koji, path: Path, other: Path) -> None:
    path.write_bytes(path.read_bytes()[:-8] + b'\0' * 8)


def swap(koji: Koji, path: Path, other: Path) -> None:
    path.write_bytes(other.read_bytes())
    [rpm] = koji.rpms[1]
    rpm.update(size=path.stat().st_size, payloadhash=None)


def lose(koji: Koji, path: Path, other: Path) -> None:
    koji.table = {where: serve for where, serve in koji.table.items() if '.rpm' not in where}


@pytest.mark.parametrize(
    ('harm', 'message'),
    [
        pytest.param(cut, 'bytes, and should have', id='cut'),
        pytest.param(spoil, 'damaged', id='spoiled'),
        pytest.param(swap, 'is nova-1-1.el7.noarch.rpm by its header', id='another RPM'),
        pytest.param(lose, 'there is no such page', id='gone'),
    ],
)
def test_what_is_not_what_it_should_be(
    koji: Koji,
    open_koji: Callable[[], Source],
    rpms: Sequence[Path],
    tmp_path: Path,
    harm: Callable[[Koji, Path, Path], None],
    message: str,
) -> None:
    koji.add('glance-1-1.el7', rpms[0])
    harm(koji, rpms[0], build(tmp_path, Words('nova')))
    with pytest.raises(CiError, match=message) as caught:
        open_koji().fetch(wanted('glance-1-1.el7'), tmp_path / 'into')
    assert str(caught.value).startswith('glance-1-1.el7 @ koji: ')
    assert not list((tmp_path / 'into').iterdir())
    assert not list((tmp_path / 'home').rglob('*.rpm'))


def test_a_package_of_another_build(
    koji: Koji, open_koji: Callable[[], Source], rpms: Sequence[Path], tmp_path: Path
) -> None:
    koji.add('other-1-1.el7', rpms[0])
    with pytest.raises(CiError, match=r'is of build glance-1-1\.el7, and not of other-1-1\.el7'):
        open_koji().fetch(wanted('other-1-1.el7'), tmp_path / 'into')


BOMB = b"""<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>
<methodResponse><params><param><value>&b;</value></param></params></methodResponse>"""
FAULT = b"""<?xml version='1.0'?><methodResponse><fault><value><struct>
<member><name>faultCode</name><value><int>1</int></value></member>
<member><name>faultString</name><value>out of \x1b[31morder</value></member>
</struct></value></fault></methodResponse>""".replace(b'\x1b', b'&#155;')


@pytest.mark.parametrize(
    ('body', 'reason'),
    [
        pytest.param(b'<html>sign in</html>', 'does not speak XML-RPC', id='a page'),
        pytest.param(b'', 'does not speak XML-RPC', id='nothing'),
        pytest.param(b'\xff\xfe<\0', 'does not speak XML-RPC', id='other text'),
        pytest.param(BOMB, 'it declares entities', id='a bomb'),
        pytest.param(FAULT, 'refuses getBuild: out of ', id='a fault'),
    ],
)
def test_a_hub_that_makes_no_sense(
    koji: Koji, open_koji: Callable[[], Source], body: bytes, reason: str
) -> None:
    koji.table[kojis.HUB] = lambda handler: handler.say(200, body)
    found = state(open_koji(), wanted('glance-1-1.el7'))
    assert found.status is DAMAGED and reason in found.reason
    assert '\x9b' not in found.reason


@pytest.mark.parametrize(
    ('change', 'reason'),
    [
        pytest.param({'name': '../../etc'}, "the name '../../etc'", id='a name that is a path'),
        pytest.param({'release': 'other'}, "tells of 'glance-1-other' instead", id='another'),
        pytest.param({'id': 'x'}, 'gives no id', id='no number'),
    ],
)
def test_a_hub_that_lies(
    koji: Koji, open_koji: Callable[[], Source], change: dict[str, object], reason: str
) -> None:
    koji.add('glance-1-1.el7')
    koji.builds['glance-1-1.el7'].update(change)
    found = state(open_koji(), wanted('glance-1-1.el7'))
    assert found.status is DAMAGED and reason in found.reason


def test_one_bad_build_stops_no_other(
    koji: Koji, open_koji: Callable[[], Source], rpms: Sequence[Path]
) -> None:
    koji.add('glance-1-1.el7', *rpms)
    koji.add('nova-1-1.el7')
    koji.builds['nova-1-1.el7']['state'] = 'unknown'
    glance, nova = wanted('glance-1-1.el7'), wanted('nova-1-1.el7')
    states = open_koji().states([glance, nova])
    assert (states[glance].status, states[nova].status) == (COMPLETE, DAMAGED)


def test_a_server_that_is_away_is_not_asked_about_every_build(
    koji: Koji, open_koji: Callable[[], Source]
) -> None:
    koji.table[kojis.HUB] = lambda handler: handler.say(500)
    with pytest.raises(CiError, match='out of order'):
        open_koji().states([wanted(f'glance-{number}-1.el7') for number in range(100)])
    assert len(koji.asked) <= 2 * MOST


@pytest.mark.parametrize('name', ['koji', 'brew', 'http', 'copr-somebody'])
def test_a_source_that_is_not_set(open_source: Callable[..., Source], name: str) -> None:
    with pytest.raises(UsageError, match=r'sources\.\w+ is not set'):
        open_source(name)


@pytest.fixture
def copr() -> Iterator[Copr]:
    with Copr() as server:
        yield server


@pytest.mark.parametrize('numbered', [True, False], ids=['its directory', 'its version'])
def test_a_copr_build(
    copr: Copr,
    open_source: Callable[..., Source],
    rpms: Sequence[Path],
    tmp_path: Path,
    numbered: bool,
) -> None:
    """In 2015 the directory was called after the version, without the end of the release."""
    directory = copr.add(123, 'glance', '1-1', *rpms)
    name = directory if numbered else 'glance-1-1.el7'
    opened = open_source('copr-somebody', copr=copr.url)
    asked = wanted(name, 'copr-somebody')
    assert state(opened, asked) == BuildState(COMPLETE, (NOARCH,))
    [path] = opened.fetch(asked, tmp_path / 'into')
    assert path.read_bytes() == rpms[0].read_bytes()


@pytest.mark.parametrize(
    ('said', 'expected'),
    [
        ('running', BuildState(BUILDING)),
        ('failed', BuildState(FAILED, reason='it failed in el7-x86_64')),
        ('canceled', BuildState(FAILED, reason='it was canceled in el7-x86_64')),
        (
            'singing',
            BuildState(
                DAMAGED, reason="URL does not answer as a Copr: the state 'singing' of a build"
            ),
        ),
    ],
)
def test_the_state_of_a_copr_build(
    copr: Copr, open_source: Callable[..., Source], said: str, expected: BuildState
) -> None:
    copr.add(123, 'glance', '1-1', state=said)
    opened = open_source('copr-somebody', copr=copr.url)
    found = state(opened, wanted('glance-1-1', 'copr-somebody'))
    assert found._replace(reason=found.reason.replace(copr.url, 'URL')) == expected


def test_a_copr_build_that_is_not_there(copr: Copr, open_source: Callable[..., Source]) -> None:
    copr.add(123, 'glance', '1-1.el7')
    opened = open_source('copr-somebody', copr=copr.url)
    assert state(opened, wanted('glance-1-2.el7', 'copr-somebody')).near == ('glance-1-1.el7',)
    assert state(opened, wanted('00000124-glance', 'copr-somebody')) == BuildState(MISSING)
    elsewhere = Build('glance-1-1.el7', 'copr-somebody', 'kilo', 'f22')
    assert state(opened, elsewhere).status is MISSING


def repo(server: WebServer, place: Path) -> None:
    yum.make(place)
    for path in sorted(place.rglob('*')):
        if path.is_file():
            server.table[f'/repo/{path.relative_to(place)}'] = serving(path)


def listing(server: WebServer, place: Path) -> None:
    links = ''.join(
        f'<li><a href="{path.name}">{path.name}</a>' for path in sorted(place.glob('*.rpm'))
    )
    page = f'<html><a href="../">..</a><a href="/etc/x.rpm">x</a>{links}</html>'.encode()

    def say(handler: Handler) -> None:
        handler.say(200, page, Content_Type='text/html')

    server.table['/repo/'] = say
    for path in place.glob('*.rpm'):
        server.table[f'/repo/{path.name}'] = serving(path)


@pytest.mark.parametrize('publish', [repo, listing])
def test_a_web_server(
    open_source: Callable[..., Source],
    rpms: Sequence[Path],
    tmp_path: Path,
    publish: Callable[[WebServer, Path], None],
) -> None:
    place = rpms[0].parent
    with WebServer({}) as server:
        publish(server, place)
        opened = open_source('http', http=f'{server.url}/repo')
        asked = wanted('glance-1-1.el7', 'http')
        assert state(opened, asked) == BuildState(COMPLETE, (NOARCH,))
        [path] = opened.fetch(asked, tmp_path / 'into')
        assert path.read_bytes() == rpms[0].read_bytes()
        assert state(opened, wanted('glance-2-1.el7', 'http')).status is MISSING


def test_a_web_server_with_nothing(open_source: Callable[..., Source]) -> None:
    with WebServer({'/repo/': lambda handler: handler.say(200, b'<html>hello</html>')}) as server:
        opened = open_source('http', http=f'{server.url}/repo')
        with pytest.raises(CiError, match='neither a yum repo nor lists RPMs'):
            state(opened, wanted('glance-1-1.el7', 'http'))
