"""Commands that leave files of test results: these say what the step came to."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.planning.plan import PlannedStep
from rdopkg_ci.core.policy.command import Command
from rdopkg_ci.core.runs.result import Result
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors.processes.bounds import Bounds
from rdopkg_ci.worker import command
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.run import run
from rdopkg_ci.worker.step import Step

CASE = '<testcase classname="tempest" name="{}"><failure message="no route"/></testcase>'
GOOD = '<testsuite><testcase name="good"/></testsuite>'
BAD = f'<testsuite><testcase name="good"/>{"".join(map(CASE.format, "abcd"))}</testsuite>'


def ran(job: Job, script: str, *results: str) -> Result:
    one = Command('tempest', ('sh', '-c', script), results=results)
    return run(
        job, [Step(PlannedStep('tempest', one), lambda job, log: command.run(one, job, log))]
    )


@pytest.mark.parametrize('code', [0, 1])
def test_tests_that_failed_are_the_cause(job: Job, code: int) -> None:
    """Whatever the command's exit code: testr's was lost in a pipe for years."""
    result = ran(job, f"echo '{BAD}' > nosetests.xml; exit {code}", '*.xml')
    cause = result.cause
    assert result.verdict is Verdict.FAILED and cause is not None
    assert cause.summary == '4 of 5 tests failed: tempest.a, tempest.b, tempest.c and 1 more'
    assert (cause.signature, cause.blame) == ('tests-failed:tempest.a', Blame.TEST)
    log = (job.result / 'tempest.log').read_text().splitlines()
    assert [log[line.n - 1] for line in cause.lines] == [line.text for line in cause.lines]
    assert cause.lines[0].text == 'failed: tempest.a: no route'


@pytest.mark.parametrize(
    ('script', 'expected'),
    [
        pytest.param(f"echo '{GOOD}' > a.xml", '', id='all well'),
        pytest.param(
            f"echo '{GOOD}' > a.xml; exit 3", 'sh ended with code 3', id='it failed afterwards'
        ),
        pytest.param('exit 3', 'sh ended with code 3', id='it failed before'),
        pytest.param(
            'true', 'the command ended well, and left no results of tests', id='no results'
        ),
        pytest.param(
            'echo hello > a.xml',
            'the command ended well, and left no results of tests',
            id='something else',
        ),
        pytest.param(
            f"echo '{GOOD}' > a.xml; echo '{BAD}' > b.xml",
            '4 of 6 tests failed: tempest.a, tempest.b, tempest.c and 1 more',
            id='several files',
        ),
    ],
)
def test_what_the_files_say(job: Job, script: str, expected: str) -> None:
    result = ran(job, script, '*.xml')
    assert (result.cause.summary if result.cause else '') == expected


def test_files_of_steps_before_do_not_count(job: Job) -> None:
    (job.result / 'old.xml').write_text(BAD)
    assert ran(job, f"echo '{GOOD}' > new.xml", '*.xml').verdict is Verdict.PASSED


def test_a_stream_of_subunit(job: Job, tmp_path: Path) -> None:
    pytest.importorskip('subunit', reason='needs python-subunit')
    script = tmp_path / 'tests.py'
    script.write_text(
        'import subunit, sys\n'
        'out = subunit.StreamResultToBytes(sys.stdout.buffer)\n'
        'for name, state in (("a", "success"), ("b", "fail"), ("c", "skip")):\n'
        '    out.status(test_id=name, test_status="inprogress")\n'
        '    if state == "fail":\n'
        '        out.status(test_id=name, file_name="traceback", file_bytes=b"x\\nKeyError: 1\\n")\n'
        '    out.status(test_id=name, test_status=state)\n'
    )
    result = ran(job, f'{sys.executable} {script} > run.subunit', '*.subunit')
    assert result.cause is not None
    assert result.cause.summary == '1 of 3 tests failed: b'
    assert result.cause.lines[0].text == 'failed: b: KeyError: 1'


def test_a_file_that_grows_too_large_is_told_of(job: Job) -> None:
    bounded = job._replace(bounds=Bounds(file_size=1))
    result = ran(bounded, 'exec dd if=/dev/zero of=big bs=1000000 count=3 2> /dev/null')
    assert result.verdict is Verdict.ERRORED and result.cause is not None
    assert result.cause.signature == 'file-too-large'
