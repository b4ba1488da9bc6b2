"""Exceptions that ended something: the last line of a Python trace, the deepest cause of a Java one."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, Kind, Look

KINDS = (
    Kind('missing-module', 'missing_dependency', Blame.PACKAGE, (
        Look('modulenotfounderror', r"^(?:E\s+)?(?:ModuleNotFoundError|ImportError): ", STRONG + 4),
        Look('importerror', r"^(?:E\s+)?ImportError: ", STRONG + 4),
    )),
    Kind('python-trace', 'python_traceback', Blame.TEST, (
        Look('error', r'^(?:[\w]+\.)*[A-Z]\w*(?:Error|Exception|Interrupt|Exit|Failure|NotFound)(?:: .+|$)', LIKELY + 9),
        Look('exception', r'^(?:[\w]+\.)*[A-Z]\w*Exception(?:: .+|$)', LIKELY + 8),
    )),
    Kind('java-trace', 'exception', Blame.TEST, (
        Look('caused', r'^Caused(?: by)?: ', LIKELY + 7),
        Look('exception in thread', r'Exception in thread ', STRONG - 2, 1),
        Look('exception', r'\b(?:[a-z]\w*\.){2,}\w*(?:Exception|Error)\b', LIKELY),
    ), last=True),
    Kind('ruby-trace', 'exception', Blame.TEST, (
        Look('error', r'\(\w*(?:::\w+)*Error\)$|^(?:\w+::)+\w*Error: ', LIKELY + 6),
    )),
)
