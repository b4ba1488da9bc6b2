"""Tests that failed: those of Python, and what tests of any language say."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WEAK, Kind, Look

KINDS = (
    Kind('python-test', 'test_failure', Blame.TEST, (
        Look('fail', r'^(?:FAIL|ERROR): (?!tearDown|process-)(?P<test>[\w./:\[\]-]{1,120})(?: \([\w.]+\)|$)', STRONG + 4),
        Look('fail: ', r'^FAIL: (?!tearDown|process-)(?P<test>[\w.]+\.\w{1,120})[\[(][^\])]*[\])]', STRONG + 4),
        Look('importerror: failed to import test module: ', r'^ImportError: Failed to import test module: ', STRONG + 6),
        Look('error: failure: ', r'^ERROR: Failure: \w+ \(', STRONG + 4),
        Look('error: ', r'^ERROR: (?!tearDown|process-)(?P<test>[\w./:\[\]-]{1,120}) \([\w.]+\)', STRONG + 4),
        Look('error: failure: ', r'^ERROR: Failure: \w+', STRONG + 4),
        Look('fail: doctest: ', r'^FAIL: Doctest: (?P<test>[\w.-]{1,120})', STRONG + 4),
        Look('unexpected success: ', r'^UNEXPECTED SUCCESS: (?P<test>\w{1,120})', STRONG + 4),
    )),
    Kind('doctest', 'test_failure', Blame.TEST, (
        Look('failed example:', r'^Failed example:', STRONG + 3, 5),
    )),
    Kind('pytest', 'test_failure', Blame.TEST, (
        Look(' assert ', r'^E\s+(?:[\w.]*(?:Error|Exception|Failed|Warning|Exit)\b|assert )', STRONG + 4),
        Look('error', r'^E\s+(?:[\w.]*(?:Error|Exception|Failed|Warning|Exit)\b|assert )', STRONG + 4),
        Look('exception', r'^E\s+[\w.]*(?:Exception|Interrupt|Exit)\b', STRONG + 4),
        Look('failed: ', r'^E\s+[\w.]*Failed: ', STRONG + 4),
        Look("' not found", r"^E\s+fixture '.+' not found", STRONG + 4),
        Look('internalerror> ', r'^INTERNALERROR> [\w.]*(?:Error|Exception)\b', STRONG + 3),
        Look(' error at ', r'^_{4,} ERROR at (?:setup|teardown) of \S.* _{4,}$', STRONG),
        Look('crashed', r"worker '\w+' crashed|\[gw\d+\] node down: ", STRONG + 3),
        Look('node down: not properly terminated', r'node down: Not properly terminated', STRONG),
        Look('not found: ', r'^ERROR: (?:file or directory )?not found: ', STRONG),
        Look('failed ', r'^(?:\[gw\d+\] \[ *\d+%\] )?FAILED (?:\[[\d.]+s\] )?(?P<test>[\w./-]+::[\w./:\[\]-]{1,120})', STRONG + 3),
        Look('error ', r'^ERROR \S+(?:::| - )', STRONG + 3),
        Look('____ ', r'^_{4,} (?!ERROR|summary)\S.* _{4,}$', STRONG),
        Look('error collecting ', r'ERROR collecting ', STRONG, 3),
        Look('importerror while ', r'ImportError while (?:importing|loading)', STRONG, 3),
        Look('failed consistently', r'FAILED CONSISTENTLY', STRONG + 6),
        Look('usage error', r'^(?:ERROR|pytest): .*usage', STRONG),
    )),
    Kind('tempest-fail', 'tempest', Blame.TEST, (
        Look('failed', r'^(?!test \S+ \.\.\.|doctest )(?:\{\d+\} )?(?P<test>[\w.]{1,120})(?:\([^)]*\)|\[[^\]]*\])* .*\.\.\. (?:FAILED|ERROR)', STRONG + 2),
        Look('... fail', r'^(?!process-returncode|\* |test \S+ \.\.\.)(?P<test>[\w.]{1,120})?.*\.\.\. (?:FAIL|ERROR)\b', STRONG),
    )),
    Kind('tap', 'test_failure', Blame.TEST, (
        Look('not ok ', r'^not ok \d+(?!.*# (?:TODO|SKIP))', STRONG, 2),
        Look('failed test', r'^#\s+Failed test\b(?! \(TODO\))', STRONG + 4, 3),
        Look('.. dubious, test returned ', r'\.\. Dubious, test returned \d+', LIKELY),
        Look('parse errors: ', r'^Parse errors: (?:No plan|Bad plan|Tests out)', LIKELY + 4),
        Look('bail out!', r'^Bail out!', STRONG + 2),
    )),
    Kind('unit-test', 'test_failure', Blame.TEST, (
        Look(': failed:', r'^\S+(?::\d+|\(\d+\)): FAILED:', STRONG + 5, 2),
        Look('error: ', r'^\S+(?::\d+|\(\d+\)): (?:FATAL )?ERROR: (?:CHECK|REQUIRE|test case|TEST)', STRONG + 5, 2),
        Look('error: in "', r'\): (?:fatal )?error: in "', PROOF + 1),
        Look(':f: ', r'^\S+:\d+:F: ', STRONG + 4),
        Look('fail!  : ', r'^FAIL!  : ', STRONG + 4, 3),
        Look(':fail', r'^\S+:\d+:\w+:FAIL\b', STRONG + 4),
        Look(': assertion failed', r'ERROR:\S+:\d+:\S+: assertion failed', STRONG + 4),
        Look('failed', r'^#* ?Failure in: ', STRONG + 3, 2),
        Look('*** failed', r'^\*\*\* (?:Failed!|Gave up!)', STRONG + 3, 2),
        *(Look(hint, r'^(?:FAIL|ERROR) in \(', STRONG + 4, 3) for hint in ('fail in (', 'error in (')),
        Look(' fail', r'^(?!Test suite |Result:|[Ss]tatus:)\S.{0,150}:\s+FAIL(?: \([\d.]+s\))?$', STRONG - 3, 2),
        Look('assert.', r'^Assert\.\w+(?:\(\))?(?: failed| Failure|\. )', LIKELY + 9, 2),
        Look('.hs:', r'^\S+(?:Spec|Tests?)\.hs:\d+:(?:\d+:)?$', STRONG + 1, 2),
        Look('[-] ', r'^\[-\] \S', STRONG + 2, 2),
        Look('failure → ', r'^Failure → ', STRONG + 4, 2),
        Look('error → ', r'^Error → ', STRONG + 4, 2),
        Look('failed', r'^\s*FAILED +\d+/\d+ +\S+', STRONG),
    )),
    Kind('assertion', 'test_failure', Blame.TEST, (
        Look('assertion', r'^(?:Uncaught |Test )?(?:[\w.]+\.)?Assertion(?:Error|FailedError|Failure)?\b|Assertion .* failed', STRONG, 2),
    )),
    Kind('crash', 'test_crash', Blame.TEST, (
        Look('segmentation fault', r'[Ss]egmentation fault', STRONG + 4),
        Look('signal', r'(?:[Rr]eceived signal|terminated by|killed by)[: ]+(?:signal )?SIG(?:SEGV|ABRT|BUS|ILL|FPE|KILL)|Received signal: SIG|^SIG(?:SEGV|ABRT|BUS)', STRONG + 4),
        Look('core dumped', r'core dumped', STRONG - 5),
        Look('fatal python error: ', r'^Fatal Python error: ', STRONG + 5),
        Look('assertion failed: ', r'^Assertion failed: ', STRONG + 2),
    )),
    Kind('test-summary', 'test_failure', Blame.TEST, (
        Look('failed', r'^=+ .*\b[1-9]\d* (?:failed|error)', WEAK + 5),
        Look('test failed', r'^[1-9]\d* tests? failed$', WEAK + 8, 3),
        Look('tests failed', r'^(?:Command executed with exception: )?[1-9]\d* tests? failed\.?$', WEAK + 8, 3),
        Look('tests run: ', r'Tests run: \d+,.*(?:Failures|Errors): [1-9]', WEAK + 8),
        Look('failed', r'^FAILED \((?:failures|errors)=|^FAIL\s+\S+|^test result: FAILED', WEAK + 10),
        Look('fail', r'^FAIL\s+\S+\s+[\d.]+s$|^Result: FAIL$', WEAK + 2),
        Look('unit tests failed', r'testthat unit tests failed', WEAK),
        Look('some tests did not pass', r'Some tests did not pass', WEAK),
        Look('errored during testing', r'errored during testing', WEAK),
        Look('test failed, to rerun', r'^error: (?:doc)?test failed, to rerun', WEAK),
        Look(' failed!', r'^\S+ \d+/\d+ failed!', LIKELY),
    )),
    Kind('mozilla-test', 'test_failure', Blame.TEST, (
        Look('test-unexpected-', r'TEST-UNEXPECTED-(?:FAIL|ERROR|TIMEOUT|PASS|CRASH)', PROOF),
        Look('process-crash', r'PROCESS-CRASH', PROOF),
    )),
    Kind('coverage', 'test_failure', Blame.TEST, (
        Look('coverage ', r'(?i)(?:required test )?coverage .*(?:not (?:reached|met|meet)|fail|below|less than)', STRONG - 2),
    )),
)
