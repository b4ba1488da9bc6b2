from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rdopkg_ci.core.policy import initial_policy, policy_file, policy_text
from rdopkg_ci.core.policy.policy import Disable
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.characters import forbidden
from rdopkg_ci.errors import InvalidInput

EL7, F22 = Target('kilo', 'el7'), Target('kilo', 'f22')
NEW = Disable(EL7, 'mirror is "down" # {really}: \\x', 'me', date(2015, 3, 1), 'phase1', 'yum-404')
ITEM = (
    r'- {target: kilo/el7, reason: "mirror is \"down\" # {really}: \\x", owner: "me", until: 2015-03-01, '
    'phase: phase1, signature: "yum-404"}'
)
HEAD = '# mine\nreleases: {kilo: {el7: {production: file:///srv/1}, f22: {production: file:///srv/2}}}  # two\n'
OLD = '{target: kilo/f22, reason: old, owner: you, until: 2015-01-01}'


def without_disable(text: str, target: Target) -> str:
    return policy_text.without(text, lambda one: one.target == target)


def test_the_first_policy_knows_its_era() -> None:
    text = initial_policy.initial(lambda target: f'file:///srv/it%20is/{target}')
    policy = policy_file.parse(text.encode(), 'ci.yml')
    assert [str(target) for target in policy.targets] == [
        'icehouse/epel-6',
        'icehouse/epel-7',
        'icehouse/fedora-20',
        'juno/epel-7',
        'juno/fedora-21',
        'kilo/el7',
        'kilo/f22',
        'liberty/el7',
        'liberty/f22',
        'liberty/f23',
    ]
    assert policy.targets[EL7].production == 'file:///srv/it%20is/kilo/el7'
    assert policy.must_be_provisioned('openstack-packstack')
    assert {name: phase.timeout for name, phase in policy.phases.items()} == {
        'phase1': 7200,
        'phase2': 10800,
        'stage': 10800,
    }
    assert max(map(len, text.split('\n'))) <= 140


EDITS = {
    'empty list': (
        'disabled: []  # none\nretries: 1\n',
        f'disabled:  # none\n  {ITEM}\nretries: 1\n',
    ),
    'at the end without a line end': (
        'retries: 1\ndisabled: []',
        f'retries: 1\ndisabled:\n  {ITEM}\n',
    ),
    'no key': ('retries: 1\n', f'retries: 1\ndisabled:\n  {ITEM}\n'),
    'no key, no line end': ('retries: 1', f'retries: 1\ndisabled:\n  {ITEM}\n'),
    'nothing': ('disabled:\n# - x\nretries: 1\n', f'disabled:\n  {ITEM}\n# - x\nretries: 1\n'),
    'null': ('disabled: null # x\n', f'disabled: # x\n  {ITEM}\n'),
    'tilde, quoted key': ('"disabled" : ~\n', f'"disabled" :\n  {ITEM}\n'),
    'one': (
        f'disabled:\n  - {OLD} # why\n\n# after\nretries: 1\n',
        f'disabled:\n  - {OLD} # why\n  {ITEM}\n\n# after\nretries: 1\n',
    ),
    'not indented': (f'disabled:\n- {OLD}', f'disabled:\n- {OLD}\n{ITEM}\n'),
    'on lines of its own': (
        'disabled:\n    # first\n    - target: kilo/f22\n      reason: |-\n        old\n      owner: you\n      until: 2015-01-01\n# end\n',
        'disabled:\n    # first\n    - target: kilo/f22\n      reason: |-\n        old\n      owner: you\n      until: 2015-01-01\n'
        f'    {ITEM}\n# end\n',
    ),
    'dash alone': (f'disabled:\n  -\n    {OLD}\n', f'disabled:\n  -\n    {OLD}\n  {ITEM}\n'),
}


@pytest.mark.parametrize(('before', 'after'), EDITS.values(), ids=EDITS)
def test_a_disable_is_added_and_everything_else_kept(before: str, after: str) -> None:
    assert policy_text.with_disable(HEAD + before, NEW) == HEAD + after
    assert without_disable(HEAD + after, EL7).count(ITEM) == 0


def test_windows_line_ends_stay() -> None:
    before = (HEAD + f'disabled:\n  - {OLD}\nretries: 1\n').replace('\n', '\r\n')
    after = (HEAD + f'disabled:\n  - {OLD}\n  {ITEM}\nretries: 1\n').replace('\n', '\r\n')
    assert policy_text.with_disable(before, NEW) == after
    assert without_disable(after, EL7) == before


