"""Exceptions that ended something: the last line of a Python trace, the deepest cause of a Java
one.
"""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, Kind, Pattern

# Where the names of Java begin.
_JVM = r'(?:java|javax|jakarta|sun|jdk|org|com|net|hudson|groovy|scala|kotlin|junit|akka|sbt)\.'

KINDS = (
    Kind('missing-module', 'missing_dependency', Blame.PACKAGE, (
        Pattern('modulenotfounderror', r"^(?:E\s+)?(?:ModuleNotFoundError|ImportError): (?!Failed to import test module)", STRONG + 4),
        Pattern('importerror: ', r"^(?:E\s+)?ImportError: (?!Failed to import test module)", STRONG + 4),
    )),
    Kind('python-trace', 'python_traceback', Blame.TEST, (
        Pattern('error', rf'^(?!{_JVM})(?:[\w]+\.)*[A-Z]\w*(?:Error|Exception|Interrupt|Exit|Failure|NotFound|Conflict)(?:: .+|$)', LIKELY + 9),
        Pattern('not found', rf'^(?!{_JVM})(?:[\w]+\.)*[A-Z]\w*(?:NotFound|DoesNotExist): .+', LIKELY + 9),
        Pattern('conflict', rf'^(?!{_JVM})(?:[\w]+\.)*[A-Z]\w*Conflict: .+', LIKELY + 9),
        Pattern('exception', rf'^(?!{_JVM})(?:[\w]+\.)*[A-Z]\w*Exception(?:: .+|$)', LIKELY + 8),
        Pattern('exceptions.', rf'^(?!{_JVM})(?:\w+\.){{0,9}}exceptions\.[A-Z]\w+(?:: .+|$)', LIKELY + 9),
        Pattern('exception: ', r'^Exception: \S', LIKELY + 8),
    ), telling=True),
    Kind('java-trace', 'exception', Blame.TEST, (
        Pattern('caused by: ', r'^Caused by: ', LIKELY + 3),
        Pattern('caused: ', r'^Caused: ', LIKELY - 1),
        Pattern('exception in thread "main" ', r'^(?:\[\w+\] )?Exception in thread "main" ', STRONG + 2, 1),
        Pattern('exception in thread ', r'Exception in thread ', LIKELY + 6, 1),
        Pattern('exception', rf'^{_JVM}[\w.$]+(?:Exception|Error|Throwable)\b', LIKELY + 3),
        Pattern('error', rf'^{_JVM}[\w.$]+Error\b', LIKELY + 3),
        Pattern('exception', r'\b(?:[a-z]\w*\.){2,}\w*(?:Exception|Error)\b', LIKELY - 6),
    ), last=True, telling=True),
    Kind('ruby-trace', 'exception', Blame.TEST, (
        *(Pattern(literal, r'\(\w*(?:::\w+)*Error\)$|^(?:\w+::)+\w*Error: ', LIKELY + 6) for literal in ('error)', 'error: ')),
    )),
    Kind('elixir-trace', 'exception', Blame.TEST, (
        Pattern('error) ', r'^\*\* \((?!Mix|Compile|Syntax|TokenMissing)[\w.]*Error\) ', LIKELY + 9, 1),
    )),
    Kind('r-trace', 'exception', Blame.TEST, (
        Pattern('error in ', r'^Error in .{1,200} : ', LIKELY + 6, 1),
    )),
    Kind('julia-trace', 'exception', Blame.TEST, (
        Pattern('loaderror: ', r'^ERROR: (?:LoadError: )+(?!Some tests)', STRONG - 4),
    )),
    Kind('dotnet-trace', 'exception', Blame.TEST, (
        Pattern('unhandled exception', r'^Unhandled [Ee]xception[.:] ', STRONG + 4),
    )),
    Kind('node-trace', 'exception', Blame.TEST, (
        Pattern('error: ', r'^(?:\[?Uncaught|(?:\(node:\d+\) )?UnhandledPromiseRejection\w*)\b.*[Ee]rror: ', LIKELY + 6),
    )),
)
