"""What a dead worker leaves: nothing, a broken result, or a console that says why."""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path

import pytest

from rdopkg_ci.core.runs import run_key
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.engine import State
from rdopkg_ci.doors.engine.local import LocalEngine
from rdopkg_ci.flows.evidence import Evidence

KILO = Target('kilo', 'el7')
ASK = partial(run_key.phase1, '06ny', 'c' * 40, 'c' * 40)


@pytest.mark.parametrize(
    ('worker', 'signature', 'summary'),
    [
        pytest.param(
            '',
            'worker-lost',
            'the worker ended without a result: killed, or its machine lost',
            id='nothing',
        ),
        pytest.param(
            'print("OSError: [Errno 28] No space left on device"); sys.exit(1)',
            'disk-full',
            'OSError: [Errno 28] No space left on device',
            id='its console says why',
        ),
        pytest.param(
            'os.makedirs(place); open(place + "/result.json", "w").write("{")',
            'worker-lost',
            'the worker ended',
            id='half a result',
        ),
    ],
)
def test_a_dead_worker_is_errored(
    tmp_path: Path, worker: str, signature: str, summary: str
) -> None:
    code = f'import os, sys; place = sys.argv[-1].partition("=")[2]; {worker}'
    engine = LocalEngine(tmp_path / 'runs', 1, (sys.executable, '-c', code))
    asked = ASK(KILO, 1)
    engine.start(asked.phase, asked.key, asked.parameters)
    for _ in range(500):
        if engine.runs('phase1')[0].state is State.FINISHED:
            break
        time.sleep(0.01)
    [report] = Evidence(engine).reports(ASK, [KILO])
    assert report.verdict is Verdict.ERRORED and report.cause is not None
    assert report.cause.signature == signature and report.cause.summary.startswith(summary)


def test_no_run_no_report(tmp_path: Path) -> None:
    engine = LocalEngine(tmp_path / 'runs', 1, ('true',))
    assert list(Evidence(engine).reports(ASK, [KILO])) == []
