"""Tests that failed: those of JavaScript, Ruby, PHP, R, Julia, Elixir and Dart."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, WEAK, Kind, Look

KINDS = (
    Kind('rspec', 'test_failure', Blame.TEST, (
        Look('failure/error: ', r'^Failure/Error: ', STRONG + 4, 3),
        Look('rspec ', r'^rspec (?:\./\S+:\d+|\'\./\S+\')', STRONG + 1),
        Look('an error occurred ', r'^An error occurred (?:while loading|outside of examples|in an? `)', STRONG + 3, 3),
    )),
    Kind('minitest', 'test_failure', Blame.TEST, (
        Look(') failure:', r'^\d+\) Failure:$', STRONG + 4, 3),
        Look(') error:', r'^\d+\) Error:$', STRONG + 4, 2),
        Look('failure:', r'^Failure:$', STRONG + 2, 2),
        Look('failure: test', r'^Failure: test', STRONG + 3, 2),
        Look('error: test', r'^Error: test\w*\(', STRONG + 3, 2),
    )),
    Kind('cucumber', 'test_failure', Blame.TEST, (
        Look('.feature:', r'^cucumber (?:-p \w+ )?\S+\.feature:\d+', STRONG + 2),
        Look('failing scenarios:', r'^Failing [Ss]cenarios:', STRONG, 3),
        Look('failed steps (', r'failed steps \(', STRONG - 1, 4),
    )),
    Kind('jest', 'test_failure', Blame.TEST, (
        Look('● ', r'^● .+ › ', STRONG + 3, 3),
        Look('● test suite failed to run', r'^● Test suite failed to run', STRONG + 2, 3),
        Look('● ', r'^● (?!Console$|.*(?:Warning|[Dd]eprecat|\.service|\.socket|\.timer)|process\.exit)\S', STRONG + 1, 3),
        Look('fail ', r'^FAIL\s+(?:\|\S+\| )?\S+ > ', STRONG + 3, 1),
        Look('fail ', r'^FAIL\s+(?:\|\S+\| |\S+ )?\S+\.[cm]?[jt]sx?\b', STRONG - 2, 1),
        Look('failed tests', r'^⎯+ Failed (?:Tests|Suites) [1-9]', LIKELY, 3),
    )),
    Kind('playwright', 'test_failure', Blame.TEST, (
        Look('› ', r'^\d+\) (?:\[\S+\] › )?\S+:\d+:\d+ › ', STRONG + 3, 3),
    )),
    Kind('mocha', 'test_failure', Blame.TEST, (
        Look('error', r'^\d+\) (?:".+" .+ hook|.+:)$', STRONG, 3),
        Look('timeout of ', r'Timeout of \d+ms exceeded', STRONG + 1),
        Look('error: expected ', r'^(?:Uncaught )?Error: [Ee]xpected ', STRONG - 4, 2),
        Look('cypresserror: ', r'^CypressError: ', STRONG),
        Look('› ', r'^\w[^›]{0,100} › \S', LIKELY - 4),
        Look(' failing', r'^[1-9]\d* failing$', WEAK + 12, 6),
    )),
    Kind('phpunit', 'test_failure', Blame.TEST, (
        Look('failed asserting that', r'^Failed asserting that', STRONG + 4),
        Look('::test', r'^\d+\) [\w\\]+::\w+', STRONG + 3, 2),
        Look(' failure', r'^There (?:was|were) \d+ failures?:', LIKELY, 4),
        Look(' error', r'^There (?:was|were) \d+ errors?:', LIKELY, 4),
    )),
    Kind('karma', 'test_failure', Blame.TEST, (
        Look(' failed', r'^(?:Chrome|Firefox|HeadlessChrome|PhantomJS|Safari|Edge|IE|Electron|Mobile|jsdom)\b\S* .* FAILED$', STRONG + 3, 2),
        Look(' error', r'^(?:Chrome|Firefox|HeadlessChrome|PhantomJS|Safari|Edge|IE|Electron|Mobile|jsdom)\b\S* .* ERROR$', STRONG + 2, 2),
        Look('no binary for ', r'No binary for \S+ browser', STRONG),
        Look(', because no message', r'Disconnected(?: \(\d+ times\))?, because no message', STRONG - 5),
    )),
    Kind('r-test', 'test_failure', Blame.TEST, (
        Look('failure', r'^(?:(?:──|--|══) (?:\d+\. )?|\d+\. )Failure(?:: | \().*\)', STRONG + 4, 2),
        Look('error', r'^(?:──|--|══) (?:\d+\. )?Error(?:: | \().*\)', STRONG + 4, 2),
        Look(' error', r'^\* checking .*\.\.\.(?: \[.*\])? ERROR$', STRONG - 3, 3),
        Look(' warning', r'^\* checking .*\.\.\.(?: \[.*\])? WARNING$', LIKELY, 3),
    )),
    Kind('julia-test', 'test_failure', Blame.TEST, (
        Look('test failed at ', r'Test Failed at ', STRONG + 5, 2),
        Look('error during test at ', r'Error During Test at ', STRONG + 4, 3),
    )),
    Kind('elixir-test', 'test_failure', Blame.TEST, (
        Look(' failed', r'^Assertion with .* failed', STRONG + 3, 3),
        Look('expected ', r'^Expected .{0,60}truthy', STRONG, 3),
        Look('failed', r'^match \(=\) .{0,60}failed', STRONG, 3),
    )),
    Kind('flutter-test', 'test_failure', Blame.TEST, (
        Look(' [e]', r'^\d\d:\d\d \+\d+(?: ~\d+)? -\d+: .* \[E\]$', STRONG + 3, 2),
    )),
)
