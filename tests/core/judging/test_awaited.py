"""Who brings what an update lacks, and whose turn it is then."""

from __future__ import annotations

import pytest

from rdopkg_ci.core.causes.cause import Blame, Cause
from rdopkg_ci.core.judging.awaited import Other, awaiting, mutual
from rdopkg_ci.core.judging.next_step import next_step
from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.row import Awaited, Row
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.judging.turn import Hold
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target

EL7, F22 = Target('kilo', 'el7'), Target('kilo', 'f22')
PHASES = {'review': 'phase1', 'updates': 'phase2', 'ready': 'stage'}


def lacks(*requirements: str, where: str = 'review') -> Row:
    """An update that is red on a target for each of the requirements."""
    rulings = []
    for target, requirement in zip((EL7, F22), requirements):
        said = f'nova-2-1 needs {requirement}, nothing provides it'
        cause = Cause(said, 'depsolve', Blame.PACKAGE, 'depsolve-unresolved')
        report = Report(target, 1, Verdict.FAILED, '', cause)
        rulings.append(TargetRuling(target, Verdict.FAILED, said, report))
    return Row('06ny', '', where, PHASES[where], Ruling(tuple(rulings)), (EL7, F22))


def brings(update_id: str, *names: str, where: str = 'updates', target: Target = EL7) -> Other:
    return Other(update_id, where, 12 if where == 'review' else 0, {target: names})


@pytest.mark.parametrize(
    ('row', 'others', 'note'),
    [
        pytest.param(
            lacks('oslo >= 1.7'),
            [brings('pso9', 'oslo-1.7-1')],
            'waits for pso9 in updates/, which brings oslo-1.7-1',
            id='a build',
        ),
        pytest.param(lacks('oslo >= 1.7'), [brings('pso9', 'oslo-1.6-1')], '', id='too old'),
        pytest.param(
            lacks('oslo'), [brings('pso9', 'oslo-1-1', target=F22)], '', id='for another target'
        ),
        pytest.param(
            lacks('oslo'),
            [brings('aaaa', 'oslo-1-1', where='review'), brings('pso9', 'oslo-1-1', where='ready')],
            'waits for pso9 in ready/, which brings oslo-1-1',
            id='the nearest to production',
        ),
        pytest.param(
            lacks('oslo'),
            [brings('pso9', 'oslo-1-1', where='pushed')],
            'pso9 has brought oslo-1-1 to production since',
            id='in production by now',
        ),
        pytest.param(
            lacks('oslo', 'heat'), [brings('pso9', 'oslo-1-1')], '', id='one that nobody brings'
        ),
        pytest.param(
            lacks('oslo', 'heat'),
            [brings('pso9', 'oslo-1-1'), brings('heat', 'heat-1-1', where='review', target=F22)],
            'waits for pso9 in updates/, which brings oslo-1-1\n'
            'waits for heat in review 12, which brings heat-1-1',
            id='two of them',
        ),
        pytest.param(
            lacks('oslo')._replace(hold=Hold.REFUSED), [brings('pso9', 'oslo-1-1')], '', id='held'
        ),
    ],
)
def test_who_brings_it(row: Row, others: list[Other], note: str) -> None:
    assert awaiting(row, others).note == note


OR = '; or list the builds in one update: `rdopkg update FILE --id 06ny`'


