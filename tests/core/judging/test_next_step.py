from __future__ import annotations

import pytest

from rdopkg_ci.core.causes.cause import Blame, Cause
from rdopkg_ci.core.judging.next_step import fresh, next_step
from rdopkg_ci.core.judging.report import Report
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.judging.ruling import Ruling, TargetRuling
from rdopkg_ci.core.judging.turn import Hold, Turn, Who
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target

EL7, F22 = Target('kilo', 'el7'), Target('kilo', 'f22')


def row(
    where: str, verdict: Verdict | None = None, blame: Blame | None = None, **more: object
) -> Row:
    """An update at 06ny, judged so on one target and passed on the other."""
    phase = {'review': 'phase1', 'updates': 'phase2'}.get(where, 'stage')
    cause = Cause('it broke', 'x', blame, 'x') if blame else None
    rulings = [TargetRuling(F22, Verdict.PASSED, '', Report(F22, 1, Verdict.PASSED, ''))]
    if verdict is not None:
        again = bool(more.pop('again', False))
        report = Report(EL7, 1, verdict, '', cause) if verdict is not Verdict.MISSING else None
        rulings.append(TargetRuling(EL7, verdict, '', report, again))
    ruling = Ruling(tuple(rulings) if verdict is not None else ())
    made = Row('06ny', '', where, phase if ruling.targets else '', ruling, (EL7, F22))
    return made._replace(**more)  # type: ignore[arg-type]


