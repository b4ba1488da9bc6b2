"""What every test shares: a home of its own, no network settings from outside, and tools that may
be missing.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import prepared
import pytest
from box import Box
from jenkinskit import Programs
from servers import maven
from servers.gerrit import Gerrit
from servers.hudson import Hudson
from servers.standin import Standin

NO_SKIPS = 'RDOPKG_CI_NO_SKIPS'
IS_STRICT = bool(os.environ.get(NO_SKIPS))
ALLOWED = ('beside the project', 'needs root', '`make soak`')
# A shell has what it starts in the background ignore interrupts, and nohup hang-ups; what we start
# is to hear them.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
# A fresh clone has nothing compiled, and every process that we start would compile it all again.
os.environ.pop('PYTHONDONTWRITEBYTECODE', None)
SERVERS = ('KOJI_HUB', 'KOJI_TOP', 'CBS_HUB', 'CBS_TOP', 'COPR')


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, in either half, with which two processes begin: last, one of
    them would wait for the other.
    """
    longest = [item for item in items if item.path.stem.endswith('_kills')]
    others = [item for item in items if item not in longest]
    middle = len(others) // 2
    items[:] = [*longest[::2], *others[:middle], *longest[1::2], *others[middle:]]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty $HOME, git as a fixed person, and nothing of the real user's settings."""
    place = tmp_path / 'home'
    place.mkdir()
    ours = ('RDOPKG_CI_', 'GIT_', 'XDG_')
    for name in [name for name in os.environ if name.startswith(ours)]:
        monkeypatch.delenv(name)
    for name, value in {
        'HOME': str(place),
        'GIT_CONFIG_NOSYSTEM': '1',
        'GIT_AUTHOR_NAME': 'Packager',
        'GIT_AUTHOR_EMAIL': 'packager@example.org',
        'GIT_COMMITTER_NAME': 'Packager',
        'GIT_COMMITTER_EMAIL': 'packager@example.org',
        'COLUMNS': '100',
        'NO_COLOR': '1',
        # Two calls of dnf more in every run; the tests of the step ask for them.
        'RDOPKG_CI_RUNS_TRANSACTION': 'off',
        # Nobody listens there: no test asks a server of others.
        **{f'RDOPKG_CI_SOURCES_{name}': 'http://127.0.0.1:9' for name in SERVERS},
    }.items():
        monkeypatch.setenv(name, value)
    yield place


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """In CI every tool is there: a test that skips has lost its reason, unless it needs the data
    beside the project, or to be root, or takes too long for every run.
    """
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if (
        report.skipped
        and IS_STRICT
        and not any(reason in str(report.longrepr) for reason in ALLOWED)
    ):
        report.outcome = 'failed'


@pytest.fixture
def box(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    """One in which somebody has begun, and nothing goes on afterwards."""
    place = tmp_path_factory.getbasetemp() / 'box'
    place.mkdir()
    found = Box(place)
    try:
        found.begin()
        prepared.begins(found)
        yield found
        found.end()
    finally:
        place.rename(tmp_path / 'box')


@pytest.fixture(scope='session')
def programs(tmp_path_factory: pytest.TempPathFactory) -> Programs:
    """Where the jobs of servers find `rdopkg`."""
    return Programs(tmp_path_factory.mktemp('programs'))


@pytest.fixture(scope='session')
def the_hudson(tmp_path_factory: pytest.TempPathFactory, programs: Programs) -> Iterator[Hudson]:
    """One for each process that runs tests."""
    if maven.lacking():
        pytest.skip(maven.lacking())
    with Hudson(tmp_path_factory.mktemp('hudson'), environ=programs.environ) as server:
        yield server


@pytest.fixture
def hudson(the_hudson: Hudson) -> Hudson:
    the_hudson.ensure()
    return the_hudson


@pytest.fixture
def standin(tmp_path: Path, programs: Programs) -> Iterator[Standin]:
    with Standin(tmp_path / 'standin', environ=programs.environ) as server:
        yield server


@pytest.fixture(scope='session')
def gerrit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gerrit]:
    """One for each process that runs tests."""
    if maven.lacking():
        pytest.skip(maven.lacking())
    with Gerrit(tmp_path_factory.mktemp('gerrit') / 'site') as server:
        yield server
