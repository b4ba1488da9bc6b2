"""Lines that only say so: an error without a structure that we know."""

from __future__ import annotations

from rdopkg_ci.core.causes import translations
from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, WEAK, WRAPPER, Kind, Pattern

_WORD = r'(?:(?:FATAL|Fatal|fatal) )?(?:ERROR|Error|error|FATAL|Fatal|fatal|CRITICAL|SEVERE)'
# What is said first below a word that stands alone, but for what only passes it on.
_BELOW = rf'^(?!(?:[\w./+-]{{1,40}}: )?\W*{_WORD}\W*$|\++ |##\[|Build step|Finished: |make\b|(?:Error: )?Process completed|(?:ERROR: )?Job failed|exit\b)(\S.*\w.*)$'

KINDS = (
    Kind('error-below', 'error', Blame.CI, (
        *(Pattern(f'{word}:', rf'^(?:[\w./+-]{{1,40}}: )?\W{{0,4}}{_WORD}:\W*$', LIKELY - 8, 1) for word in ('error', 'fatal', 'critical', 'severe')),
    ), reason=_BELOW),
    Kind('error-line', 'error', Blame.CI, (
        Pattern('error', r'^\W{0,3}(?:ERROR|Error|error|FATAL|Fatal|CRITICAL|SEVERE)\b\W.*\w', LIKELY - 4, 1),
        *(Pattern(f'fatal{end}', r'^\W{0,3}(?:FATAL|fatal|Fatal)\b\W', LIKELY - 4, 1) for end in ' :]!-'),
        *(Pattern(said, rf'^(?!.*/rpm-tmp\.)\W{{0,3}}(?:[\w./-]{{1,60}}: )?.?(?i:{said})\s?\S', LIKELY - 4, 1) for said in translations.ERROR),
        Pattern('fail', r'^\W{0,3}(?:FAIL(?:ED|URE)?|Fail(?:ed|ure)?)\b\W', WEAK + 8, 1),
        Pattern('error: ', r'\b[Ee]rror: ', WEAK + 8),
        Pattern('could not ', r'\b[Cc]ould not ', WEAK + 5),
        Pattern('unable to ', r'\b[Uu]nable to ', WEAK + 4),
        Pattern('cannot ', r'\b[Cc]annot ', WEAK + 3),
        Pattern('failed', r'(?<![-/\w])[Ff]ailed\b(?![-/_]|\.\w)', WEAK),
        Pattern('error', r'(?<![-/.\w])[Ee]rror\b(?![-/_]|\.\w)|ERROR', WEAK - 6),
        Pattern('exception', r'\b\w*Exception\b', WEAK - 4),
        Pattern('undefined', r'[Uu]ndefined', WEAK - 5),
        *(Pattern(word, r'^\W*(?:ERROR|Error|error|FATAL|CRITICAL|SEVERE)(?!:\W*$)\W+$', WRAPPER + 9, 2) for word in ('error', 'fatal ', 'fatal:', 'fatal]', 'fatal!', 'fatal*', 'critical', 'severe')),
        Pattern('missing ', r'\b[Mm]issing ', WEAK - 10),
        Pattern('aborted', r'\b[Aa]borted\b', WEAK - 6),
    )),
    Kind('complaint', 'error', Blame.CI, (
        Pattern(' not ', r'\b(?:does|do|did|must|should|is|are) not (?!deprecated)', WRAPPER + 12),
        Pattern('mismatch', r'\bmismatch', WRAPPER + 12),
        Pattern('wrong', r'\b[Ww]rong\b', WRAPPER + 12),
        Pattern('out of date', r'\bout of date\b', WRAPPER + 12),
        Pattern('unknown ', r'\b[Uu]nknown ', WRAPPER + 12),
        Pattern('expired', r'\bexpired\b', WRAPPER + 12),
        Pattern('exceed', r'\bexceed(?:s|ed)\b', WRAPPER + 12),
        Pattern('403 forbidden', r'\b403 Forbidden', WEAK),
    )),
)
