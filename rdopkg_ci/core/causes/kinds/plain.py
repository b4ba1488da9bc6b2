"""Lines that only say so: an error without a structure that we know."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, WEAK, Kind

KINDS = (
    Kind('error-line', 'error', r'^\W{0,3}(?:ERROR|Error|error|FATAL|Fatal|CRITICAL|SEVERE)\b\W', LIKELY - 4, 'error', Blame.TEST, 1),
    Kind('error-line', 'fatal', r'^\W{0,3}(?:FATAL|fatal|Fatal)\b\W', LIKELY - 4, 'error', Blame.TEST, 1),
    Kind('error-line', 'fail', r'^\W{0,3}(?:FAIL(?:ED|URE)?|Fail(?:ed|ure)?)\b\W', WEAK + 8, 'error', Blame.TEST, 1),
    Kind('error-line', 'error: ', r'\b[Ee]rror: ', WEAK + 8, 'error', Blame.TEST),
    Kind('error-line', 'could not', r'\b[Cc]ould not ', WEAK + 5, 'error', Blame.TEST),
    Kind('error-line', 'unable to', r'\b[Uu]nable to ', WEAK + 4, 'error', Blame.TEST),
    Kind('error-line', 'cannot', r'\b[Cc]annot ', WEAK + 3, 'error', Blame.TEST),
    Kind('error-line', 'failed', r'\b[Ff]ailed\b', WEAK, 'error', Blame.TEST),
    Kind('error-line', 'error', r'\b[Ee]rror\b|ERROR', WEAK - 6, 'error', Blame.TEST),
    Kind('error-line', 'exception', r'\b\w*Exception\b', WEAK - 4, 'error', Blame.TEST),
    Kind('error-line', 'undefined', r'[Uu]ndefined', WEAK - 5, 'error', Blame.TEST),
    Kind('error-line', 'missing', r'\b[Mm]issing ', WEAK - 10, 'error', Blame.TEST),
    Kind('error-line', 'aborted', r'\b[Aa]borted\b', WEAK - 6, 'error', Blame.TEST),
)