def test_the_first_policy_can_be_edited_there_and_back() -> None:
    text = initial_policy.initial(lambda target: f'file:///srv/{target}')
    once = policy_text.with_disable(text, NEW)
    twice = policy_text.with_disable(once, Disable(F22, 'x', 'y', date(2015, 1, 1)))
    assert policy_file.parse(twice.encode(), 'x').disabled == (
        NEW,
        Disable(F22, 'x', 'y', date(2015, 1, 1)),
    )
    assert without_disable(twice, F22) == once
    assert without_disable(once, EL7) == text


REMOVALS = {
    'one of many': (
        f'disabled:\n  # a\n  - {OLD}\n  # b\n  - target: kilo/el7\n    reason: "x\n      y"\n    owner: o\n'
        f'    until: 2015-01-01\n\n  # c\n  - {OLD}\n# d\n',
        f'disabled:\n  # a\n  - {OLD}\n  # b\n\n  # c\n  - {OLD}\n# d\n',
    ),
    'all of a target': (
        f'disabled: # why\n  {ITEM}\n  # b\n  {ITEM}\nretries: 1\n',
        'disabled: [] # why\n  # b\nretries: 1\n',
    ),
    'dash alone': (f'disabled:\n  - {OLD}\n  - # x\n    {ITEM[2:]}\n', f'disabled:\n  - {OLD}\n'),
    'nothing to remove': (f'disabled:\n  - {OLD}\n', f'disabled:\n  - {OLD}\n'),
    'no list': ('retries: 1\n', 'retries: 1\n'),
}


@pytest.mark.parametrize(('before', 'after'), REMOVALS.values(), ids=REMOVALS)
def test_disables_are_removed_and_everything_else_kept(before: str, after: str) -> None:
    assert without_disable(HEAD + before, EL7) == HEAD + after


UNSAFE = {
    'list on one line': f'disabled: [{OLD}]\n',
    'list over lines': 'disabled: [\n]\n',
    'end of document': 'retries: 1\n...\n',
    'key with a question mark': '? disabled\n: []\n',
}


@pytest.mark.parametrize('text', UNSAFE.values(), ids=UNSAFE)
def test_what_cannot_be_edited_safely_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match=r'ci\.yml') as caught:
        policy_text.with_disable(HEAD + text, NEW)
    assert 'one line' in caught.value.hint


def test_a_list_on_one_line_is_not_taken_apart() -> None:
    with pytest.raises(InvalidInput, match=r'cannot be edited safely|is not YAML'):
        without_disable(f'{HEAD}disabled: [{OLD}, {ITEM[2:]}]\n', EL7)


def test_a_policy_in_braces_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r'ci\.yml, edited'):
        policy_text.with_disable('{releases: {kilo: {el7: {production: file:///srv}}}}\n', NEW)


@pytest.mark.parametrize(
    ('reason', 'owner', 'problem'),
    [
        ('', 'me', 'the reason is empty'),
        ('x', ' ', 'the owner is empty'),
        ('a\nb: c', 'me', 'the reason holds a line break; remove it'),
        ('a\u202eb', 'me', r'the reason holds U\+202E; remove it'),
        ('a\x85b', 'me', r'the reason holds U\+0085; remove it'),
        ('a', '\x1b[2J', r'the owner holds U\+001B; remove it'),
    ],
)
def test_hostile_values_are_refused(reason: str, owner: str, problem: str) -> None:
    with pytest.raises(InvalidInput, match=problem):
        policy_text.with_disable(HEAD, Disable(EL7, reason, owner, date(2015, 1, 1)))


LINES = st.text(
    st.characters(exclude_categories=['Cs', 'Cc']) | st.sampled_from(' #:-{}[],"\'\\&*!|>%@`'),
    min_size=1,
).filter(
    lambda text: bool(text.strip()) and not forbidden(text),
)


@settings(deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES, LINES)
def test_any_reason_and_owner_stay_values(reason: str, owner: str) -> None:
    disable = Disable(F22, reason, owner, date(2015, 1, 1))
    text = policy_text.with_disable(HEAD + 'disabled: []\n', disable)
    assert policy_file.parse(text.encode(), 'x').disabled == (disable,)
    assert without_disable(text, F22) == HEAD + 'disabled: []\n'
