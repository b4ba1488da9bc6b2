"""Compilers and linkers: the first error counts, the rest follows from it."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WEAK, Kind

KINDS = (
    Kind('compile-error', 'error: ', r'^\S*?[\w.+)-]+:\d+(?::\d+)?: (?:fatal )?error: ', PROOF, 'compile_error', Blame.PACKAGE, 1),
    Kind('compile-error', 'error: ', r'^[^:\s][^:]{0,200}:\d+:\d+: (?:fatal )?error: ', PROOF, 'compile_error', Blame.PACKAGE, 1),
    Kind('compile-error', 'error', r'^\[ERROR\] \S+\.(?:java|kt|scala|groovy):\[\d+,\d+\](?! \(| unmappable)', PROOF, 'compile_error', Blame.PACKAGE, 2),
    Kind('compile-error', 'error', r'^\[ERROR\] \S+\.(?:java|kt):\d+: ', PROOF - 1, 'compile_error', Blame.PACKAGE, 1),
    Kind('compile-error', 'error', r'^\[error\] \S+\.scala:\d+', PROOF, 'compile_error', Blame.PACKAGE, 2),
    Kind('compile-error', 'error', r'^\s*(?:\[javac\] )?\S+\.(?:java|groovy|kt|scala):\d+: error', PROOF, 'compile_error', Blame.PACKAGE, 2),
    Kind('compile-error', 'error', r'^e: (?:file://)?\S+\.kt', PROOF, 'compile_error', Blame.PACKAGE),
    Kind('compile-error', 'error', r'^error(?:\[E\d+\])?: (?!Bad exit|could not compile|aborting|failed|process|test failed|recipe|script|command|unable|pathspec|RPC)', STRONG, 'compile_error', Blame.PACKAGE, 2),
    Kind('compile-error', 'error[e', r'^error\[E\d+\]', PROOF, 'compile_error', Blame.PACKAGE, 2),
    Kind('compile-error', 'error ts', r'error TS\d+:', PROOF, 'compile_error', Blame.PACKAGE),
    Kind('compile-error', 'error c', r'(?:fatal )?error (?:CS?|LNK|MSB|BC|FS)\d{3,}', PROOF, 'compile_error', Blame.PACKAGE),
    Kind('encoding', 'unmappable character', r'unmappable character', WEAK, 'compile_error', Blame.PACKAGE),
    Kind('compile-error', '.go:', r'^(?:vet: )?\S+\.go:\d+:\d+: (?!.*\((?:[A-Z]+\d+|\w+)\)$)', PROOF, 'compile_error', Blame.PACKAGE),
    Kind('compile-error', 'syntaxerror', r'^(?:E\s+)?SyntaxError: ', STRONG, 'compile_error', Blame.PACKAGE),
    Kind('compile-error', 'syntax error', r'[Ss]yntax error', LIKELY + 8, 'compile_error', Blame.PACKAGE, 1),
    Kind('compile-error', 'parse error', r'Parse error: ', STRONG, 'compile_error', Blame.PACKAGE),
    Kind('missing-java-class', 'bad class file', r'bad class file', STRONG + 2, 'compile_error', Blame.PACKAGE, 1),
    Kind('java-version', 'error', r'UnsupportedClassVersionError', PROOF - 1, 'config_error', Blame.CI),
    Kind('java-version', 'no compiler is provided', r'No compiler is provided in this environment', PROOF + 1, 'config_error', Blame.CI),
    Kind('java-version', 'invalid target release', r'invalid (?:target|source) release', PROOF, 'config_error', Blame.CI),
    Kind('link-error', 'undefined reference', r'undefined reference to ', PROOF - 1, 'link_error', Blame.PACKAGE),
    Kind('link-error', 'cannot find -l', r'ld: cannot find -l', PROOF - 1, 'link_error', Blame.PACKAGE),
    Kind('link-error', 'undefined symbol', r'[Uu]ndefined symbols?', STRONG + 3, 'link_error', Blame.PACKAGE, 1),
    Kind('link-error', 'multiple definition', r'multiple definition of', STRONG + 5, 'link_error', Blame.PACKAGE),
    Kind('api-compat', 'undefined reference: ', r'Undefined reference: ', PROOF, 'api_compat', Blame.PACKAGE),
    Kind('make-no-rule', 'no rule to make target', r'No rule to make target', STRONG + 4, 'compile_error', Blame.PACKAGE),
    Kind('configure-error', 'configure: error', r'configure: error: ', PROOF, 'missing_dependency', Blame.PACKAGE),
    Kind('configure-error', 'cmake error', r'^CMake Error', PROOF - 2, 'missing_dependency', Blame.PACKAGE, 3),
    Kind('configure-error', 'could not find', r'^\s*Could NOT find .*\(missing', LIKELY, 'missing_dependency', Blame.PACKAGE),
    Kind('configure-error', 'error: ', r'meson\.build:\d+:\d+: ERROR: ', PROOF, 'missing_dependency', Blame.PACKAGE),
    Kind('configure-error', 'no package', r"No package '.*' found|Package .* was not found in the pkg-config", STRONG, 'missing_dependency', Blame.PACKAGE),
)
