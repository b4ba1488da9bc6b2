"""Tests that failed: those of Go, Rust, C, C++, Java, Scala, C# and Swift."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WEAK, Kind, Pattern

KINDS = (
    Kind('go-test', 'test_failure', Blame.TEST, (
        Pattern('--- fail: ', r'--- FAIL: (?P<test>[\w./:\[\]-]{1,120})', STRONG + 5, 3),
        Pattern('=== fail: ', r'^=== FAIL: \S+ (?P<test>[\w./:\[\]-]{1,120})', STRONG + 5, 3),
        Pattern('_test.go:', r'^\w+_test\.go:\d+: ', LIKELY - 8, 1),
        Pattern('fail: ', r'^(?:FAIL|PANIC): \w+_test\.go:\d+: (?P<test>[\w.]{1,120})', STRONG + 5),
    )),
    Kind('ginkgo', 'test_failure', Blame.TEST, (
        Pattern('[fail', r'^• \[(?:FAILED|PANICKED|TIMEDOUT)\] |^\[(?:FAIL|Fail|PANICKED!)\] (?!Starting|Stopping)\S+ \S', STRONG + 7),
        Pattern('• failure ', r'^• Failure (?:in Spec \S+ )?\[', STRONG + 7, 4),
    )),
    Kind('go-panic', 'test_crash', Blame.TEST, (
        Pattern('panic: ', r'^panic: ', STRONG + 4, 2),
        Pattern('fatal error: ', r'^fatal error: (?:all goroutines|concurrent map|stack overflow|unexpected signal|checkptr|runtime: )', STRONG + 4, 2),
    )),
    Kind('sanitizer', 'test_crash', Blame.TEST, (
        Pattern('sanitizer: ', r'\b(?:ERROR|WARNING): \w+Sanitizer: ', PROOF, 1),
        Pattern('sanitizer: ', r'^SUMMARY: \w+Sanitizer: ', PROOF - 4),
        Pattern(': runtime error: ', r'^\S+:\d+(?::\d+)?: runtime error: ', STRONG + 4),
        Pattern('warning: data race', r'^WARNING: DATA RACE', PROOF, 2),
        Pattern('invalid ', r'^==\d+== (?:Invalid (?:read|write|free)|Conditional jump or move depends)', STRONG + 4, 2),
        Pattern('== error summary: ', r'^==\d+== ERROR SUMMARY: [1-9]', LIKELY),
    )),
    Kind('rust-test', 'test_failure', Blame.TEST, (
        Pattern('panicked at ', r"panicked at ", STRONG + 5, 2),
        Pattern(' ... failed', r'^test (?P<test>[\w:.-]{1,120})(?: - .+)? \.\.\. FAILED', STRONG + 2),
        *(Pattern(literal, r'^(?:FAIL|SIGABRT|SIGSEGV|TIMEOUT) \[ *[\d.]+s\] (?:\(.*\) )?\S+ (?P<test>[\w:]{1,120})$', STRONG + 2) for literal in ('fail [', 'sigabrt [', 'sigsegv [', 'timeout [')),
    )),
    Kind('java-test', 'test_failure', Blame.TEST, (
        Pattern('<<< failure!', r'^(?!(?:\[\w+\] )?Tests run:).*<<< FAILURE!', STRONG + 5, 1),
        Pattern('<<< error!', r'^(?!(?:\[\w+\] )?Tests run:).*<<< ERROR!', STRONG + 5, 1),
        Pattern('<<< ', r'^(?:\[\w+\] )?Tests run:.*<<< (?:FAILURE|ERROR)!', STRONG + 1, 1),
        Pattern(' failed', r'^\S+ > .+ FAILED', STRONG + 6, 1),
        Pattern('[error]', r'^\[ERROR\]\s+(?:Run \d+: )?[\w$]+\.[\w$]+(?:\([^)]*\))?(?:\[[^\]]*\])?(?::\d+| »|->)', STRONG + 8),
        Pattern('[error]', r'^\[ERROR\]\s+\w+(?:\.|Test\S*:|->)\S*:\d+', STRONG + 8),
        Pattern('test.', r'^\w*(?:Test|TestCase)\.[\w$]+(?:\[[^\]]*\])?:\d+(?:->[\w$.]+:\d+)* \S', STRONG + 8),
        Pattern('test): ', r'^\w+\([\w.$]*Test\): \S', STRONG + 8),
        Pattern('failed tests', r'^(?:\[\w+\] )?(?:Failed tests|Tests in error): *\S', STRONG + 5, 2),
        Pattern('failed tests:', r'^(?:\[\w+\] )?Failed tests:', STRONG + 1, 2),
        Pattern('tests in error:', r'^(?:\[\w+\] )?Tests in error:', STRONG + 1, 2),
        Pattern('testcase: ', r'^(?:\[\w+\] )?Testcase: .*(?:FAILED|Caused an ERROR)', STRONG + 5, 1),
        Pattern('failed', r'^(?:\[\w+\] )?(?:Test|TEST) [\w.$]+ (?:FAILED|Failed)', STRONG + 1),
        Pattern('failed: ', r'^FAILED: [\w.]+(?:\(|$)', STRONG + 3, 1),
        Pattern('failed scenarios:', r'^Failed scenarios:', STRONG + 3, 2),
        *(Pattern(f'no {word}', r'No tests? (?:suite found|were (?:executed|found))', STRONG - 5) for word in ('tests were', 'test were', 'test suite', 'tests suite')),
        Pattern('comparisonfailure', r'ComparisonFailure', STRONG),
    )),
    Kind('scala-test', 'test_failure', Blame.TEST, (
        Pattern(' *** failed ***', r'^(?:\[\w+\] )?\S.* \*\*\* FAILED \*\*\*', STRONG + 6, 1),
        Pattern('*** aborted ***', r'\*\*\* (?:RUN )?ABORTED \*\*\*', STRONG + 5, 1),
        Pattern('[error]', r'^\[error\] +(?:x|!) \S', STRONG + 4, 1),
        Pattern('[error] test ', r'^\[error\] Test [\w.$]+ failed: ', STRONG + 4, 1),
        Pattern('falsified after ', r'Falsified after \d+ passed tests', STRONG + 4, 1),
        Pattern('exception', r'==> X \S+', STRONG + 5),
        Pattern('failed tests', r'^\[error\] (?:Failed tests|Error during tests):', STRONG, 1),
    )),
    Kind('ctest', 'test_failure', Blame.TEST, (
        Pattern(' tests failed out of', r'tests passed, [1-9]\d* tests failed out of', LIKELY + 4, 4),
        Pattern('the following tests failed', r'The following tests FAILED', STRONG, 3),
        *(Pattern(f'({word}'.lower(), rf'^\d+ - \S.* \({word}', STRONG + 3) for word in ('Failed', 'Timeout', 'SEGFAULT', 'Not Run', 'Subprocess', 'Child aborted')),
        *(Pattern(f'***{word}'.lower(), rf'\*\*\*{word}', STRONG + 2) for word in ('Failed', 'Exception', 'Timeout', 'Not Run')),
    )),
    Kind('meson-test', 'test_failure', Blame.TEST, (
        *(Pattern(literal, r'^\d+/\d+ \S.*\s(?:FAIL|TIMEOUT|ERROR)\s+[\d.]+ ?s\b', STRONG + 2) for literal in (' fail', ' timeout', ' error')),
        Pattern('summary of failures:', r'^Summary of Failures:', STRONG - 4, 3),
    )),
    Kind('bazel-test', 'test_failure', Blame.TEST, (
        Pattern('failed', r'^//\S+\s+(?:FAILED|TIMEOUT)\b', STRONG + 2),
    )),
    Kind('automake-test', 'test_failure', Blame.TEST, (
        Pattern('fail: ', r'^(?:FAIL|XPASS): (?!tearDown|process-)(?P<test>[\w./-]{1,120})$', STRONG + 4),
        Pattern('fail: ', r'^(?:FAIL|XPASS): (?!tearDown|process-)\S+', STRONG - 2),
        Pattern('error: ', r'^ERROR: (?P<test>\S+(?:\.test|\.sh|\.t|_test|test_\S+))$', STRONG - 2),
    ), follows=('unit-test', 'assertion', 'crash', 'sanitizer')),
    Kind('gtest', 'test_failure', Blame.TEST, (
        Pattern('[  failed  ] ', r'^\[  FAILED  \] ', STRONG),
        Pattern(': failure', r'^\S+:\d+: Failure$', STRONG + 4, 3, about=r'^\[ RUN      \] (\S+)'),
        Pattern('): error: ', r'^\S+\(\d+\): error: (?:Value of|Expected|Failed|The difference|Death test)', PROOF + 1, 3),
        Pattern(': error: failure!', r'^\[ +LINE +\] --- \S+: error: Failure!', STRONG + 4),
    )),
    Kind('dotnet-test', 'test_failure', Blame.TEST, (
        Pattern('failed', r'^(?:X|Failed)\s+(?P<test>[\w.]{1,120})(?:\(.*\))? \[(?:< )?[\d,.]+ ?m?s\]', STRONG + 4, 2),
        Pattern('[fail]', r'^\[xUnit\.net .*\[FAIL\]$', STRONG + 1, 1),
        Pattern(') failed : ', r'^\d+\) Failed : ', STRONG + 4, 2),
        Pattern(') error : ', r'^\d+\) Error : ', STRONG + 4, 2),
        Pattern('test run failed', r'^Test Run Failed', WEAK),
    )),
    Kind('xcode-test', 'test_failure', Blame.TEST, (
        Pattern('error: -[', r'error: -\[', PROOF),
        Pattern(': error: ', r'^\S+\.swift:\d+: error: \w+\.test\w+ : ', PROOF + 1),
        Pattern('failed', r'^✗ \w+, ', STRONG + 4),
        Pattern('testing failed:', r'^Testing failed:', STRONG, 2),
        Pattern('failing tests:', r'^Failing tests:', STRONG - 4, 2),
    )),
)
