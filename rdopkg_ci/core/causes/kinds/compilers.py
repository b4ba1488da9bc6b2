"""Compilers and linkers: the first error counts, the rest follows from it."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WEAK, Kind, Look

KINDS = (
    Kind('compile-error', 'compile_error', Blame.PACKAGE, (
        Look('error: ', r'^\S*?[\w.+)-]+:\d+(?::\d+)?: (?:fatal )?error: ', PROOF, 1),
        Look('error: ', r'^[^:\s][^:]{0,200}:\d+:\d+: (?:fatal )?error: ', PROOF, 1),
        Look('error', r'^\[ERROR\] \S+\.(?:java|kt|scala|groovy):\[\d+,\d+\](?! \(| unmappable)', PROOF, 2),
        Look('error', r'^\[ERROR\] \S+\.(?:java|kt):\d+: ', PROOF - 1, 1),
        Look('error', r'^\[error\] \S+\.scala:\d+', PROOF, 2),
        Look('error', r'^\s*(?:\[javac\] )?\S+\.(?:java|groovy|kt|scala):\d+: error', PROOF, 2),
        Look('error', r'^e: (?:file://)?\S+\.kt', PROOF),
        Look('error', r'^error(?:\[E\d+\])?: (?!Bad exit|could not compile|aborting|failed|process|test failed|recipe|script|command|unable|pathspec|RPC)', STRONG, 2),
        Look('error[e', r'^error\[E\d+\]', PROOF, 2),
        Look('error ts', r'error TS\d+:', PROOF),
        Look('error c', r'(?:fatal )?error (?:CS?|LNK|MSB|BC|FS)\d{3,}', PROOF),
        Look('.go:', r'^(?:vet: )?\S+\.go:\d+:\d+: (?!.*\((?:[A-Z]+\d+|\w+)\)$)', PROOF),
        Look('syntaxerror', r'^(?:E\s+)?SyntaxError: ', STRONG),
        Look('syntax error', r'[Ss]yntax error', LIKELY + 8, 1),
        Look('parse error', r'Parse error: ', STRONG),
        Look('error: ', r'^\S+\.(?:swift|m|mm|cs|vb|hs|ml|ex|dart|nim|zig|d|v|sv)[:(]\d+[:,]\d+\)?: error', PROOF, 1),
        Look('error', r'^\*\* \((?:CompileError|SyntaxError|TokenMissingError|Mix)\)', STRONG + 4),
        Look('php ', r'^PHP (?:Fatal|Parse) error: ', STRONG + 5),
        Look('fatal error: ', r'^Fatal error: ', STRONG),
        Look('error', r'^ERROR: \S+BUILD(?:\.bazel)?:\d+:\d+: ', STRONG + 4, 1),
    )),
    Kind('encoding', 'compile_error', Blame.PACKAGE, (
        Look('unmappable character', r'unmappable character', WEAK),
    )),
    Kind('missing-java-class', 'compile_error', Blame.PACKAGE, (
        Look('bad class file', r'bad class file', STRONG + 2, 1),
    )),
    Kind('java-version', 'config_error', Blame.CI, (
        Look('error', r'UnsupportedClassVersionError', PROOF - 1),
        Look('no compiler is provided', r'No compiler is provided in this environment', PROOF + 1),
        Look('invalid target release', r'invalid (?:target|source) release', PROOF),
    )),
    Kind('link-error', 'link_error', Blame.PACKAGE, (
        Look('undefined reference', r'undefined reference to ', PROOF - 1),
        Look('cannot find -l', r'ld: cannot find -l', PROOF - 1),
        Look('undefined symbol', r'[Uu]ndefined symbols?', STRONG + 3, 1),
        Look('multiple definition', r'multiple definition of', STRONG + 5),
    )),
    Kind('api-compat', 'api_compat', Blame.PACKAGE, (
        Look('undefined reference: ', r'Undefined reference: ', PROOF),
    )),
    Kind('make-no-rule', 'compile_error', Blame.PACKAGE, (
        Look('no rule to make target', r'No rule to make target', STRONG + 4),
        Look('no targets specified', r'No targets specified and no makefile found', STRONG + 4),
    )),
    Kind('configure-error', 'missing_dependency', Blame.PACKAGE, (
        Look('configure: error', r'configure: error: ', PROOF),
        Look('cmake error', r'^CMake Error', PROOF - 2, 3),
        Look('could not find', r'^\s*Could NOT find .*\(missing', LIKELY),
        Look('error: ', r'meson\.build:\d+:\d+: ERROR: ', PROOF),
        Look('no package', r"No package '.*' found|Package .* was not found in the pkg-config", STRONG),
    )),
    Kind('compile-failed', 'compile_error', Blame.PACKAGE, (
        Look('failed', r'Compilation failed|\*\* BUILD FAILED \*\*|Execution failed for task .*ompile', LIKELY),
    )),
)
