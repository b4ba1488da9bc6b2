"""Exceptions that ended something: the last line of a Python trace, the deepest cause of a Java one."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, Kind

KINDS = (
    Kind('missing-module', 'modulenotfounderror', r"^(?:E\s+)?(?:ModuleNotFoundError|ImportError): ", STRONG + 4, 'missing_dependency', Blame.PACKAGE),
    Kind('missing-module', 'importerror', r"^(?:E\s+)?ImportError: ", STRONG + 4, 'python_traceback', Blame.PACKAGE),
    Kind('python-trace', 'error', r'^(?:[\w]+\.)*[A-Z]\w*(?:Error|Exception|Interrupt|Exit|Failure|NotFound)(?:: .+|$)', LIKELY + 9, 'python_traceback', Blame.TEST, 0),
    Kind('python-trace', 'exception', r'^(?:[\w]+\.)*[A-Z]\w*Exception(?:: .+|$)', LIKELY + 8, 'python_traceback', Blame.TEST),
    Kind('java-trace', 'caused', r'^Caused(?: by)?: ', LIKELY + 7, 'exception', Blame.TEST, 0, True),
    Kind('java-trace', 'exception in thread', r'Exception in thread ', STRONG - 2, 'exception', Blame.TEST, 1),
    Kind('java-trace', 'exception', r'\b(?:[a-z]\w*\.){2,}\w*(?:Exception|Error)\b', LIKELY, 'exception', Blame.TEST),
    Kind('ruby-trace', 'error', r'\(\w*(?:::\w+)*Error\)$|^(?:\w+::)+\w*Error: ', LIKELY + 6, 'exception', Blame.TEST),
)
