"""Tests that failed, by the tools that ran them."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, WEAK, Kind

KINDS = (
    Kind('python-test', 'fail', r'^(?:FAIL|ERROR): (?!tearDown|process-)\S+(?: \([\w.]+\)|$)', STRONG + 4, 'test_failure', Blame.TEST),
    Kind('python-test', 'error: ', r'^ERROR: (?!tearDown|process-)\S+ \([\w.]+\)', STRONG + 4, 'test_failure', Blame.TEST),
    Kind('pytest', ' assert ', r'^E\s+(?:[\w.]*(?:Error|Exception|Failed|Warning|Exit)\b|assert )', STRONG + 4, 'test_failure', Blame.TEST),
    Kind('pytest', 'error', r'^E\s+(?:[\w.]*(?:Error|Exception|Failed|Warning|Exit)\b|assert )', STRONG + 4, 'test_failure', Blame.TEST),
    Kind('pytest', 'failed', r'^FAILED (?:\[[\d.]+s\] )?\S+::', STRONG + 3, 'test_failure', Blame.TEST),
    Kind('pytest', ' assert ', r'^ERROR \S+(?:::| - )', STRONG + 3, 'test_failure', Blame.TEST),
    Kind('pytest', 'error', r'^ERROR \S+(?:::| - )', STRONG + 3, 'test_failure', Blame.TEST),
    Kind('pytest', '____ ', r'^_{4,} (?!ERROR|summary)\S.* _{4,}$', STRONG + 2, 'test_failure', Blame.TEST),
    Kind('pytest', 'error collecting', r'ERROR collecting ', STRONG, 'test_failure', Blame.TEST, 3),
    Kind('pytest', 'importerror while', r'ImportError while (?:importing|loading)', STRONG + 3, 'test_failure', Blame.TEST),
    Kind('pytest', 'failed consistently', r'FAILED CONSISTENTLY', STRONG + 6, 'test_failure', Blame.TEST),
    Kind('pytest', 'usage error', r'^(?:ERROR|pytest): .*usage', STRONG, 'test_failure', Blame.TEST),
    Kind('tempest-fail', 'failed', r'^(?:\{\d+\} )?[\w.]+(?:\([^)]*\)|\[[^\]]*\])* .*\.\.\. (?:FAILED|ERROR)', STRONG + 2, 'tempest', Blame.TEST),
    Kind('tempest-fail', '... fail', r'^(?!process-returncode).*\.\.\. (?:FAIL|ERROR)\b', STRONG, 'test_failure', Blame.TEST),
    Kind('go-test', '--- fail', r'--- FAIL: ', STRONG + 5, 'test_failure', Blame.TEST, 3),
    Kind('go-panic', 'panic: ', r'^panic: (?!.*recovered)', STRONG + 4, 'test_crash', Blame.TEST, 2),
    Kind('rust-test', 'panicked at', r"panicked at ", STRONG + 5, 'test_failure', Blame.TEST, 2),
    Kind('java-test', '<<< fail', r'<<< (?:FAILURE|ERROR)!', STRONG + 4, 'test_failure', Blame.TEST, 1),
    Kind('java-test', '<<< error', r'<<< (?:FAILURE|ERROR)!', STRONG + 4, 'test_failure', Blame.TEST, 1),
    Kind('java-test', 'failed', r'^\S+(?: > .+?)+ FAILED', STRONG + 6, 'test_failure', Blame.TEST, 1),
    Kind('java-test', 'error', r'^\[ERROR\]\s+\w+(?:\.|Test\S*:|->)\S*:\d+', STRONG + 4, 'test_failure', Blame.TEST),
    Kind('java-test', 'failed tests', r'^(?:Failed tests|Tests in error):', STRONG + 1, 'test_failure', Blame.TEST, 2),
    Kind('java-test', 'no test', r'No tests? (?:suite found|were (?:executed|found))', STRONG - 5, 'test_failure', Blame.TEST),
    Kind('ctest', 'tests failed', r'tests passed, [1-9]\d* tests failed out of', LIKELY + 4, 'test_failure', Blame.TEST, 4),
    Kind('ctest', 'following tests failed', r'The following tests FAILED', STRONG + 1, 'test_failure', Blame.TEST, 3),
    Kind('ctest', '***', r'\*\*\*(?:Failed|Exception|Timeout|Not Run)', STRONG, 'test_failure', Blame.TEST),
    Kind('tap', 'not ok', r'^not ok \d+(?!.*# (?:TODO|SKIP))', STRONG, 'test_failure', Blame.TEST, 2),
    Kind('automake-test', 'fail: ', r'^FAIL: (?!tearDown|process-)\S+', STRONG - 2, 'test_failure', Blame.TEST),
    Kind('gtest', 'failed', r'^\[  FAILED  \] ', STRONG, 'test_failure', Blame.TEST),
    Kind('gtest', 'failure', r'^\S+:\d+: Failure$', STRONG + 4, 'test_failure', Blame.TEST, 3),
    Kind('rspec', 'failure', r'^Failure/Error: ', STRONG + 4, 'test_failure', Blame.TEST, 3),
    Kind('jest', '●', r'^● .+ › ', STRONG + 3, 'test_failure', Blame.TEST, 3),
    Kind('assertion', 'assertion', r'^(?:[\w.]+\.)?Assertion(?:Error|FailedError|Failure)?\b|Assertion .* failed', STRONG, 'test_failure', Blame.TEST),
    Kind('crash', 'segmentation fault', r'[Ss]egmentation fault', STRONG + 4, 'test_crash', Blame.TEST),
    Kind('crash', 'signal', r'(?:[Rr]eceived signal|terminated by|killed by)[: ]+(?:signal )?SIG(?:SEGV|ABRT|BUS|ILL|FPE|KILL)|Received signal: SIG|^SIG(?:SEGV|ABRT|BUS)', STRONG + 4, 'test_crash', Blame.TEST),
    Kind('crash', 'core dumped', r'core dumped', STRONG, 'test_crash', Blame.TEST),
    Kind('test-summary', 'failed', r'^=+ .*\b[1-9]\d* (?:failed|error)', WEAK + 5, 'test_failure', Blame.TEST),
    Kind('test-summary', 'tests run', r'Tests run: \d+,.*(?:Failures|Errors): [1-9]', WEAK + 8, 'test_failure', Blame.TEST),
    Kind('test-summary', 'failed', r'^FAILED \((?:failures|errors)=|^FAIL\s+\S+|^test result: FAILED', WEAK + 2, 'test_failure', Blame.TEST),
    Kind('test-summary', 'failed', r'^\S+ \d+/\d+ failed!', LIKELY, 'test_failure', Blame.TEST),
)
