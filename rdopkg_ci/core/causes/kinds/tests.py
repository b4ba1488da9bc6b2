"""Tests that failed: those of Python, and what tests of any language say."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WEAK, WRAPPER, Kind, Pattern

# Whose lines these are.
_PYTEST = r'^_{3,} (?:ERROR at \w+ of )?(\S.*\S|\S) _{3,}$'

KINDS = (
    Kind('python-test', 'test_failure', Blame.TEST, (
        Pattern('fail', r'^(?:FAIL|ERROR): (?!tearDown|process-)(?P<test>[\w./:\[\]-]{1,120}) \([\w.]+\)', STRONG + 4),
        *(Pattern(literal, r'^(?:FAIL|ERROR): (?!tearDown|process-)(?P<test>\w+(?:\.\w+){2,9})(?:\[\S{0,80}\])?$', STRONG + 4) for literal in ('fail: ', 'error: ')),
        Pattern('fail: ', r'^FAIL: (?!tearDown|process-)(?P<test>[\w.]+\.\w{1,120})[\[(][^\])]*[\])]', STRONG + 4),
        Pattern('importerror: failed to import test module: ', r'^ImportError: Failed to import test module: ', STRONG + 6),
        Pattern('error: failure: ', r'^ERROR: Failure: \w+ \(', STRONG + 4),
        Pattern('error: ', r'^ERROR: (?!tearDown|process-)(?P<test>[\w./:\[\]-]{1,120}) \([\w.]+\)', STRONG + 4),
        Pattern('error: failure: ', r'^ERROR: Failure: \w+', STRONG + 4),
        Pattern('fail: doctest: ', r'^FAIL: Doctest: (?P<test>[\w.-]{1,120})', STRONG + 4),
        Pattern('unexpected success: ', r'^UNEXPECTED SUCCESS: (?P<test>\w{1,120})', STRONG + 4),
    )),
    Kind('doctest', 'test_failure', Blame.TEST, (
        Pattern('failed example:', r'^Failed example:', STRONG + 3, 5),
    )),
    Kind('pytest', 'test_failure', Blame.TEST, (
        Pattern(' assert ', r'^E\s+(?:[\w.]*(?:Error|Exception|Failed|Warning|Exit)\b|assert )', STRONG + 4, about=_PYTEST),
        Pattern('error', r'^E\s+(?:[\w.]*(?:Error|Exception|Failed|Warning|Exit)\b|assert )', STRONG + 4, about=_PYTEST),
        Pattern('exception', r'^E\s+[\w.]*(?:Exception|Interrupt|Exit)\b', STRONG + 4, about=_PYTEST),
        Pattern('failed: ', r'^E\s+[\w.]*Failed: ', STRONG + 4, about=_PYTEST),
        Pattern("' not found", r"^E\s+fixture '.+' not found", STRONG + 4, about=_PYTEST),
        Pattern('internalerror> ', r'^INTERNALERROR> [\w.]*(?:Error|Exception)\b', STRONG + 3),
        Pattern(' error at ', r'^_{4,} ERROR at (?:setup|teardown) of \S.* _{4,}$', STRONG),
        Pattern('crashed', r"worker '\w+' crashed|\[gw\d+\] node down: ", STRONG + 3),
        Pattern('node down: not properly terminated', r'node down: Not properly terminated', STRONG),
        Pattern('not found: ', r'^ERROR: (?:file or directory )?not found: ', STRONG),
        Pattern('failed ', r'^(?:\[gw\d+\] \[ *\d+%\] )?FAILED (?:\[[\d.]+s\] )?(?P<test>[\w./-]+::[\w./:\[\]-]{1,120})', STRONG + 3),
        Pattern('error ', r'^ERROR \S+(?:::|\.\w{1,5} - (?!too (?:few|many) tests|missing test plan|exited with)| - [\w.]*[A-Z]\w*(?:Error|Exception|Failed|Warning|Exit)\b)', STRONG + 3),
        Pattern('____ ', r'^_{4,} (?!ERROR|summary)\S.* _{4,}$', STRONG),
        Pattern('error collecting ', r'ERROR collecting ', STRONG, 3),
        Pattern('importerror while ', r'ImportError while (?:importing|loading)', STRONG, 3),
        Pattern('failed consistently', r'FAILED CONSISTENTLY', STRONG + 6),
        Pattern('usage error', r'^(?:ERROR|pytest): .*usage', STRONG),
    )),
    Kind('tap', 'test_failure', Blame.TEST, (
        Pattern('not ok ', r'^not ok \d+(?!.*# (?:TODO|SKIP))', STRONG, 2),
        Pattern('failed test', r'^#\s+Failed test\b(?! \(TODO\))', STRONG + 4, 3),
        Pattern('.. dubious, test returned ', r'\.\. Dubious, test returned \d+', LIKELY),
        Pattern('parse errors: ', r'^Parse errors: (?:No plan|Bad plan|Tests out)', LIKELY + 4),
        Pattern('bail out!', r'^(?:ERROR:? (?:\S+ )?- )?Bail out!', STRONG + 2),
        # Of a program that died on the way, and said above of what.
        Pattern('tests run (expected ', r'\b[Tt]oo (?:few|many) tests run \(expected \d+, got \d+\)', WRAPPER + 10),
        *(Pattern(literal, r'^ERROR:? (?:\S+ )?- (?:missing test plan|multiple test plans|exited with status \d+)', WRAPPER + 10) for literal in (' test plan', ' - exited with')),
    )),
    Kind('unit-test', 'test_failure', Blame.TEST, (
        Pattern(': failed:', r'^\S+(?::\d+|\(\d+\)): FAILED:', STRONG + 5, 2),
        Pattern('error: ', r'^\S+(?::\d+|\(\d+\)): (?:FATAL )?ERROR: (?:CHECK|REQUIRE|test case|TEST)', STRONG + 5, 2),
        Pattern('error: in "', r'\): (?:fatal )?error: in "', PROOF + 1),
        Pattern(':f: ', r'^\S+:\d+:F: ', STRONG + 4),
        Pattern('fail!  : ', r'^FAIL!  : (?!.*Received a fatal error)', STRONG + 4, 3),
        Pattern('received a fatal error', r'^FAIL!  : .*Received a fatal error', LIKELY),
        Pattern(':fail', r'^\S+:\d+:\w+:FAIL\b', STRONG + 4),
        Pattern('error:', r'^(?:# |Bail out! )?(?:[\w-]{1,40}:)?ERROR:\S+\.\w{1,6}:\d+:.{1,200}?: \S', STRONG + 4),
        Pattern(': assertion failed', r'ERROR:\S+:\d+:\S+: assertion failed', STRONG + 4),
        Pattern('failed', r'^#* ?Failure in: ', STRONG + 3, 2),
        Pattern('*** failed', r'^\*\*\* (?:Failed!|Gave up!)', STRONG + 3, 2),
        *(Pattern(literal, r'^(?:FAIL|ERROR) in \(', STRONG + 4, 3) for literal in ('fail in (', 'error in (')),
        Pattern(' fail', r'^(?!Test suite |Result:|[Ss]tatus:)\S.{0,150}:\s+FAIL(?: \([\d.]+s\))?$', STRONG - 3, 2),
        Pattern('assert.', r'^Assert\.\w+(?:\(\))?(?: failed| Failure|\. )', LIKELY + 9, 2),
        Pattern('.hs:', r'^\S+(?:Spec|Tests?)\.hs:\d+:(?:\d+:)?$', STRONG + 1, 2),
        Pattern('[-] ', r'^\[\-\] \S', STRONG + 2, 2),
        Pattern('failure → ', r'^Failure → ', STRONG + 4, 2),
        Pattern('error → ', r'^Error → ', STRONG + 4, 2),
        Pattern('failed', r'^\s*FAILED +\d+/\d+ +\S+', STRONG),
    )),
    Kind('assertion', 'test_failure', Blame.TEST, (
        *(Pattern(literal, r'^(?:Uncaught |Test )?(?:[\w.]+\.)?Assertion(?:Error|FailedError|Failure)?\b|Assertion .* failed', STRONG, 2) for literal in ('assertionerror', 'assertionfail', 'assertion ', 'assertion:')),
    )),
    Kind('crash', 'test_crash', Blame.TEST, (
        Pattern('segmentation fault', r'[Ss]egmentation fault', STRONG + 4),
        *(Pattern(literal, r'(?:[Rr]eceived signal|terminated by|killed by)[: ]+(?:signal )?SIG(?:SEGV|ABRT|BUS|ILL|FPE|KILL)|Received signal: SIG|^SIG(?:SEGV|ABRT|BUS)', STRONG + 4) for literal in ('sigsegv', 'sigabrt', 'sigbus', 'sigill', 'sigfpe', 'sigkill')),
        Pattern('core dumped', r'core dumped', STRONG - 5),
        Pattern('terminate called after throwing', r'^terminate called after throwing an instance of ', STRONG + 4, 1, detail=r'^what\(\): +(\S.*)'),
        Pattern('libc++abi: ', r'^libc\+\+abi: terminating ', STRONG + 4),
        Pattern('assert: "', r'^(?:QFATAL : \S+ )?ASSERT: ".*" in file ', STRONG + 4),
        Pattern('smashing detected', r'\*\*\* stack smashing detected', STRONG + 4),
        *(Pattern(said, rf'^\W{{0,3}}(?:\S+: )?{said}', STRONG + 4) for said in ('double free or corruption', 'corrupted size vs', 'corrupted double-linked')),
        *(Pattern(f'(): {said} ', rf'\b(?:malloc\w*|free|realloc|munmap_chunk)\(\): {said} ', STRONG + 4) for said in ('invalid', 'corrupted', 'unaligned', 'memory')),
        Pattern('fatal python error: ', r'^Fatal Python error: ', STRONG + 5),
        Pattern('assertion failed: ', r'^Assertion failed: ', STRONG + 2),
    )),
    Kind('test-summary', 'test_failure', Blame.TEST, (
        Pattern('failed', r'^=+ .*\b[1-9]\d* (?:failed|error)', WEAK + 5),
        Pattern('test failed', r'^[1-9]\d* tests? failed$', WEAK + 8, 3),
        Pattern('tests failed', r'^(?:Command executed with exception: )?[1-9]\d* tests? failed\.?$', WEAK + 8, 3),
        Pattern('tests run: ', r'Tests run: \d+,.*(?:Failures|Errors): [1-9]', WEAK + 8),
        Pattern('failed', r'^FAILED \((?:failures|errors)=|^FAIL\s+\S+|^test result: FAILED', WEAK + 10),
        Pattern('fail', r'^FAIL\s+\S+\s+[\d.]+s$|^Result: FAIL$', WEAK + 2),
        Pattern('tests failed', r'^TESTS? FAILED(?: WITH)?: \S', STRONG - 3, 2),
        Pattern('unit tests failed', r'testthat unit tests failed', WEAK),
        Pattern('some tests did not pass', r'Some tests did not pass', WEAK),
        Pattern('errored during testing', r'errored during testing', WEAK),
        Pattern('test failed, to rerun', r'^error: (?:doc)?test failed, to rerun', WEAK),
        Pattern(' failed!', r'^\S+ \d+/\d+ failed!', LIKELY),
    )),
    Kind('mozilla-test', 'test_failure', Blame.TEST, (
        Pattern('test-unexpected-', r'TEST-UNEXPECTED-(?:FAIL|ERROR|TIMEOUT|PASS|CRASH)', PROOF),
        Pattern('process-crash', r'PROCESS-CRASH', PROOF),
    )),
    Kind('coverage', 'test_failure', Blame.TEST, (
        Pattern('coverage ', r'(?i)(?:required test )?coverage .*(?:not (?:reached|met|meet)|fail|below|less than)', STRONG - 2),
    )),
)