@pytest.mark.parametrize(
    ('where', 'other', 'told'),
    [
        (
            'review',
            'review',
            f'the author: `rdopkg ci retry 06ny` once pso9 is in production{OR}',
        ),
        (
            'review',
            'updates',
            'a release engineer: `rdopkg update --phase2 kilo` and `rdopkg ci promote pso9`, then'
            f' `rdopkg ci retry 06ny`{OR}',
        ),
        (
            'review',
            'my-group',
            f'a release engineer: `rdopkg ci promote pso9`, then `rdopkg ci retry 06ny`{OR}',
        ),
        ('review', 'pushed', 'the author: `rdopkg ci retry 06ny`'),
        (
            'updates',
            'review',
            'a release engineer: `rdopkg update --phase2 kilo` once pso9 is in updates/',
        ),
        (
            'updates',
            'updates',
            'a release engineer: `rdopkg update --phase2 kilo` tests them together',
        ),
        (
            'updates',
            'ready',
            'a release engineer: `rdopkg ci promote pso9`, then `rdopkg ci retry 06ny`',
        ),
        ('updates', 'pushed', 'a release engineer: `rdopkg ci retry 06ny`'),
        ('ready', 'review', 'a release engineer: `rdopkg ci promote 06ny pso9` once pso9 is ready'),
        (
            'ready',
            'updates',
            'a release engineer: `rdopkg update --phase2 kilo`, then `rdopkg ci promote 06ny pso9`',
        ),
        ('ready', 'ready', 'a release engineer: `rdopkg ci promote 06ny pso9`'),
    ],
)
def test_whose_turn_it_is(where: str, other: str, told: str) -> None:
    row = awaiting(lacks('oslo', where=where), [brings('pso9', 'oslo-1-1', where=other)])
    assert next_step(row).told() == told


OLD = 'app-1-1 (in production) needs lib < 2, but the newest is lib-2-1'


def breaks(update_id: str, said: str) -> Row:
    """An update under review that is red for that."""
    row = lacks('x')
    cause = Cause(said, 'depsolve', Blame.PACKAGE, 'depsolve-unresolved')
    report = Report(EL7, 1, Verdict.FAILED, '', cause)
    ruling = Ruling((TargetRuling(EL7, Verdict.FAILED, said, report),))
    return row._replace(update_id=update_id, ruling=ruling)


@pytest.mark.parametrize(
    ('brought', 'note'),
    [
        (
            'app-2-1',
            'waits for et7i in review 12, which brings app-2-1 for app-1-1, which it breaks',
        ),
        (
            'app-1-2',
            'waits for et7i in review 12, which brings app-1-2 for app-1-1, which it breaks',
        ),
        ('app-1-1', ''),
        ('app-0.9-7', ''),
        ('apple-2-1', ''),
    ],
    ids=['newer', 'a newer release', 'the same', 'older', 'another package'],
)
def test_who_brings_a_newer_one_of_what_it_breaks(brought: str, note: str) -> None:
    row = awaiting(breaks('lq2j', OLD), [brings('et7i', brought, where='review')])
    assert row.note == note
    assert (
        next_step(row)
        .told()
        .endswith(
            f'once et7i is in production{OR.replace("06ny", "lq2j")}'
            if note
            else 'better builds: `rdopkg update FILE --id lq2j`'
        )
    )


def test_of_two_that_await_each_other_neither_passes_alone() -> None:
    lib = awaiting(breaks('lq2j', OLD), [brings('et7i', 'app-2-1', where='review')])
    lacking = 'app-2-1 needs lib >= 2, but the newest is lib-1-1'
    app = awaiting(breaks('et7i', lacking), [brings('lq2j', 'lib-2-1', where='review')])
    for row in mutual([lib, app]):
        assert next_step(row).told() == (
            'the author: list the builds of both in one update:'
            f' `rdopkg update FILE --id {row.update_id}`; then `rdopkg ci withdraw 12 --reason WHY`'
            ' for the other'
        )


def test_what_is_ready_is_promoted_before_the_pool_is_tested_with_the_rest() -> None:
    places = (('aaaa', 'ready'), ('bbbb', 'updates'), ('cccc', 'pushed'))
    found = tuple(Awaited(update_id, where, 0, 'x-1-1') for update_id, where in places)
    row = lacks('x', where='updates')._replace(hold=Hold.AWAITS, awaited=found)
    assert next_step(row).told() == (
        'a release engineer: `rdopkg ci promote aaaa`, then `rdopkg update --phase2 kilo` tests'
        ' them together'
    )
