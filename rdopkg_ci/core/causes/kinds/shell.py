"""The shell and its commands: tools and files that are not there."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, Kind, Look

KINDS = (
    Kind('missing-tool', 'missing_tool', Blame.CI, (
        Look('command not found', r'command not found|: not found$', STRONG + 4),
        Look('is not recognized', r'is not recognized as ', STRONG + 4, 1),
        Look('executable file not found', r'executable file not found', STRONG + 4),
    )),
    Kind('missing-library', 'missing_dependency', Blame.PACKAGE, (
        Look('cannot open shared object', r'cannot open shared object file', STRONG + 5),
    )),
    Kind('missing-file', 'missing_file', Blame.CI, (
        Look('cannot stat', r'cannot (?:stat|access|open|find) ', STRONG),
        Look('cannot ', r'cannot (?:access|open|find|create|remove|read) ', LIKELY + 8),
        Look('no such file', r'No such file or directory', LIKELY + 6),
        Look('exception', r'FileNotFoundException', LIKELY + 8),
        Look('failed to load', r'Failed to load ', LIKELY + 6),
        Look('unable to find', r'Unable to find (?:build script|\S+ at )', STRONG + 3),
        Look('cannot open', r'Cannot open: |cannot find or open', STRONG - 3),
        Look('error: ', r'rsync error: |^scp: ', STRONG - 2),
    )),
    Kind('missing-class', 'missing_file', Blame.CI, (
        Look('could not find or load main class', r'Could not find or load main class', STRONG + 5),
    )),
    Kind('shell-error', 'script', Blame.CI, (
        Look('unbound variable', r'unbound variable', STRONG + 3),
        Look('bad substitution', r'[Bb]ad substitution|unexpected end of file|unexpected EOF', STRONG),
        Look('argument list too long', r'Argument list too long', STRONG),
    )),
    Kind('usage-error', 'script', Blame.CI, (
        Look('argument', r'(?:[Uu]nexpected|[Uu]nrecognized|[Uu]nknown|[Ii]nvalid) (?:argument|option|command)', LIKELY + 9),
        Look('error: ', r'^\S+: error: ', LIKELY + 6),
    )),
    Kind('address-in-use', 'port', Blame.INFRASTRUCTURE, (
        Look('address already in use', r'[Aa]ddress already in use', STRONG),
    )),
    Kind('terraform', 'config_error', Blame.CI, (
        Look('error: ', r'^[│╷]?\s*Error: (?:Invalid|Unsupported|Missing|Reference|Failed|error)', STRONG - 4, 3),
    )),
    Kind('rake', 'script', Blame.CI, (
        Look('aborted!', r'^rake aborted!', LIKELY + 6, 1),
    )),
    Kind('kernel-panic', 'crash', Blame.INFRASTRUCTURE, (
        Look('kernel panic', r'Kernel panic', PROOF),
    )),
    Kind('devstack', 'devstack', Blame.CI, (
        Look('[error]', r'^\[ERROR\] \S+(?:functions|stack\.sh|lib/)\S*:\d+', STRONG + 3),
        Look('die ', r'^\+ (?:\S+ )?die \d* ?', LIKELY),
    )),
    Kind('script-ended', 'script', Blame.TEST, ()),
)
