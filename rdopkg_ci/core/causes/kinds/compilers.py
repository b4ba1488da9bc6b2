"""Compilers and linkers: the first error counts, the rest follows from it."""

from __future__ import annotations

from rdopkg_ci.core.causes import translations
from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WEAK, WRAPPER, Kind, Pattern

# What a configure script compiles to see whether it can, and often cannot; what LLVM's tests say.
_NO_PROBE = r'(?!.{0,200}(?:conftest|CMakeTmp|CMakeScratch|cmTC_|meson-private|error: [A-Z][\w-]{1,40}: (?:expected|excluded) string))'

# Who else says a bare 'error: ' is no compiler.
_RUST = 'rustc|cargo |compiling | --> |.rs:|.swift:|swiftc|ghc|nim c|zig build|error[e|javac|-werror|compilejava|compilekotlin|running build_|running setup'

_BUNDLER = 'turbopack|webpack|next build|vite|rollup|build error occurred'

KINDS = (
    Kind('compile-error', 'compile_error', Blame.PACKAGE, (
        Pattern(' at (1)', r'^(?:Fatal )?Error: .+ at \(1\)', PROOF),
        Pattern('error: ', '^' + _NO_PROBE + r'(?!\S+\.py:)(?!.{0,300}error: (?:-\[|in "|\w+\.test\w+ : ))\S*?[\w.+)-]:\d+(?::\d+)?: (?:fatal |internal compiler )?error: ', PROOF, 1),
        Pattern('error: ', '^' + _NO_PROBE + r'(?!\S+\.py:)[^:\s][^:]{0,200}:\d+:\d+: (?:fatal )?error: ', PROOF, 1),
        *(Pattern(said, rf'^\S+:\d+(?::\d+)?: (?:\w+ )?.?(?i:{said})\s?\S', PROOF - 1, 1) for said in translations.ERROR),
        Pattern('❌ ', r'^❌\s+\S+:\d+:\d+: ', PROOF, 1),
        Pattern('error: ', r'^\S+:\d+:\d+: (?:Fatal )?Error: |^\S+\.[sS]:\d+: Error: ', PROOF, 1),
        Pattern(': error:', r'^\S+:\d+:\d+: error:$', PROOF, 2),
        *(Pattern(literal, r'^\S+\(\d+(?:[,.:] ?\d+)*\):? (?:fatal |catastrophic )?[Ee]rror:? (?!in "|[A-Z]+\d)', PROOF, 1) for literal in (') error', '): error', ' fatal error', 'catastrophic error')),
        Pattern('[error] ', r'^\[ERROR\] \S.{0,300}\.(?:java|kt|scala|groovy):\[\d+,\d+\](?! \(| unmappable)', PROOF, 2),
        Pattern('.java:[', r'^[/A-Z]\S*\.java:\[\d+,\d+\] (?!\[|unmappable|.*(?:warning|deprecat|unchecked))', PROOF - 2, 2),
        Pattern('[error] ', r'^\[ERROR\] (?:Exit code: \d+ - )?\S+\.(?:java|kt|scala|groovy):\d+: (?!warning)', PROOF - 1, 1),
        Pattern('[error] ', r'^\[ERROR\] \S+\.kt: \(\d+, \d+\)', PROOF),
        Pattern('.proto:', r'^(?:\[ERROR\] )?(?:PROTOC FAILED: )?\S+\.proto:\d+:\d+: ', PROOF),
        Pattern('.groovy: ', r'^\S+\.groovy: \d+: ', PROOF),
        Pattern('.java:', r'^\[javac\] \S+\.java:\d+: (?!warning)', PROOF, 2),
        Pattern('[error] ', r'^\[error\] (?:-- .{0,80}Error: )?\S+\.scala:\d+', PROOF, 2),
        Pattern('[error] ', r'^\[error\] \S+\.scala:\d+', PROOF, 2),
        Pattern('.kt:', r'^e: (?:file://)?\S+\.kts?:', PROOF),
        Pattern('.kts:', r'^e: (?:file://)?\S+\.kts:', PROOF),
        Pattern('error', r'^e: (?!warnings found)\S', STRONG + 2),
        Pattern('error: ', r"^error: (?!\S+ (?:ended with code|was killed by signal) |Bad exit|could not compile|Could not compile|aborting|build failed|failed|process|test failed|bench failed|doctest failed|\d+ target|recipe|Recipe|script|command|unable|pathspec|RPC|linking with|subprocess-exited|metadata-generation|Setup script|the lock file|rpmdb|cannot format)", STRONG, 2, near=_RUST),
        Pattern('error[', r'^error\[[\w:-]+\]: ', PROOF, 2),
        Pattern('internal compiler error: ', r'internal compiler error: (?!Killed)', PROOF),
        Pattern('error: ', r'^(?:\S*/)?(?:[\w-]+-)?(?:cc1(?:plus|obj)?|lto1|c\+\+|cc|gcc|g\+\+|clang|clang\+\+|gfortran|f951|rustc)(?:-[\d.]+)?: (?:fatal )?error: (?!linker command|unable to execute|ld returned)', PROOF - 2),
        Pattern('error ts', r'error TS\d+:', PROOF),
        Pattern('error ', r'\berror (?:CS?|BC|FS|RC|CVT|PRJ|D|NETSDK|CA|SA|IDE|AD|RZ|XA|MC|WIX|SYSLIB|MT|APT|VSTEST)\d{3,5}\b', PROOF),
        Pattern('error msb', r'error MSB\d+: (?!.*exited with code)', PROOF - 1),
        Pattern('.go:', r'^(?:Error: )?(?:vet: )?\S+\.go:\d+:\d+: (?!\S+@v\d\S*: |.*\((?:[A-Z]+\d+|\w+)\)$)', PROOF),
        Pattern('.go:', r'^(?:vet: )?\S{0,200}/[^/\s]+\.go:\d+: .*(?:undefined|cannot|not (?:used|enough|a type)|too many|syntax error|redeclared|has no field|declared|invalid|missing|unexpected|multiple-value|import cycle|formatting)', PROOF - 1),
        Pattern('[build failed]', r'^FAIL\s+\S+ \[(?:build|setup) failed\]', STRONG - 5),
        Pattern('syntaxerror: ', r'^(?:E\s+)?SyntaxError: ', STRONG),
        Pattern('indentationerror: ', r'^(?:E\s+)?IndentationError: ', STRONG),
        Pattern('taberror: ', r'^(?:E\s+)?TabError: ', STRONG),
        Pattern('syntax error', r'[Ss]yntax error', LIKELY + 8, 1),
        Pattern('parse error: ', r'Parse error: ', STRONG),
        Pattern('error: ', r'^\S+\.(?:swift|m|mm|cs|vb|hs|ml|ex|dart|nim|zig|d|v|sv)[:(]\d+[:,]\d+\)?: error(?!: -\[)', PROOF, 1),
        Pattern('.hs:', r'^(?!\S*(?:Spec|Tests?)\.hs)\S+\.l?hs:\d+:\d+:(?: (?!Warning|warning)\S|$)', PROOF - 3, 2),
        Pattern('** (', r'^\*\* \((?:CompileError|SyntaxError|TokenMissingError|Mix)\)', STRONG + 6),
        Pattern('== compilation error in file ', r'^== Compilation error in file ', STRONG, 1),
        Pattern('.erl:', r'^\S+\.[ehxy]rl:\d+:(?:\d+:)? (?!Warning)', STRONG + 4),
        Pattern('.pyx:', r'^\S+\.pyx:\d+:\d+: (?!warning|performance)', PROOF - 1),
        Pattern('error compiling cython file', r'^Error compiling Cython file', STRONG),
        Pattern('error: ', r'^(?:# )?Error: (?:Unbound|This expression|Signature mismatch|The implementation|Syntax error|No implementations?|Library ")', STRONG + 2, 1),
        Pattern(' error: ', r'^PHP (?:Fatal|Parse) error: ', STRONG + 5),
        Pattern('fatal error: ', r'^Fatal error: ', STRONG),
        Pattern('error: ', r'^ERROR: \S+BUILD(?:\.bazel)?:\d+:\d+: ', STRONG + 4, 1),
    )),
    Kind('js-bundle', 'compile_error', Blame.PACKAGE, (
        # The reason is in the line below the place.
        *(Pattern(f'.{name}:', r'^\./\S+\.(?:[cm]?[jt]sx?|s?css|vue|svelte|mdx?):\d+:\d+$', STRONG + 4, 1, near=_BUNDLER) for name in ('js', 'jsx', 'mjs', 'ts', 'tsx', 'css', 'scss', 'vue', 'svelte', 'mdx')),
        Pattern('build error occurred', r'^(?:> )?Build error occurred', WRAPPER + 9),
        Pattern('error in ', r'^(?:\[\S+\] )?ERROR in (?:\./|/|\w:|\S*[./])\S*', STRONG + 3, 2),
        Pattern('✘ [error] ', r'^✘ \[ERROR\] ', STRONG + 4, 2),
        Pattern('error: ', r'^\[!\] (?:\(.*\) )?\w*Error: ', STRONG + 3, 1),
        Pattern(' failed', r'^(?:Error: )?Module (?:build|parse) failed', STRONG + 3, 1),
        Pattern('failed to resolve', r'Rollup failed to resolve import|Failed to resolve (?:entry|import)', STRONG + 3),
        Pattern('error during build:', r'^error during build:', STRONG - 2, 1),
        Pattern('failed to compile', r'^Failed to compile\b', STRONG - 4, 4),
    )),
    Kind('encoding', 'compile_error', Blame.PACKAGE, (
        Pattern('unmappable character', r'unmappable character', WEAK),
    )),
    Kind('missing-java-class', 'compile_error', Blame.PACKAGE, (
        Pattern('bad class file', r'bad class file', STRONG + 2, 1),
    )),
    Kind('java-version', 'config_error', Blame.CI, (
        Pattern('unsupportedclassversionerror', r'UnsupportedClassVersionError', PROOF - 1),
        Pattern('no compiler is provided in this environment', r'No compiler is provided in this environment', PROOF + 1),
        Pattern('invalid target release', r'invalid (?:target|source) release', PROOF),
        Pattern('invalid source release', r'invalid source release', PROOF),
        Pattern(' is no longer supported', r'(?:Source|Target) option \S+ is no longer supported', PROOF),
        Pattern(' not supported', r'release version \S+ not supported', PROOF),
        Pattern('tools.jar', r'tools\.jar (?:not found|is missing|does not exist)|(?:find|locate) tools\.jar', PROOF),
    )),
    Kind('link-error', 'link_error', Blame.PACKAGE, (
        Pattern('undefined reference', '^' + _NO_PROBE + r'.*undefined reference to ', PROOF - 1),
        Pattern(': cannot find ', r'\bld(?:\.\w+)?: cannot find ', PROOF - 1),
        Pattern(' not found', r'ld: (?:library|framework) not found', PROOF - 1),
        Pattern('unable to find library -l', r'unable to find library -l', PROOF - 1),
        Pattern('error lnk', r'error LNK\d+', PROOF),
        Pattern('undefined symbol', r'[Uu]ndefined symbols?', STRONG + 3, 1),
        Pattern('multiple definition of', r'multiple definition of', STRONG + 5),
        Pattern('duplicate symbol', r'duplicate symbol', STRONG + 5, 2),
        Pattern('dso missing from command line', r'DSO missing from command line', PROOF - 1),
        Pattern('not be used when making', r'relocation .{0,400}recompile with', STRONG + 5),
        Pattern('library not loaded', r'Library not loaded', STRONG + 4),
    )),
    Kind('api-compat', 'api_compat', Blame.PACKAGE, (
        Pattern('undefined reference: ', r'Undefined reference: ', PROOF),
    )),
    Kind('make-no-rule', 'compile_error', Blame.PACKAGE, (
        Pattern('no rule to make target', r'No rule to make target', STRONG + 4),
        Pattern('no targets specified and no makefile found', r'No targets specified and no makefile found', STRONG + 4),
        Pattern('no known rule to make it', r'^ninja: error: .*no known rule to make it', STRONG + 4),
    )),
    Kind('makefile-error', 'compile_error', Blame.PACKAGE, (
        Pattern(': *** ', r'^(?:\S+:\d+|\S*make(?:\[\d+\])?): \*\*\* (?!\[|No rule|No targets|Waiting|Deleting|INTERNAL).+ Stop\.$', PROOF - 2),
        Pattern('ninja: error: ', r'^ninja: error: (?!.*no known rule|rebuilding)', STRONG + 3),
    )),
    Kind('configure-error', 'missing_dependency', Blame.PACKAGE, (
        Pattern('configure: error: ', r'configure: error: ', PROOF),
        Pattern('attempt to load network entity', r'Attempt to load network entity', STRONG + 3),
        Pattern('cmake error', r'^CMake Error(?: at | in |:| \()', PROOF - 2, 3),
        Pattern('could not find ', r'^\s*Could NOT find .*\(missing', LIKELY),
        Pattern(': error: ', r'meson\.build:\d+:\d+: ERROR: ', PROOF),
        Pattern('meson encountered an error', r'^Meson encountered an error', STRONG, 1),
        Pattern('error: ', r'^ERROR: (?:Dependency|Program|Problem encountered|Include dir|Native dependency|Subproject|C(?:\+\+)? (?:shared or static )?library)\b', STRONG + 3),
        Pattern(': error: ', r'^(?:\S*/)?(?:config\.status|autoreconf|aclocal|automake|autoconf|autom4te|libtool|libtoolize)(?:-[\d.]+)?: error: ', STRONG + 3),
        Pattern('project error: ', r'^Project ERROR: ', STRONG + 4),
        Pattern('no package', r"No package '.*' found|Package .* was not found in the pkg-config", STRONG),
    )),
    Kind('compile-failed', 'compile_error', Blame.PACKAGE, (
        Pattern('failed', r'Compilation failed|\*\* (?:BUILD|ARCHIVE) FAILED \*\*|Execution failed for task .*ompile', LIKELY),
        Pattern('lto-wrapper', r'lto-wrapper(?:: fatal error: .*returned \d+ exit status| failed)', WRAPPER + 8),
        Pattern('error: ld returned', r'ld returned \d+ exit status', WRAPPER + 8),
        Pattern('symbol(s) not found', r'symbol\(s\) not found', WRAPPER + 9),
        Pattern('error: linking with ', r'^error: linking with .* failed', WRAPPER + 9),
        Pattern('warnings being treated as errors', r'warnings being treated as errors', WRAPPER + 8),
        Pattern('could not compile ', r'[Cc]ould not compile ', WRAPPER + 8),
    )),
)
