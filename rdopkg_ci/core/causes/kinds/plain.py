"""Lines that only say so: an error without a structure that we know."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, WEAK, Kind, Look

KINDS = (
    Kind('error-line', 'error', Blame.TEST, (
        Look('error', r'^\W{0,3}(?:ERROR|Error|error|FATAL|Fatal|CRITICAL|SEVERE)\b\W', LIKELY - 4, 1),
        Look('fatal', r'^\W{0,3}(?:FATAL|fatal|Fatal)\b\W', LIKELY - 4, 1),
        Look('fail', r'^\W{0,3}(?:FAIL(?:ED|URE)?|Fail(?:ed|ure)?)\b\W', WEAK + 8, 1),
        Look('error: ', r'\b[Ee]rror: ', WEAK + 8),
        Look('could not', r'\b[Cc]ould not ', WEAK + 5),
        Look('unable to', r'\b[Uu]nable to ', WEAK + 4),
        Look('cannot', r'\b[Cc]annot ', WEAK + 3),
        Look('failed', r'\b[Ff]ailed\b', WEAK),
        Look('error', r'\b[Ee]rror\b|ERROR', WEAK - 6),
        Look('exception', r'\b\w*Exception\b', WEAK - 4),
        Look('undefined', r'[Uu]ndefined', WEAK - 5),
        Look('missing', r'\b[Mm]issing ', WEAK - 10),
        Look('aborted', r'\b[Aa]borted\b', WEAK - 6),
    )),
)
