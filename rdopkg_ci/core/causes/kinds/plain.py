"""Lines that only say so: an error without a structure that we know."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, WEAK, WRAPPER, Kind, Look

KINDS = (
    Kind('error-line', 'error', Blame.TEST, (
        Look('error', r'^\W{0,3}(?:ERROR|Error|error|FATAL|Fatal|CRITICAL|SEVERE)\b\W', LIKELY - 4, 1),
        Look('fatal', r'^\W{0,3}(?:FATAL|fatal|Fatal)\b\W', LIKELY - 4, 1),
        Look('fail', r'^\W{0,3}(?:FAIL(?:ED|URE)?|Fail(?:ed|ure)?)\b\W', WEAK + 8, 1),
        Look('error: ', r'\b[Ee]rror: ', WEAK + 8),
        Look('could not ', r'\b[Cc]ould not ', WEAK + 5),
        Look('unable to ', r'\b[Uu]nable to ', WEAK + 4),
        Look('cannot ', r'\b[Cc]annot ', WEAK + 3),
        Look('failed', r'(?<![-/\w])[Ff]ailed\b(?![-/_]|\.\w)', WEAK),
        Look('error', r'(?<![-/.\w])[Ee]rror\b(?![-/_]|\.\w)|ERROR', WEAK - 6),
        Look('exception', r'\b\w*Exception\b', WEAK - 4),
        Look('undefined', r'[Uu]ndefined', WEAK - 5),
        Look('missing ', r'\b[Mm]issing ', WEAK - 10),
        Look('aborted', r'\b[Aa]borted\b', WEAK - 6),
    )),
    Kind('complaint', 'error', Blame.TEST, (
        Look(' not ', r'\b(?:does|do|did|must|should|is|are) not (?!deprecated)', WRAPPER + 12),
        Look('mismatch', r'\bmismatch', WRAPPER + 12),
        Look('wrong', r'\b[Ww]rong\b', WRAPPER + 12),
        Look('out of date', r'\bout of date\b', WRAPPER + 12),
        Look('unknown ', r'\b[Uu]nknown ', WRAPPER + 12),
        Look('expired', r'\bexpired\b', WRAPPER + 12),
        Look('exceed', r'\bexceed(?:s|ed)\b', WRAPPER + 12),
        Look('403 forbidden', r'\b403 Forbidden', WEAK),
    )),
)