CASES = {
    'submitted': (row('review', Verdict.MISSING), 'the gate starts phase1'),
    'waits for a machine': (row('review', Verdict.QUEUED), 'the run goes on, then the gate'),
    'runs': (row('review', Verdict.RUNNING), 'the run goes on, then the gate'),
    'is tried again': (row('review', Verdict.ERRORED, again=True), 'the gate starts phase1'),
    'passed': (row('review', Verdict.PASSED), 'the gate votes and merges'),
    'red by its builds': (
        row('review', Verdict.FAILED, Blame.PACKAGE),
        'the author: better builds: `rdopkg update FILE --id 06ny`',
    ),
    'red by a test': (
        row('review', Verdict.FAILED, Blame.TEST),
        'the author: better builds: `rdopkg update FILE --id 06ny`, or the test is wrong:'
        ' then `rdopkg ci retry 06ny`',
    ),
    'red by the machine': (
        row('review', Verdict.ERRORED, Blame.INFRASTRUCTURE),
        'an admin: what is to blame has to be mended; then `rdopkg ci retry 06ny`',
    ),
    'red by us': (
        row('review', Verdict.ERRORED, Blame.CI),
        'an admin: what is to blame has to be mended; then `rdopkg ci retry 06ny`',
    ),
    'a server is away': (row('review', Verdict.UNKNOWN), 'an admin: a server does not answer'),
    'no update': (
        row('review', hold=Hold.INVALID),
        'the author: mend the file: `rdopkg update FILE --id 06ny`',
    ),
    'what stage tested has changed': (
        row('ready', hold=Hold.CHANGED),
        'a release engineer: `rdopkg ci promote 06ny`',
    ),
    'production has got what it does not go with': (
        row('ready', hold=Hold.OVERTAKEN)._replace(phase='stage'),
        'the author: better builds: `rdopkg ci revert 06ny --reason WHY`, then `rdopkg update FILE'
        ' --id 06ny`; `rdopkg ci promote 06ny` tests it on stage as it is',
    ),
    'an edit of what has gone on': (
        row('review', hold=Hold.GONE, number=12),
        'the author: `rdopkg ci withdraw 12 --reason WHY`',
    ),
    'an edit for targets that are all disabled': (
        row('review', Verdict.DISABLED, number=12)._replace(
            ruling=Ruling((TargetRuling(EL7, Verdict.DISABLED, ''),))
        ),
        'an admin: every target is disabled: `rdopkg ci enable kilo/el7`, or'
        ' `rdopkg ci withdraw 12 --reason WHY`',
    ),
    'a record that is broken': (
        row('review', hold=Hold.UNREADABLE),
        'an admin: look at the record of the review',
    ),
    'work in progress': (
        row('review', Verdict.MISSING, hold=Hold.WIP),
        'the author: `rdopkg update FILE --id 06ny` without --wip, when it is ready',
    ),
    'not merged': (
        row('review', Verdict.PASSED, hold=Hold.REFUSED),
        'the author: see to what the server says, or `rdopkg update FILE --id 06ny`',
    ),
    'a reviewer has to agree': (
        row('review', Verdict.PASSED, hold=Hold.REQUIREMENT),
        'a reviewer: give what is missing in the review; the gate merges it then',
    ),
    'the gate may not merge': (
        row('review', Verdict.PASSED, hold=Hold.RIGHTS),
        'an admin: let the gate submit; it merges it then',
    ),
    'in the pool': (row('updates'), 'a release engineer: `rdopkg update --phase2 kilo`'),
    'phase2 runs': (row('updates', Verdict.RUNNING), 'the run goes on, then the gate'),
    'phase2 passed': (row('updates', Verdict.PASSED), 'the gate moves it to ready'),
    'phase2 passed, held by runs of others': (
        row('updates', Verdict.PASSED, override=Verdict.WAITING),
        'the run goes on, then the gate',
    ),
    'red with the pool, and nobody knows whose fault it is': (
        row('updates', Verdict.FAILED, Blame.TEST, hold=Hold.UNCLEAR),
        'a release engineer: `rdopkg update --phase2 kilo --isolate` looks for who of the pool is'
        ' at fault; where the test is wrong, `rdopkg ci retry phase2`',
    ),
    'found to be at fault by a search': (
        row(
            'updates',
            Verdict.FAILED,
            Blame.TEST,
            hold=Hold.FOUND,
            leave_out=('06ny', 'pso9'),
            together=('pso9', 'zz99'),
        ),
        'the author: better builds: `rdopkg update FILE --id 06ny`; for the others'
        ' `rdopkg update --phase2 kilo --without 06ny,pso9`',
    ),
    'red with the pool by the machine': (
        row('updates', Verdict.ERRORED, Blame.INFRASTRUCTURE, hold=Hold.UNCLEAR),
        'an admin: what is to blame has to be mended; then `rdopkg ci retry 06ny`',
    ),
    'at fault in phase2, alone': (
        row('updates', Verdict.FAILED, Blame.PACKAGE),
        'the author: better builds: `rdopkg update FILE --id 06ny`',
    ),
    'at fault in phase2 that left others out': (
        row(
            'updates', Verdict.FAILED, Blame.PACKAGE, together=('pso9',), left_out=('bn1c', 'zz99')
        ),
        'the author: better builds: `rdopkg update FILE --id 06ny`; for the others'
        ' `rdopkg update --phase2 kilo --without 06ny,bn1c,zz99`',
    ),
    'at fault in phase2': (
        row('updates', Verdict.FAILED, Blame.PACKAGE, together=('pso9',)),
        'the author: better builds: `rdopkg update FILE --id 06ny`; for the others'
        ' `rdopkg update --phase2 kilo --without 06ny`',
    ),
    'held by others': (
        row('updates', Verdict.WAITING, hold=Hold.OTHERS, leave_out=('pso9',)),
        'a release engineer: `rdopkg update --phase2 kilo --without pso9`',
    ),
    'held by others in a round that left some out': (
        row('updates', hold=Hold.OTHERS, leave_out=('pso9',), left_out=('bn1c',)),
        'a release engineer: `rdopkg update --phase2 kilo --without bn1c,pso9`',
    ),
    'held by what has changed in a round that left some out': (
        row('updates', Verdict.WAITING, hold=Hold.CHANGED, left_out=('bn1c',)),
        'a release engineer: `rdopkg update --phase2 kilo --without bn1c`',
    ),
    'held by what has changed': (
        row('updates', Verdict.WAITING, hold=Hold.CHANGED),
        'a release engineer: `rdopkg update --phase2 kilo`',
    ),
    'left out': (
        row('updates', hold=Hold.LEFT_OUT),
        'the author: `rdopkg update FILE --id 06ny`, or `rdopkg update --phase2 kilo` with it',
    ),
    'left out for what it broke': (
        row('updates', hold=Hold.BROKE),
        'the author: better builds: `rdopkg update FILE --id 06ny`; as it is it is red again, in stage at the latest',
    ),
    'in the way': (
        row('updates', Verdict.PASSED, hold=Hold.BLOCKED),
        'an admin: move out of the way what lies there',
    ),
    'a broken file in the pool': (
        row('updates', hold=Hold.INVALID),
        'an admin: correct updates/06ny.yml or the policy, or'
        ' `rdopkg ci withdraw 06ny --reason WHY`',
    ),
    'ready': (row('ready'), 'a release engineer: `rdopkg ci promote 06ny`'),
    'stage runs': (
        row('ready', Verdict.RUNNING),
        'the run goes on, then `rdopkg ci promote 06ny` goes on',
    ),
    'stage of several runs': (
        row('ready', Verdict.RUNNING, together=('zz99', '02ab')),
        'the run goes on, then `rdopkg ci promote 02ab 06ny zz99` goes on',
    ),
    'stage of several passed': (
        row('ready', Verdict.PASSED, together=('zz99',)),
        'a release engineer: `rdopkg ci promote 06ny zz99`',
    ),
    'stage passed': (
        row('my-group', Verdict.PASSED),
        'a release engineer: `rdopkg ci promote 06ny`',
    ),
    'at fault in stage, alone': (
        row('ready', Verdict.FAILED, Blame.PACKAGE),
        'the author: better builds: `rdopkg ci revert 06ny --reason WHY`, then'
        ' `rdopkg update FILE --id 06ny`',
    ),
    'at fault in stage': (
        row('ready', Verdict.FAILED, Blame.PACKAGE, together=('pso9',)),
        'the author: better builds: `rdopkg ci revert 06ny --reason WHY`, then'
        ' `rdopkg update FILE --id 06ny`; for the others `rdopkg ci promote --without 06ny`',
    ),
    'at fault in stage, which was without another': (
        row('ready', Verdict.FAILED, Blame.PACKAGE, together=('pso9',), left_out=('bn1c',)),
        'the author: better builds: `rdopkg ci revert 06ny --reason WHY`, then'
        ' `rdopkg update FILE --id 06ny`; for the others `rdopkg ci promote --without 06ny,bn1c`',
    ),
    'stage is red by others': (
        row('ready', Verdict.WAITING, hold=Hold.OTHERS),
        'a release engineer: `rdopkg ci promote 06ny`',
    ),
    'in production': (row('pushed'), 'nothing, it is in production'),
    'withdrawn': (row('failed'), 'nothing; its builds can be submitted as a new update'),
}


@pytest.mark.parametrize(('update', 'told'), CASES.values(), ids=CASES)
def test_who_does_what(update: Row, told: str) -> None:
    assert next_step(update).told() == told


def test_an_update_whose_targets_are_all_disabled_waits_for_a_person() -> None:
    ruling = Ruling((TargetRuling(EL7, Verdict.DISABLED, 'no mirror'),))
    turn = next_step(row('review')._replace(ruling=ruling))
    assert (turn.who, turn.goes_on) == (Who.ADMIN, False)
    assert '`rdopkg ci enable kilo/el7`' in turn.what


def test_how_the_gate_is_run_and_who_the_author_is_depend_on_who_looks() -> None:
    assert fresh('06ny', (EL7,), wip=False).told(gate='every 5 minutes') == (
        'the gate starts phase1: every 5 minutes'
    )
    assert fresh('06ny', (EL7,), wip=True).told('you').startswith('you: `rdopkg update FILE')


def test_only_runs_and_the_gate_go_on_by_themselves() -> None:
    assert {who for who in Who if Turn(who).goes_on} == {Who.RUN, Who.GATE}
