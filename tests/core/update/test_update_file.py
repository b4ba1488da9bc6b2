from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rdopkg_ci.core.policy import initial_policy, policy_file
from rdopkg_ci.core.rpm_name import ARCHES
from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.core.update import targets, topic, update_file
from rdopkg_ci.core.update.update import Build, Update
from rdopkg_ci.errors import InvalidInput

DATA = Path(__file__).parents[2] / 'data'
GOOD = {
    'blank-first': 'icehouse_epel-6',
    'group': 'juno_epel-7',
    'no-marker': 'kilo_f22',
    'notes-block': 'kilo_el7',
    'notes-cut': 'kilo_el7',
    'notes-folded': 'kilo_el7',
    'notes-quoted': 'kilo_el7',
    'odd-versions': 'juno_epel-7/kilo_el7/liberty_f23',
    'old-spellings': 'kilo_epel-7_fedora-22',
    'one-build': 'juno_epel-7',
    'same-id-three-dists': 'icehouse_epel-6_epel-7_fedora-20',
    'tag-and-arch': 'kilo_el7_f22',
    'two-dists': 'kilo_el7_f22',
    'two-releases': 'icehouse_epel-6_fedora-20/juno_epel-7',
    'windows': 'juno_epel-7',
}
BAD = sorted(path.stem for path in (DATA / 'bad').glob('*.yml'))
POLICY = policy_file.parse(
    initial_policy.initial(lambda target: f'file:///srv/{target}').encode(), 'ci.yml'
)


def read(name: str) -> update_file.Parsed:
    return update_file.parse((DATA / 'updates' / f'{name}.yml').read_bytes(), f'{name}.yml')


def test_every_good_file_is_listed() -> None:
    assert sorted(GOOD) == sorted(path.stem for path in (DATA / 'updates').glob('*.yml'))


@pytest.mark.parametrize(('name', 'expected'), GOOD.items(), ids=GOOD)
def test_good_files(name: str, expected: str) -> None:
    update = read(name).update
    assert topic.topic(update.targets) == expected
    again = update_file.parse(update_file.dump(update), name)
    assert (again.update, again.warnings) == (update, ())
    targets.settle(update, POLICY)


@pytest.mark.parametrize('loader', ['libyaml', 'python'])
@pytest.mark.parametrize('name', BAD)
def test_bad_files_tell_all_problems_at_once(
    name: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if loader == 'python':
        monkeypatch.delattr(yaml, 'CSafeLoader', raising=False)
    with pytest.raises(InvalidInput) as caught:
        update_file.parse((DATA / 'bad' / f'{name}.yml').read_bytes(), f'{name}.yml', POLICY)
    # "…" stands for what libyaml and PyYAML word differently.
    expected = re.escape((DATA / 'bad' / f'{name}.txt').read_text().rstrip('\n')).replace('…', '.*')
    assert re.fullmatch(expected, str(caught.value)), caught.value
    assert 'notes and builds' in caught.value.hint


@pytest.mark.parametrize(
    ('name', 'notes'),
    [
        ('one-build', 'Latest openstack-selinux for Juno'),
        ('notes-cut', 'Fix CVE-2015-1851 (RHBZ'),
        (
            'notes-block',
            'backport for rdo-mgt: flavors\n* Resolves: rhbz#1184522\n\n# not a comment',
        ),
        ('notes-folded', 'one line'),
        ('notes-quoted', 'quoted: with #1 and “quotes”'),
        ('windows', 'From another world'),
    ],
)
def test_notes(name: str, notes: str) -> None:
    assert read(name).update.notes == notes


def test_notes_cut_by_a_comment_are_a_warning_with_the_line() -> None:
    (warning,) = read('notes-cut').warnings
    assert warning.startswith(
        "notes-cut.yml: line 2: YAML takes '#1231822)' for a comment, so the notes end before it; put"
    )
    assert [name for name in GOOD if read(name).warnings] == ['notes-cut']


def test_a_build_as_written() -> None:
    update = read('tag-and-arch').update
    assert update.builds == (
        Build('python-sysv_ipc-0.4.2-11.el7', 'cbs', 'kilo', 'el7', 'temp-liberty', 'x86_64'),
        Build('openstack-tempest-kilo-20150413.2.fc23', 'koji', 'kilo', 'f22', '2015'),
    )
    assert read('group').update.group == 'nova-2014.2.3'


def test_with_a_policy_the_dists_are_settled() -> None:
    data = (DATA / 'updates' / 'old-spellings.yml').read_bytes()
    assert [build.dist for build in update_file.parse(data, 'x', POLICY).update.builds] == [
        'el7',
        'f22',
    ]


def test_a_dump_looks_like_the_files_of_old() -> None:
    for name in ('one-build', 'two-dists', 'same-id-three-dists'):
        assert (
            update_file.dump(read(name).update) == (DATA / 'updates' / f'{name}.yml').read_bytes()
        )


def test_a_dump_quotes_what_yaml_would_misread() -> None:
    update = Update((Build('1-2-3', 'copr-x', '1e3', '2015', 'yes', 'noarch'),), '2015-03-01', 'on')
    assert update_file.dump(update).decode() == (
        "---\nnotes: |-\n  2015-03-01\nbuilds:\n  - id: 1-2-3\n    source: copr-x\n    repo: 1e3\n    dist: '2015'\n    tag: 'yes'\n"
        "group: 'on'\n"
    )
    assert update_file.parse(update_file.dump(update), 'x').update == update


def _text(pattern: str) -> st.SearchStrategy[str]:
    return st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True).filter(
        lambda text: '..' not in text
    )


WORDS = _text(r'[A-Za-z0-9][A-Za-z0-9._-]{0,9}')
NAMES = _text(r'[a-z0-9][a-z0-9.-]{0,9}')
BUILDS = st.builds(
    Build,
    id=_text(r'[A-Za-z0-9][A-Za-z0-9._+~^-]{0,9}-[A-Za-z0-9._+~^]{1,9}-[A-Za-z0-9._+~^]{1,9}'),
    source=st.sampled_from(['koji', 'cbs', 'brew', 'local', 'dummy', 'copr-jruzicka']),
    repo=NAMES,
    dist=NAMES,
    tag=st.just('') | WORDS.filter(lambda tag: tag not in ('source', 'repodata')),
    arch=st.sampled_from(ARCHES),
)
NOTES = (
    st.text(
        st.characters(exclude_categories=['Cs', 'Cc']) | st.sampled_from('\n\t #:-|>%\'"&*!{}[]'),
        min_size=1,
    )
    .map(
        lambda text: '\n'.join(line.rstrip(' \t') for line in text.split('\n')).strip(' \t\n'),
    )
    .filter(
        lambda text: (
            text.strip() and safe(text) == text and '\ufffe' not in text and '\uffff' not in text
        )
    )
)
UPDATES = st.builds(
    Update,
    builds=st.lists(
        BUILDS, min_size=1, max_size=4, unique_by=lambda build: (build.id, build.repo, build.dist)
    ).map(tuple),
    notes=NOTES,
    group=st.just('') | WORDS.filter(lambda group: group not in ('updates', 'pushed', 'failed')),
)


@settings(
    deadline=None,
    max_examples=300,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(UPDATES)
def test_a_dump_parses_back(update: Update) -> None:
    again = update_file.parse(update_file.dump(update), 'x')
    assert (again.update, again.warnings) == (update, ())
    assert yaml.safe_load(update_file.dump(update))['notes'] == update.notes
