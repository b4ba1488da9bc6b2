"""Whether anything failed at all: by what the job says at its end, else by what was found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rdopkg_ci.core.causes import clean
from rdopkg_ci.core.causes.candidates import Candidate
from rdopkg_ci.core.causes.cause import Line
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, WEAK
from rdopkg_ci.core.causes.scan import Scanned

# How much of the end is searched for a service's word, in bytes, and for a tool's, in lines.
END, LAST = 3000, 12
# A log that ends with a complaint ended because of it.
VERY_LAST = 3
# What the service that ran the job says of it: the last such word is the last word.
_VERDICT = re.compile(
    rb'(Finished: SUCCESS|[Yy]our build exited with 0\b|Job succeeded|CircleCI received exit code'
    rb' 0\b|\] Successful task run'
    rb'|^Build success\s*$)'
    rb'|Finished: [A-Z]+|[Yy]our build exited with \d|ERROR: Job failed|CircleCI received exit code'
    rb' \d|\] Unsuccessful task run'
    rb'|^Build failed\s*$',
    re.M,
)
# One of these is in each of them, cheap to look for.
_VERDICTS = (
    b'Finished: ',
    b'our build exited with ',
    b'Job ',
    b'CircleCI received exit code ',
    b'uccessful task run',
    b'Build ',
)
# The last line of GitHub's and Azure's logs, which hold an annotation when anything failed.
_ENDED = re.compile(rb'Cleaning up orphan processes|##\[section\]Finishing: Finalize Job')
_ANNOTATED = re.compile(rb'(?:\S+Z )?(?:##\[error\]|Error: )')
# What a build says when all of it went well, whatever sounded like an error on the way: Maven, sbt,
# mock, koji, OBS, rpmbuild, packstack, devstack, TripleO, Ansible,
_BUILT = re.compile(
    r'\bBUILD SUCCESS|^\[success\] Total time|^INFO: Done\(|^\d+ build \(.+\) completed'
    r' successfully$|^\S+ finished "build \S+" at '
    r'|^Executing\((?:%clean|--clean|rmbuild)\): |^\*{4} Installation completed successfully'
    r' \*|^stack\.sh completed in \d+ seconds'
    r'|DEPLOY_SUCCESS|Overcloud Deployed|\bunreachable[=:] ?0 +failed[=:] ?0\b',
)
# except for another host.
_UNDONE = re.compile(rb'unreachable[=:] *(?:[1-9]|\d+ +failed[=:] *[1-9])|RESULT_(?!NORMAL)')
# What one tool of many says: it counts for the job only as the last word of all, where nothing
# passed a failure on.
_DONE = re.compile(
    r'^(?:=+ )?\d+ passed\b(?!.*\b(?:failed|errors?)\b)|^OK(?: \(.*\))?$|^test result: ok\.|^\d+'
    r' passing\b|^100% tests passed'
    r'|^Tests: +(?:\d+ (?:skipped|todo), )*\d+ passed, \d+ total|^Result: PASS$|^\d+ examples, 0'
    r' failures(?:, \d+ pending)?$'
    r'|^\[  PASSED  \] \d+ tests?\.|^ok\s+\S+\s+(?:[\d.]+s|\(cached\))|^Build'
    r' succeeded\.|^congratulations :\)'
    r'|no offenses detected$|^All checks passed!|^Success: no issues found|^\*\* (?:BUILD|TEST)'
    r' SUCCEEDED \*\*'
    r'|^Successfully tagged |^Status: OK$|^Complete!$|completed in \d+ seconds|\bexit'
    r' 0$|\bFailed: 0\b',
)
# What it may add.
_ADDED = re.compile(
    r'^(?:Snapshots:|Time:|Time Elapsed|Ran all test|Total Test time|Randomized with|Finished in|0'
    r' (?:Warning|Error)\(s\)|\d+ pending$)',
)


def succeeded(scanned: Scanned, candidates: Sequence[Candidate]) -> bool:
    """The job's last lines say so; or there is no proof, nothing that passes a failure on, and no
    likely cause near the end.
    """
    end = scanned.tail[-END:]
    verdicts = list(_VERDICT.finditer(end)) if any(word in end for word in _VERDICTS) else []
    if verdicts:
        return verdicts[-1][1] is not None
    if (
        scanned.whole
        and _ENDED.search(scanned.tail)
        and not any(_ANNOTATED.match(hit.raw) for hit in scanned.hits)
    ):
        return True
    bare = [Line(n, clean.bare(clean.shown(raw))) for n, raw in scanned.last(LAST)]
    if _built(scanned, bare, candidates) or _done(bare, candidates):
        return True
    near, last = scanned.lines - max(40, scanned.lines // 10), scanned.lines - VERY_LAST
    return not any(
        candidate.is_wrapper
        or candidate.weight >= STRONG
        or (candidate.weight >= LIKELY - 5 and candidate.n >= near)
        or (candidate.weight >= WEAK and candidate.n > last)
        for candidate in candidates
    )


def _built(scanned: Scanned, last: Sequence[Line], candidates: Sequence[Candidate]) -> bool:
    """A build says so among the last lines, and no better word comes after it."""
    well = max((line.n for line in last if _BUILT.search(line.text)), default=0)
    worse = any(
        candidate.n > well and (candidate.is_wrapper or candidate.weight >= LIKELY)
        for candidate in candidates
    )
    return well > 0 and not worse and not any(_UNDONE.search(hit.raw) for hit in scanned.hits)


def _done(last: Sequence[Line], candidates: Sequence[Candidate]) -> bool:
    said = next((line.text for line in reversed(last) if not _ADDED.match(line.text)), '')
    return _DONE.search(said) is not None and not any(
        candidate.is_wrapper for candidate in candidates
    )
