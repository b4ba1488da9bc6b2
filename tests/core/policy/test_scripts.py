"""Programs beside the policy that a run could not start."""

from __future__ import annotations

import pytest

from rdopkg_ci.core.policy import policy_file
from rdopkg_ci.core.policy.scripts import Script, anywhere, wrong
from rdopkg_ci.errors import Problem

POLICY = """\
releases: {kilo: {el7: {production: "file:///x"}}}
phases:
  phase2:
    steps:
      - {name: own, command: [PROGRAM, --all]}
"""


def told(program: str, held: Script | None, *here: str) -> list[Problem]:
    """With what is here, on a machine that has nothing else."""
    text = POLICY.replace('PROGRAM', f'"{program}"')
    policy = policy_file.parse(text.encode(), 'ci.yml')
    is_here = here.__contains__ if here else anywhere
    return list(wrong(policy, {'ci/own.sh': held}.get, is_here))


@pytest.mark.parametrize(
    ('held', 'why'),
    [
        pytest.param(None, 'is no file beside the policy', id='absent'),
        pytest.param(Script(False, b'#!/bin/sh\n'), 'is not executable', id='not executable'),
        pytest.param(
            Script(True, b'echo\n'),
            'names no interpreter: its first line has to be one such as #!/bin/sh',
            id='no interpreter',
        ),
        pytest.param(
            Script(True, b''),
            'names no interpreter: its first line has to be one such as #!/bin/sh',
            id='empty',
        ),
        pytest.param(
            Script(True, b'#!/bin/sh\r\necho\r\n'),
            'has the line ends of Windows, and so names no interpreter that there is',
            id='line ends',
        ),
        pytest.param(
            Script(True, b'#!bash\n'), 'names its interpreter without the whole path', id='a name'
        ),
    ],
)
@pytest.mark.parametrize('program', ['ci/own.sh', '{policy_dir}/ci/own.sh'])
def test_what_is_wrong(program: str, held: Script | None, why: str) -> None:
    said = f'phase2: step own cannot be started: ci/own.sh {why}'
    assert told(program, held) == [Problem(5, said)]


@pytest.mark.parametrize(
    ('program', 'held'),
    [
        pytest.param('ci/own.sh', Script(True, b'#! /usr/bin/env python3\n'), id='a script'),
        pytest.param('ci/own.sh', Script(True, b'\x7fELF\2'), id='a program'),
        pytest.param('ci/own.sh', Script(True, None), id='too large to look'),
        pytest.param('/srv/own.sh', None, id='elsewhere'),
        pytest.param('packstack', None, id='on the PATH'),
        pytest.param('ci/{release}.sh', None, id='another one in each release'),
    ],
)
def test_what_is_well(program: str, held: Script | None) -> None:
    assert told(program, held) == []


@pytest.mark.parametrize(
    ('program', 'why'),
    [
        pytest.param('/srv/own', '/srv/own is not on this machine', id='a program'),
        pytest.param('packstack', 'packstack is not on this machine', id='by its name'),
        pytest.param(
            'ci/own.sh', 'ci/own.sh asks for /bin/ksh, which is not on this machine', id='a script'
        ),
        pytest.param('{policy_dir}/{dist}', '', id='what has to be filled in'),
        pytest.param('/bin/sh', '', id='what is there'),
    ],
)
def test_what_this_machine_has_not(program: str, why: str) -> None:
    said = [Problem(5, f'phase2: step own cannot be started: {why}')] if why else []
    assert told(program, Script(True, b'#!/bin/ksh -e\n'), '/bin/sh') == said
