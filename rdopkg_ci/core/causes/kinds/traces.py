"""Exceptions that ended something: the last line of a Python trace, the deepest cause of a Java one."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WEAK, WRAPPER, kind

KINDS = (
    kind('missing-module', 'module', r"^(?:E\s+)?(?:ModuleNotFoundError|ImportError): ", STRONG + 4, 'missing_dependency', Blame.PACKAGE),
    kind('missing-module', 'import', r"^(?:E\s+)?ImportError: ", STRONG + 4, 'python_traceback', Blame.PACKAGE),
    kind('python-trace', 'error', r'^(?:[\w]+\.)*[A-Z]\w*(?:Error|Exception|Interrupt|Exit|Failure|NotFound)(?:: .+|$)', LIKELY + 9, 'python_traceback', Blame.TEST, 0),
    kind('python-trace', 'exception', r'^(?:[\w]+\.)*[A-Z]\w*Exception(?:: .+|$)', LIKELY + 8, 'python_traceback', Blame.TEST),
    kind('java-trace', 'caused', r'^Caused(?: by)?: ', LIKELY + 7, 'exception', Blame.TEST, 0, True),
    kind('java-trace', 'exception in thread', r'Exception in thread ', STRONG - 2, 'exception', Blame.TEST, 1),
    kind('java-trace', 'exception', r'\b(?:[a-z]\w*\.){2,}\w*(?:Exception|Error)\b', LIKELY, 'exception', Blame.TEST),
    kind('ruby-trace', 'error', r'\(\w*(?:::\w+)*Error\)$|^(?:\w+::)+\w*Error: ', LIKELY + 6, 'exception', Blame.TEST),
)
