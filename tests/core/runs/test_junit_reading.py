"""JUnit XML as others write it."""

from __future__ import annotations

import pytest

from rdopkg_ci.core.runs.junit_reading import parse
from rdopkg_ci.core.runs.tally import FailedTest, Tally

ONE = '<testsuite><testcase classname="tempest.api" name="test_a">{}</testcase></testsuite>'
FAILED = [
    ('<failure message="no route"/>', 'no route'),
    ('<failure message="no route">Traceback: a</failure>', 'no route'),
    ('<error type="x">Traceback\n  line\nValueError: no</error>', 'Traceback'),
    ('<failure>\n\n  it is gone\n</failure>', 'it is gone'),
    ('<failure message="a"/><error message="b"/>', 'a'),
    ('<failure/>', ''),
]


@pytest.mark.parametrize(('inside', 'message'), FAILED)
def test_a_test_that_failed(inside: str, message: str) -> None:
    failed = FailedTest('tempest.api.test_a', message)
    assert parse(ONE.format(inside).encode()) == Tally(1, 1, (failed,))


@pytest.mark.parametrize('inside', ['', '<skipped/>', '<system-out>failure</system-out>'])
def test_one_that_did_not(inside: str) -> None:
    assert parse(ONE.format(inside).encode()) == Tally(1)


def test_suites_in_suites() -> None:
    inner = ONE.format('') + ONE.format('<failure/>')
    found = parse(f'<?xml version="1.0"?><testsuites>{inner}</testsuites>'.encode())
    assert (found.total, found.failures) == (2, 1)


def test_only_the_first_failures_are_kept() -> None:
    cases = '<testcase name="x"><failure/></testcase>' * 1500
    found = parse(f'<testsuite>{cases}</testsuite>'.encode())
    assert (found.total, found.failures, len(found.failed)) == (1500, 1500, 1000)


@pytest.mark.parametrize(
    ('data', 'message'),
    [
        (b'', 'no XML'),
        (b'<html/>', 'not of JUnit'),
        (b'<testsuite>', 'no XML'),
        (b'<?xml version="1.0" encoding="UTdF-8"?><testsuite/>', 'no XML: unknown encoding'),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><testsuite>&a;</testsuite>', 'declares entities'),
        (
            '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a SYSTEM "/etc/passwd">]>'
            '<testsuite/>'.encode('utf-16'),
            'declares entities',
        ),
    ],
)
def test_what_is_none(data: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse(data)
