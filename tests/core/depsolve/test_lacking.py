"""What a run lacked, read back from the cause that was made of it."""

from __future__ import annotations

import pytest

from rdopkg_ci.core.causes.cause import Cause
from rdopkg_ci.core.depsolve.difference import Difference
from rdopkg_ci.core.depsolve.lacking import lacking
from rdopkg_ci.core.depsolve.problem import Blamed, DependencyProblem
from rdopkg_ci.core.depsolve.report import cause, report

NOVA = DependencyProblem('nova', 'nova-2-1', 'python-oslo-db >= 1.7')
HEAT = DependencyProblem('heat', 'heat-2-1', 'cfn', newest='cfn-1-1')
BESIDE = HEAT._replace(package='heat-2-1 (update pso9)', newest='cfn-1-1 (update 06ny)')
CLASH = DependencyProblem('heat', 'heat-2-1', 'cfn < 1', conflict='cfn-1-1')


def made(*problems: Blamed, has_base: bool = True) -> Cause:
    found = Difference(problems, 0, 1, {})
    return cause(found, report(found, has_base))


@pytest.mark.parametrize(
    ('told', 'lacks'),
    [
        pytest.param(made(Blamed(NOVA, 'nova-2-1', ())), ('python-oslo-db >= 1.7',), id='alone'),
        pytest.param(
            made(Blamed(NOVA, 'nova-2-1', ()), has_base=False),
            ('python-oslo-db >= 1.7',),
            id='with a note beside it',
        ),
        pytest.param(
            made(Blamed(NOVA, 'x-1-1', ('06ny',)), Blamed(HEAT, 'heat-2-1', ('06ny',))),
            ('python-oslo-db >= 1.7', 'cfn'),
            id='two',
        ),
        pytest.param(
            made(Blamed(NOVA, 'nova-2-1', ('pso9',)), Blamed(HEAT, 'heat-2-1', ('06ny',))),
            ('cfn',),
            id='beside what another lacks',
        ),
        pytest.param(
            made(Blamed(HEAT, 'heat-2-1', ('06ny', 'pso9'))), (), id='what two bring together'
        ),
        pytest.param(
            made(Blamed(BESIDE, BESIDE.package, ('06ny', 'pso9'))), (), id='with who brings what'
        ),
        pytest.param(
            made(Blamed(BESIDE, BESIDE.package, ('06ny',))), ('cfn',), id='from another one'
        ),
        pytest.param(
            made(Blamed(NOVA, 'nova-2-1', ()), Blamed(CLASH, 'heat-2-1', ())),
            None,
            id='a conflict too',
        ),
        pytest.param(made(Blamed(CLASH, 'heat-2-1', ())), None, id='a conflict'),
        pytest.param(
            made(Blamed(NOVA, 'nova-2-1', ('06ny',)), Blamed(CLASH, 'heat-2-1', ('pso9',))),
            ('python-oslo-db >= 1.7',),
            id='beside a conflict of another',
        ),
        pytest.param(
            made(Blamed(NOVA, 'nova-2-1', ('06ny',)), Blamed(CLASH, 'heat-2-1', ('06ny', 'a'))),
            None,
            id='beside a conflict with another',
        ),
    ],
)
def test_what_it_lacks(told: Cause, lacks: tuple[str, ...] | None) -> None:
    found = lacking(told, '06ny')
    assert (found and tuple(one.requirement for one in found)) == lacks
