"""Tests that failed, by the tools that ran them."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WEAK, WRAPPER, kind

KINDS = (
    kind('python-test', 'fail', r'^(?:FAIL|ERROR): (?!tearDown|process-)\S+(?: \([\w.]+\)|$)', STRONG + 4, 'test_failure', Blame.TEST),
    kind('python-test', 'error: ', r'^ERROR: (?!tearDown|process-)\S+ \([\w.]+\)', STRONG + 4, 'test_failure', Blame.TEST),
    kind('pytest', 'e  ', r'^E\s+(?:[\w.]*(?:Error|Exception|Failed|Warning|Exit)\b|assert )', STRONG + 4, 'test_failure', Blame.TEST),
    kind('pytest', 'failed', r'^FAILED (?:\[[\d.]+s\] )?\S+::', STRONG + 3, 'test_failure', Blame.TEST),
    kind('pytest', 'error', r'^ERROR \S+(?:::| - )', STRONG + 3, 'test_failure', Blame.TEST),
    kind('pytest', '____ ', r'^_{4,} (?!ERROR|summary)\S.* _{4,}$', STRONG + 2, 'test_failure', Blame.TEST),
    kind('pytest', 'error collecting', r'ERROR collecting ', STRONG, 'test_failure', Blame.TEST, 3),
    kind('pytest', 'importerror while', r'ImportError while (?:importing|loading)', STRONG + 3, 'test_failure', Blame.TEST),
    kind('pytest', 'failed consistently', r'FAILED CONSISTENTLY', STRONG + 6, 'test_failure', Blame.TEST),
    kind('pytest', 'usage error', r'^(?:ERROR|pytest): .*usage', STRONG, 'test_failure', Blame.TEST),
    kind('tempest-fail', 'failed', r'^(?:\{\d+\} )?[\w.]+(?:\([^)]*\)|\[[^\]]*\])* .*\.\.\. (?:FAILED|ERROR)', STRONG + 2, 'tempest', Blame.TEST),
    kind('tempest-fail', '... fail', r'^(?!process-returncode).*\.\.\. (?:FAIL|ERROR)\b', STRONG, 'test_failure', Blame.TEST),
    kind('go-test', '--- fail', r'--- FAIL: ', STRONG + 5, 'test_failure', Blame.TEST, 3),
    kind('go-panic', 'panic: ', r'^panic: (?!.*recovered)', STRONG + 4, 'test_crash', Blame.TEST, 2),
    kind('go-race', 'data race', r'WARNING: DATA RACE', STRONG + 2, 'test_failure', Blame.TEST, 3),
    kind('rust-test', 'panicked at', r"panicked at ", STRONG + 5, 'test_failure', Blame.TEST, 2),
    kind('java-test', '<<<', r'<<< (?:FAILURE|ERROR)!', STRONG + 4, 'test_failure', Blame.TEST, 1),
    kind('java-test', 'failed', r'^\S+(?: > .+?)+ FAILED', STRONG + 6, 'test_failure', Blame.TEST, 1),
    kind('java-test', 'error', r'^\[ERROR\]\s+\w+(?:\.|Test\S*:|->)\S*:\d+', STRONG + 4, 'test_failure', Blame.TEST),
    kind('java-test', 'failed tests', r'^(?:Failed tests|Tests in error):', STRONG + 1, 'test_failure', Blame.TEST, 2),
    kind('java-test', 'no test', r'No tests? (?:suite found|were (?:executed|found))', STRONG - 5, 'test_failure', Blame.TEST),
    kind('ctest', 'tests failed', r'tests passed, [1-9]\d* tests failed out of', LIKELY + 4, 'test_failure', Blame.TEST, 4),
    kind('ctest', 'following tests failed', r'The following tests FAILED', STRONG + 1, 'test_failure', Blame.TEST, 3),
    kind('ctest', '***', r'\*\*\*(?:Failed|Exception|Timeout|Not Run)', STRONG, 'test_failure', Blame.TEST),
    kind('tap', 'not ok', r'^not ok \d+(?!.*# (?:TODO|SKIP))', STRONG, 'test_failure', Blame.TEST, 2),
    kind('automake-test', 'fail: ', r'^FAIL: (?!tearDown|process-)\S+', STRONG - 2, 'test_failure', Blame.TEST),
    kind('gtest', 'failed', r'^\[  FAILED  \] ', STRONG, 'test_failure', Blame.TEST),
    kind('gtest', 'failure', r'^\S+:\d+: Failure$', STRONG + 4, 'test_failure', Blame.TEST, 3),
    kind('rspec', 'failure', r'^Failure/Error: ', STRONG + 4, 'test_failure', Blame.TEST, 3),
    kind('jest', '●', r'^● .+ › ', STRONG + 3, 'test_failure', Blame.TEST, 3),
    kind('assertion', 'assertion', r'^(?:[\w.]+\.)?Assertion(?:Error|FailedError|Failure)?\b|Assertion .* failed', STRONG, 'test_failure', Blame.TEST),
    kind('crash', 'segmentation fault', r'[Ss]egmentation fault', STRONG + 4, 'test_crash', Blame.TEST),
    kind('crash', 'sig', r'(?:[Rr]eceived signal|terminated by|killed by)[: ]+(?:signal )?SIG(?:SEGV|ABRT|BUS|ILL|FPE|KILL)|Received signal: SIG|^SIG(?:SEGV|ABRT|BUS)', STRONG + 4, 'test_crash', Blame.TEST),
    kind('crash', 'core dumped', r'core dumped', STRONG, 'test_crash', Blame.TEST),
    kind('test-summary', 'failed', r'^=+ .*\b[1-9]\d* (?:failed|error)', WEAK + 5, 'test_failure', Blame.TEST),
    kind('test-summary', 'tests run', r'Tests run: \d+,.*(?:Failures|Errors): [1-9]', WEAK + 8, 'test_failure', Blame.TEST),
    kind('test-summary', 'failed', r'^FAILED \((?:failures|errors)=|^FAIL\s+\S+|^test result: FAILED', WEAK + 2, 'test_failure', Blame.TEST),
    kind('test-summary', 'failed', r'^\S+ \d+/\d+ failed!', LIKELY, 'test_failure', Blame.TEST),
)
