"""Tests that failed: those of JavaScript, Ruby, PHP, R, Julia, Elixir and Dart."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, WEAK, Kind, Pattern

KINDS = (
    Kind('rspec', 'test_failure', Blame.TEST, (
        Pattern('failure/error: ', r'^Failure/Error: ', STRONG + 4, 3, about=r'^\d+\) (\S.*)'),
        Pattern('rspec ', r'^rspec (?:\./\S+:\d+|\'\./\S+\')', STRONG + 1),
        Pattern('(failed - ', r'\(FAILED - \d+\)$', STRONG - 1),
        Pattern('an error occurred ', r'^An error occurred (?:while loading|outside of examples|in an? `)', STRONG + 3, 3),
    )),
    Kind('minitest', 'test_failure', Blame.TEST, (
        Pattern(') failure:', r'^\d+\) Failure:$', STRONG + 4, 3),
        Pattern(') error:', r'^\d+\) Error:$', STRONG + 4, 2),
        Pattern('failure:', r'^Failure:$', STRONG + 2, 2),
        Pattern('failure: test', r'^Failure: test', STRONG + 3, 2),
        Pattern('error: test', r'^Error: test\w*\(', STRONG + 3, 2),
    )),
    Kind('cucumber', 'test_failure', Blame.TEST, (
        Pattern('.feature:', r'^cucumber (?:-p \w+ )?\S+\.feature:\d+', STRONG + 2),
        Pattern('failing scenarios:', r'^Failing [Ss]cenarios:', STRONG, 3),
        Pattern('failed steps (', r'failed steps \(', STRONG - 1, 4),
    )),
    Kind('jest', 'test_failure', Blame.TEST, (
        Pattern('● ', r'^● .+ › ', STRONG + 3, 3),
        Pattern('● test suite failed to run', r'^● Test suite failed to run', STRONG + 2, 3),
        Pattern('● ', r'^● (?!Console$|.*(?:Warning|[Dd]eprecat|\.service|\.socket|\.timer)|process\.exit)\S', STRONG + 1, 3),
        Pattern('fail ', r'^FAIL\s+(?:\|\S+\| )?\S+ > ', STRONG + 3, 1),
        Pattern('fail ', r'^FAIL\s+(?:\|\S+\| |\S+ )?\S+\.[cm]?[jt]sx?\b', STRONG - 2, 1),
        Pattern('failed tests', r'^⎯+ Failed (?:Tests|Suites) [1-9]', LIKELY, 3),
    )),
    Kind('playwright', 'test_failure', Blame.TEST, (
        Pattern('› ', r'^\d+\) (?:\[\S+\] › )?\S+:\d+:\d+ › ', STRONG + 3, 3),
    )),
    Kind('mocha', 'test_failure', Blame.TEST, (
        Pattern('error', r'^\d+\) (?:".+" .+ hook|.+:)$', STRONG, 3),
        Pattern('timeout of ', r'Timeout of \d+ms exceeded', STRONG + 1),
        Pattern('error: expected ', r'^(?:Uncaught )?Error: [Ee]xpected ', STRONG - 4, 2),
        Pattern(' failed (', r'^[✖×]\s+\d+ of \d+ failed \(', LIKELY + 4),
        Pattern('cypresserror: ', r'^CypressError: ', STRONG),
        Pattern('› ', r'^\w[^›]{0,100} › \S', LIKELY - 4),
        Pattern(' failing', r'^[1-9]\d* failing$', WEAK + 12, 6),
    )),
    Kind('phpunit', 'test_failure', Blame.TEST, (
        Pattern('failed asserting that', r'^Failed asserting that', STRONG + 4, about=r'^\d+\) (\S+::\S.*)'),
        Pattern('::test', r'^\d+\) [\w\\]+::\w+', STRONG + 3, 2, detail=r'^([A-Z]\S* .*)'),
        Pattern(' failure', r'^There (?:was|were) \d+ failures?:', LIKELY, 4),
        Pattern(' error', r'^There (?:was|were) \d+ errors?:', LIKELY, 4),
    )),
    Kind('karma', 'test_failure', Blame.TEST, (
        Pattern(' failed', r'^(?:Chrome|Firefox|HeadlessChrome|PhantomJS|Safari|Edge|IE|Electron|Mobile|jsdom)\b\S* .* FAILED$', STRONG + 3, 2),
        Pattern(' error', r'^(?:Chrome|Firefox|HeadlessChrome|PhantomJS|Safari|Edge|IE|Electron|Mobile|jsdom)\b\S* .* ERROR$', STRONG + 2, 2),
        Pattern('no binary for ', r'No binary for \S+ browser', STRONG),
        Pattern(', because no message', r'Disconnected(?: \(\d+ times\))?, because no message', STRONG - 5),
    )),
    Kind('r-test', 'test_failure', Blame.TEST, (
        Pattern('failure', r'^(?:(?:──|--|══) (?:\d+\. )?|\d+\. )Failure(?:: | \().*\)', STRONG + 4, 2),
        Pattern('error', r'^(?:──|--|══) (?:\d+\. )?Error(?:: | \().*\)', STRONG + 4, 2),
        Pattern(' error', r'^\* checking .*\.\.\.(?: \[.*\])? ERROR$', STRONG - 3, 3),
        Pattern(' warning', r'^\* checking .*\.\.\.(?: \[.*\])? WARNING$', LIKELY, 3),
    )),
    Kind('julia-test', 'test_failure', Blame.TEST, (
        Pattern('test failed at ', r'Test Failed at ', STRONG + 5, 2),
        Pattern('error during test at ', r'Error During Test at ', STRONG + 4, 3),
    )),
    Kind('elixir-test', 'test_failure', Blame.TEST, (
        Pattern(' failed', r'^Assertion with .* failed', STRONG + 3, 3),
        Pattern('expected ', r'^Expected .{0,60}truthy', STRONG, 3),
        Pattern('failed', r'^match \(=\) .{0,60}failed', STRONG, 3),
    )),
    Kind('flutter-test', 'test_failure', Blame.TEST, (
        Pattern(' [e]', r'^\d\d:\d\d \+\d+(?: ~\d+)? -\d+: .* \[E\]$', STRONG + 3, 2),
    )),
)
