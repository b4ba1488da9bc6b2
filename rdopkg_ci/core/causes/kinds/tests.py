"""Tests that failed, by the tools that ran them."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WEAK, Kind, Look

KINDS = (
    Kind('python-test', 'test_failure', Blame.TEST, (
        Look('fail', r'^(?:FAIL|ERROR): (?!tearDown|process-)(?P<test>[\w./:\[\]-]{1,120})(?: \([\w.]+\)|$)', STRONG + 4),
        Look('error: ', r'^ERROR: (?!tearDown|process-)(?P<test>[\w./:\[\]-]{1,120}) \([\w.]+\)', STRONG + 4),
    )),
    Kind('pytest', 'test_failure', Blame.TEST, (
        Look(' assert ', r'^E\s+(?:[\w.]*(?:Error|Exception|Failed|Warning|Exit)\b|assert )', STRONG + 4),
        Look('error', r'^E\s+(?:[\w.]*(?:Error|Exception|Failed|Warning|Exit)\b|assert )', STRONG + 4),
        Look('failed', r'^FAILED (?:\[[\d.]+s\] )?(?P<test>[\w./-]+::[\w./:\[\]-]{1,120})', STRONG + 3),
        Look(' assert ', r'^ERROR \S+(?:::| - )', STRONG + 3),
        Look('error', r'^ERROR \S+(?:::| - )', STRONG + 3),
        Look('____ ', r'^_{4,} (?!ERROR|summary)\S.* _{4,}$', STRONG + 1),
        Look('error collecting', r'ERROR collecting ', STRONG, 3),
        Look('importerror while', r'ImportError while (?:importing|loading)', STRONG + 3),
        Look('failed consistently', r'FAILED CONSISTENTLY', STRONG + 6),
        Look('usage error', r'^(?:ERROR|pytest): .*usage', STRONG),
    )),
    Kind('tempest-fail', 'tempest', Blame.TEST, (
        Look('failed', r'^(?:\{\d+\} )?(?P<test>[\w.]{1,120})(?:\([^)]*\)|\[[^\]]*\])* .*\.\.\. (?:FAILED|ERROR)', STRONG + 2),
        Look('... fail', r'^(?!process-returncode)(?P<test>[\w.]{1,120})?.*\.\.\. (?:FAIL|ERROR)\b', STRONG),
    )),
    Kind('go-test', 'test_failure', Blame.TEST, (
        Look('--- fail', r'--- FAIL: (?P<test>[\w./:\[\]-]{1,120})', STRONG + 5, 3),
    )),
    Kind('go-panic', 'test_crash', Blame.TEST, (
        Look('panic: ', r'^panic: (?!.*recovered)', STRONG + 4, 2),
    )),
    Kind('rust-test', 'test_failure', Blame.TEST, (
        Look('panicked at', r"panicked at ", STRONG + 5, 2),
    )),
    Kind('java-test', 'test_failure', Blame.TEST, (
        Look('<<< fail', r'<<< (?:FAILURE|ERROR)!', STRONG + 4, 1),
        Look('<<< error', r'<<< (?:FAILURE|ERROR)!', STRONG + 4, 1),
        Look('failed', r'^\S+ > .+ FAILED', STRONG + 6, 1),
        Look('error', r'^\[ERROR\]\s+\w+(?:\.|Test\S*:|->)\S*:\d+', STRONG + 4),
        Look('failed tests', r'^(?:Failed tests|Tests in error):', STRONG + 1, 2),
        Look('no test', r'No tests? (?:suite found|were (?:executed|found))', STRONG - 5),
        Look('comparisonfailure', r'ComparisonFailure', STRONG),
    )),
    Kind('ctest', 'test_failure', Blame.TEST, (
        Look('tests failed', r'tests passed, [1-9]\d* tests failed out of', LIKELY + 4, 4),
        Look('following tests failed', r'The following tests FAILED', STRONG + 1, 3),
        Look('***', r'\*\*\*(?:Failed|Exception|Timeout|Not Run)', STRONG),
    )),
    Kind('tap', 'test_failure', Blame.TEST, (
        Look('not ok', r'^not ok \d+(?!.*# (?:TODO|SKIP))', STRONG, 2),
        Look('failed test', r'^#\s+Failed test\b(?! \(TODO\))', STRONG + 4, 3),
        Look('dubious', r'\.\. Dubious, test returned \d+', LIKELY),
    )),
    Kind('automake-test', 'test_failure', Blame.TEST, (
        Look('fail: ', r'^FAIL: (?!tearDown|process-)\S+', STRONG - 2),
    )),
    Kind('gtest', 'test_failure', Blame.TEST, (
        Look('failed', r'^\[  FAILED  \] ', STRONG),
        Look('failure', r'^\S+:\d+: Failure$', STRONG + 4, 3),
    )),
    Kind('rspec', 'test_failure', Blame.TEST, (
        Look('failure', r'^Failure/Error: ', STRONG + 4, 3),
        Look('rspec ', r'^rspec \./\S+:\d+', STRONG + 2),
    )),
    Kind('jest', 'test_failure', Blame.TEST, (
        Look('●', r'^● .+ › ', STRONG + 3, 3),
    )),
    Kind('assertion', 'test_failure', Blame.TEST, (
        Look('assertion', r'^(?:[\w.]+\.)?Assertion(?:Error|FailedError|Failure)?\b|Assertion .* failed', STRONG),
    )),
    Kind('crash', 'test_crash', Blame.TEST, (
        Look('segmentation fault', r'[Ss]egmentation fault', STRONG + 4),
        Look('signal', r'(?:[Rr]eceived signal|terminated by|killed by)[: ]+(?:signal )?SIG(?:SEGV|ABRT|BUS|ILL|FPE|KILL)|Received signal: SIG|^SIG(?:SEGV|ABRT|BUS)', STRONG + 4),
        Look('core dumped', r'core dumped', STRONG),
    )),
    Kind('test-summary', 'test_failure', Blame.TEST, (
        Look('failed', r'^=+ .*\b[1-9]\d* (?:failed|error)', WEAK + 5),
        Look('tests run', r'Tests run: \d+,.*(?:Failures|Errors): [1-9]', WEAK + 8),
        Look('failed', r'^FAILED \((?:failures|errors)=|^FAIL\s+\S+|^test result: FAILED', WEAK + 2),
        Look('failed', r'^\S+ \d+/\d+ failed!', LIKELY),
    )),
    Kind('mocha', 'test_failure', Blame.TEST, (
        Look('error', r'^\d+\) (?:".+" .+ hook|.+:)$', STRONG, 3),
    )),
    Kind('phpunit', 'test_failure', Blame.TEST, (
        Look('failed asserting', r'^Failed asserting that', STRONG + 4),
        Look('failures', r'^There (?:was|were) \d+ (?:failure|error)s?:', STRONG, 4),
    )),
    Kind('karma', 'test_failure', Blame.TEST, (
        Look('failed', r'^(?:Chrome|Firefox|HeadlessChrome|PhantomJS)\S* .* FAILED$', STRONG + 2, 2),
    )),
    Kind('mozilla-test', 'test_failure', Blame.TEST, (
        Look('unexpected', r'TEST-UNEXPECTED-(?:FAIL|ERROR|TIMEOUT|PASS|CRASH)', PROOF),
        Look('process-crash', r'PROCESS-CRASH', PROOF),
    )),
    Kind('xcode-test', 'test_failure', Blame.TEST, (
        Look('error: -[', r'error: -\[', STRONG + 5),
        Look('testing failed', r'^Testing failed:', STRONG, 2),
    )),
    Kind('coverage', 'test_failure', Blame.TEST, (
        Look('coverage', r'(?i)(?:required test )?coverage .*(?:not (?:reached|met)|fail|below|less than)', STRONG - 2),
    )),
)
