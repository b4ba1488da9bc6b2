"""What our own workers say."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import PROOF, WRAPPER, Kind, Pattern

KINDS = (
    Kind('depsolve-unresolved', 'depsolve', Blame.PACKAGE, (
        Pattern(', nothing provides it', r' needs .+, nothing provides it', PROOF + 3),
        Pattern(', but the newest is ', r' needs .+, but the newest is ', PROOF + 3),
    )),
    Kind('depsolve-conflict', 'depsolve', Blame.PACKAGE, (
        Pattern(' conflicts with ', r'^\S+(?: \([\w ]{1,40}\))? conflicts with \S+ \(.+\)', PROOF + 3),
    )),
    Kind('build-missing', 'missing-build', Blame.PACKAGE, (
        Pattern(' does not exist at its source ', r' of update \w+ does not exist at its source ', PROOF + 3),
    )),
    Kind('tests-failed', 'test_failure', Blame.TEST, (
        Pattern(' tests failed: ', r'^error: [1-9]\d* of \d+ tests failed: (?P<test>[\w./:\[\]-]{1,120})', PROOF + 3),
    )),
    Kind('results-missing', 'test_failure', Blame.TEST, (
        Pattern('left no results of tests', r'^error: the command ended well, and left no results of tests', PROOF + 3),
    )),
    Kind('file-too-large', 'infrastructure', Blame.INFRASTRUCTURE, (
        Pattern('than runs.file_size allows', r'^(?:error: )?\S+ wrote a file larger than runs\.file_size allows', PROOF + 3),
    )),
    Kind('command-failed', 'command', Blame.TEST, (
        Pattern(' ended with code ', r'^(?:error: )?\S+ ended with code [1-9]', WRAPPER - 5),
        Pattern(' was killed by signal ', r'^(?:error: )?\S+ was killed by signal \d', WRAPPER - 5),
    )),
    Kind('timeout', 'timeout', Blame.INFRASTRUCTURE, (
        Pattern(' did not end before the time limit', r'^(?:error: )?step \S+ did not end before the time limit', PROOF + 3),
    )),
    Kind('worker-error', 'infrastructure', Blame.INFRASTRUCTURE, (
        Pattern('is not what its source says: ', r'^(?:error: )?\S+ @ \S+: \S+ is not what its source says: ', PROOF + 3),
        Pattern(' is not set', r'^(?:error: )?sources\.\w+ is not set', PROOF + 3),
        Pattern('cannot be read as an rpm', r'^(?:error: )?\S+: cannot be read as an RPM', PROOF + 3),
    )),
    Kind('step-not-started', 'ci', Blame.CI, (
        Pattern(' cannot be started: ', r'^error: \S+ cannot be started: ', PROOF + 3),
    )),
    Kind('base-missing', 'ci', Blame.CI, (
        Pattern('the policy names no base repos for ', r'^(?:error: )?the policy names no base repos for \S+: ', PROOF + 4),
    )),
    Kind('older-than-production', 'depsolve', Blame.PACKAGE, (
        Pattern(': nobody would get this', r'^(?:error: )?production has \S+, newer than \S+: nobody would get this', PROOF + 3),
    )),
    Kind('other-content', 'publish', Blame.PACKAGE, (
        Pattern(' with other content: build it again', r'^(?:error: )?\S+\.rpm of build \S+ is in .+ with other content: build it again', PROOF + 3),
    )),
    Kind('worker-lost', 'infrastructure', Blame.INFRASTRUCTURE, ()),
    Kind('worker-bug', 'ci', Blame.CI, ()),
)
