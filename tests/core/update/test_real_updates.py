"""The 101 update files of RDO's real repo, where they lie beside the project."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from rdopkg_ci.core.policy import initial_policy, policy_file
from rdopkg_ci.core.update import targets, topic, update_file
from rdopkg_ci.errors import InvalidInput

BUNDLE = Path(__file__).parents[4] / 'shared' / 'data' / 'rdo-update.bundle'
POLICY = policy_file.parse(
    initial_policy.initial(lambda target: f'file:///srv/{target}').encode(), 'ci.yml'
)


@pytest.fixture(scope='module')
def real(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    if not BUNDLE.exists():
        pytest.skip('rdo-update.bundle is not beside the project')
    repo = str(tmp_path_factory.mktemp('real') / 'rdo-update.git')
    subprocess.run(['git', 'clone', '--quiet', '--bare', str(BUNDLE), repo], check=True)

    def git(*arguments: str) -> bytes:
        return subprocess.run(
            ['git', f'--git-dir={repo}', *arguments], check=True, capture_output=True
        ).stdout

    names = git('ls-tree', '-r', '--name-only', 'HEAD').decode().split()
    return {
        name: git('cat-file', 'blob', f'HEAD:{name}') for name in names if name.endswith('.yml')
    }


def test_all_parse_and_dump_back(real: Mapping[str, bytes]) -> None:
    assert len(real) == 101
    for name, data in real.items():
        update = update_file.parse(data, name).update
        again = update_file.parse(update_file.dump(update), name)
        assert (again.update, again.warnings) == (update, ())


def test_topics_are_the_historic_ones(real: Mapping[str, bytes]) -> None:
    updates = [update_file.parse(data, name).update for name, data in real.items()]
    assert Counter(topic.topic(update.targets) for update in updates) == {
        'kilo_el7_f22': 44,
        'juno_epel-7_fedora-21': 20,
        'icehouse_epel-6_epel-7_fedora-20': 16,
        'kilo_el7': 7,
        'kilo_f22': 3,
        'juno_epel-7': 2,
        'kilo_fedora-22': 2,
        'icehouse_epel-7_fedora-20': 2,
        'juno_fedora-21': 1,
        'kilo_epel-7_fedora-22': 1,
        'icehouse_epel-7': 1,
        'kilo_el7_fedora-22': 1,
        'icehouse_epel-6_fedora-21': 1,
    }
    assert all(topic.parse(topic.topic(update.targets)) == update.targets for update in updates)


def test_all_that_shipped_settle_on_the_first_policy(real: Mapping[str, bytes]) -> None:
    refused = {}
    for name, data in real.items():
        try:
            targets.settle(update_file.parse(data, name).update, POLICY)
        except InvalidInput as error:
            refused[name] = tuple(map(str, error.problems))
    assert refused == {
        'failed/ofia.yml': (
            "python-warlock-1.0.1-2.f21: unknown dist of icehouse 'fedora-21'; did you mean 'fedora-20'? Known: epel-6, epel-7, fedora-20",
        ),
    }


def test_four_notes_were_cut(real: Mapping[str, bytes]) -> None:
    warned = {
        name: warnings
        for name, data in real.items()
        if (warnings := update_file.parse(data, name).warnings)
    }
    assert sorted(warned) == [
        'failed/ofia.yml',
        'pushed/0ipu.yml',
        'pushed/n1m5.yml',
        'pushed/v985.yml',
    ]
    assert warned['pushed/0ipu.yml'][0].startswith('pushed/0ipu.yml: line 2: ')
