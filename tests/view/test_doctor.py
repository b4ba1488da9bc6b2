from __future__ import annotations

from rdopkg_ci.core.finding import Finding, Health
from rdopkg_ci.view import doctor


def test_one_remedy_for_several_is_told_once() -> None:
    jobs = [Finding(f'job {name}', Health.BAD, 'it is missing', 'Make them.') for name in 'abc']
    agents = Finding('agents', Health.BAD, 'none is online', 'Bring one online.')
    fine = Finding('policy', Health.GOOD, '10 targets')
    assert doctor.text([fine, *jobs, agents, fine]).splitlines() == [
        '+ policy: 10 targets',
        'x job a: it is missing',
        'x job b: it is missing',
        'x job c: it is missing',
        '    Make them.',
        'x agents: none is online',
        '    Bring one online.',
        '+ policy: 10 targets',
    ]
    assert [doctor.data(one)['remedy'] for one in jobs] == ['Make them.'] * 3
