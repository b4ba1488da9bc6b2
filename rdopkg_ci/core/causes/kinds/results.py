"""Tables and reports of test results: tempest, rally, subunit, robot framework, lit; tmt,
beakerlib, avocado, rpminspect.
"""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, Kind, Pattern

# What was raised, in the report of a test that failed.
_RAISED = r'^(?:[\w]{1,60}\.){0,8}[A-Z]\w{0,60}(?:Error|Exception|Failure|Exit|Exceeded|NotFound|Conflict|Timeout|Fault|Mismatch\w*)\b.*'

KINDS = (
    Kind('tempest-fail', 'tempest', Blame.TEST, (
        Pattern('| fail', r'^\|(?: *\d+ *\|)? *(?P<test>[\w.-]+\.[\w.]{1,150})(?:[\[(][^|]{0,200})? *\|(?: *[\d.:]+s? *\|)? *[Ff][Aa][Ii][Ll](?:ed|ED)? *\|', PROOF),
        Pattern('... fail', r'^\{\d+\} (?P<test>[\w.]{1,150})\S* .{0,40}\.\.\. fail(?:ed)?\b', STRONG + 3),
        *(Pattern(f'{word}: ', rf'^{word}: (?P<test>[\w.-]{{1,150}})(?:[\[(]\S{{0,200}})? \[(?: multipart)?$', STRONG + 5) for word in ('failure', 'error')),
        Pattern('failed', r'^(?!test \S+ \.\.\.|doctest )(?:\{\d+\} )?(?P<test>[\w.]{1,120})(?:\([^)]*\)|\[[^\]]*\])* .*\.\.\. (?:FAILED|ERROR)', STRONG + 2),
        Pattern('... fail', r'^(?!process-returncode|\* |test \S+ \.\.\.)(?P<test>[\w.]{1,120})?.*\.\.\. (?:FAIL|ERROR)\b', STRONG),
    ), reason=_RAISED),
    Kind('testr', 'test_failure', Blame.TEST, (
        Pattern('output below:', r'^Failed [1-9]\d* tests? - output below:', STRONG, 4),
        Pattern('failure', r"^\{.{0,300}'(?:failures|errors)': [1-9]", LIKELY),
        Pattern('failed: ', r'^- Failed: [1-9]', LIKELY),
        Pattern('failures: ', r'^- Failures: [1-9]', LIKELY),
    )),
    Kind('rally-sla', 'test_failure', Blame.TEST, (
        Pattern('| fail |', r'^\| \w.{0,80}\| FAIL \| ', STRONG + 4),
        Pattern('did not pass sla criteria', r'did not pass SLA criteria', LIKELY + 4),
    )),
    Kind('robot', 'test_failure', Blame.TEST, (
        Pattern('| fail |', r'\| FAIL \|$', STRONG + 4, 1),
        Pattern(' failed', r'^\d+ (?:critical )?tests?(?: total)?, \d+ passed, [1-9]\d* failed$', LIKELY),
    )),
    Kind('robot-library', 'missing_dependency', Blame.CI, (
        Pattern("' failed: ", r"^\[ ERROR \] Error in file .*: (?:Importing|Initializing) .*' failed: ", PROOF),
    )),
    Kind('tmt', 'test_failure', Blame.TEST, (
        Pattern('fail /', r'^(?:fail|errr) (?P<test>/\S{1,150})(?: \(.*\))?$', STRONG + 4, near='tmt|summary: |how: |/plan'),
        Pattern('failed', r'^(?:total|summary): \d+ tests? .{0,80}\b[1-9]\d* tests? (?:failed|errored)', LIKELY),
    )),
    Kind('beakerlib', 'test_failure', Blame.TEST, (
        Pattern('fail', r'^:: (?:\[ [\d:]+ \] :: )?\[ +FAIL +\] :: (?!RESULT)', STRONG + 4),
        Pattern('result: fail', r'^:: +RESULT: FAIL', LIKELY),
    )),
    Kind('avocado', 'test_failure', Blame.TEST, (
        *(Pattern(f': {word}'.lower(), rf'^\(\d+/\d+\) (?P<test>[^\s:]{{1,120}}:[\w.]{{1,80}})\S*: +{word}\b', STRONG + 4) for word in ('FAIL', 'ERROR', 'INTERRUPTED')),
        Pattern('results ', r'^RESULTS +: .*\b(?:ERROR|FAIL|INTERRUPT) [1-9]', LIKELY),
    )),
    Kind('rpminspect', 'lint', Blame.PACKAGE, (
        Pattern('result: bad', r'^Result: BAD', STRONG - 1),
    ), about=r'^\d+\) (.+)'),
    Kind('lit', 'test_failure', Blame.TEST, (
        Pattern('fail: ', r'^FAIL: \S{1,80} :: (?P<test>\S{1,200})', PROOF),
        Pattern('xpass: ', r'^XPASS: \S{1,80} :: (?P<test>\S{1,200})', PROOF),
        Pattern(" failed ****", r"^\*{8,} TEST '.{1,300}' FAILED \*{8,}", STRONG + 4),
        Pattern('failed tests (', r'^(?:Unexpectedly )?(?:Failed|Timed Out|Unresolved) Tests \(\d+\):', PROOF - 2, 4),
        Pattern(': error: ', r'^\S+:\d+:\d+: error: [A-Z][\w-]{1,40}: (?:expected|excluded) string', STRONG),
    )),
)
