from __future__ import annotations

from datetime import date

import pytest

from rdopkg_ci.core.policy.command import Command, fill, strange_placeholders
from rdopkg_ci.core.policy.policy import Disable, Phase, Policy, Repos
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target

EL, FED = Target('juno', 'epel-7'), Target('juno', 'fedora-21')


@pytest.mark.parametrize(
    'text',
    [
        'juno',
        'juno/',
        '/epel-7',
        'juno/epel_7',
        'Juno/epel-7',
        'juno/../x',
        'juno/epel-7/x',
        '-x/y',
        'juno/el7\n',
    ],
)
def test_what_is_no_target(text: str) -> None:
    with pytest.raises(ValueError, match='RELEASE/DIST'):
        Target.parse(text)


def test_a_target_is_written_as_it_is_read() -> None:
    assert str(Target.parse('juno/epel-7')) == 'juno/epel-7'


@pytest.mark.parametrize(
    ('target', 'phase', 'signature', 'today', 'covered'),
    [
        pytest.param(EL, 'phase1', 'mirror-404', date(2015, 3, 1), True, id='its last day'),
        pytest.param(EL, 'phase1', 'mirror-404', date(2015, 3, 2), False, id='the day after'),
        pytest.param(EL, 'phase2', 'mirror-404', date(2015, 3, 1), False, id='another phase'),
        pytest.param(FED, 'phase1', 'mirror-404', date(2015, 3, 1), False, id='another target'),
        pytest.param(EL, 'phase1', 'disk-full', date(2015, 3, 1), False, id='another failure'),
    ],
)
def test_what_a_disable_covers(
    target: Target, phase: str, signature: str, today: date, covered: bool
) -> None:
    disable = Disable(EL, 'mirror', 'ann', date(2015, 3, 1), 'phase1', 'mirror-404')
    assert (
        Policy({}, disabled=(disable,)).disable_of(target, phase, signature, today) is disable
    ) is covered


@pytest.mark.parametrize(
    ('disabled', 'failure', 'covered'),
    [
        ('go-test', 'go-test:TestCart', True),
        ('go-test:TestCart', 'go-test:TestCart', True),
        ('go-test:TestCart', 'go-test:TestShop', False),
        ('go', 'go-test:TestCart', False),
    ],
)
def test_a_disable_of_a_kind_covers_all_its_tests(
    disabled: str, failure: str, covered: bool
) -> None:
    assert Disable(EL, 'flaky', 'ann', date(2015, 3, 1), '', disabled).covers(failure) is covered


def test_must_provision_takes_globs() -> None:
    policy = Policy({}, must_provision=('openstack-packstack*',))
    assert policy.must_be_provisioned(
        'openstack-packstack-puppet'
    ) and not policy.must_be_provisioned('openstack-nova')


def test_a_phase_that_is_not_spelled_out_has_defaults() -> None:
    assert Policy({EL: Repos('')}).phase('phase1') == Phase()


def test_commands_are_filled_word_by_word() -> None:
    command = ('run', '{release}-{dist}', '{target}', '{repo_file}', '{other} $(x); {{target}}')
    assert fill(command, EL, '/tmp/a b.repo') == [
        'run',
        'juno-epel-7',
        'juno/epel-7',
        '/tmp/a b.repo',
        '{other} $(x); {juno/epel-7}',
    ]


def test_verdicts_have_an_order_and_the_worst_wins() -> None:
    order = 'disabled passed waiting running queued missing unknown errored failed'
    assert ' '.join(verdict.word for verdict in sorted(Verdict)) == order
    assert [verdict.word for verdict in Verdict if not verdict.finished] == [
        'running',
        'queued',
        'missing',
        'unknown',
    ]


@pytest.mark.parametrize(
    ('word', 'strange'),
    [
        pytest.param('{repo_file}:{policy_dir}', [], id='known ones'),
        pytest.param('--repo={repofile}', ['repofile'], id='one that is spelled otherwise'),
        pytest.param('${home} {{item}} {%x%} { print } {1}', [], id='braces of other languages'),
    ],
)
def test_what_looks_like_a_placeholder(word: str, strange: list[str]) -> None:
    assert strange_placeholders(word) == strange


def test_a_program_beside_the_policy_is_found_there() -> None:
    words = ('ci/own.sh', '{policy_dir}/x')
    assert fill(words, EL, '', '/work/policy') == ['/work/policy/ci/own.sh', '/work/policy/x']
    assert Command('own', words).needs_scripts
    assert not Command('own', ('/srv/own', 'a/b')).needs_scripts
