"""The shell and its commands: tools and files that are not there."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, Kind

KINDS = (
    Kind('missing-tool', 'command not found', r'command not found|: not found$', STRONG + 4, 'missing_tool', Blame.CI),
    Kind('missing-tool', 'is not recognized', r'is not recognized as ', STRONG + 4, 'missing_tool', Blame.CI, 1),
    Kind('missing-tool', 'executable file not found', r'executable file not found', STRONG + 4, 'missing_tool', Blame.CI),
    Kind('missing-library', 'cannot open shared object', r'cannot open shared object file', STRONG + 5, 'missing_dependency', Blame.PACKAGE),
    Kind('missing-file', 'cannot stat', r'cannot (?:stat|access|open|find) ', STRONG, 'missing_file', Blame.CI),
    Kind('missing-file', 'cannot ', r'cannot (?:access|open|find|create|remove|read) ', LIKELY + 8, 'missing_file', Blame.CI),
    Kind('missing-file', 'no such file', r'No such file or directory', LIKELY + 6, 'missing_file', Blame.CI),
    Kind('missing-file', 'exception', r'FileNotFoundException', LIKELY + 8, 'missing_file', Blame.CI),
    Kind('missing-file', 'failed to load', r'Failed to load ', LIKELY + 6, 'missing_file', Blame.CI),
    Kind('missing-class', 'could not find or load main class', r'Could not find or load main class', STRONG + 5, 'missing_file', Blame.CI),
    Kind('shell-error', 'unbound variable', r'unbound variable', STRONG + 3, 'script', Blame.CI),
    Kind('shell-error', 'bad substitution', r'[Bb]ad substitution|unexpected end of file|unexpected EOF', STRONG, 'script', Blame.CI),
    Kind('shell-error', 'argument list too long', r'Argument list too long', STRONG, 'script', Blame.CI),
    Kind('usage-error', 'argument', r'(?:[Uu]nexpected|[Uu]nrecognized|[Uu]nknown|[Ii]nvalid) (?:argument|option|command)', LIKELY + 9, 'script', Blame.CI),
    Kind('usage-error', 'error: ', r'^\S+: error: ', LIKELY + 6, 'script', Blame.CI),
    Kind('address-in-use', 'address already in use', r'[Aa]ddress already in use', STRONG, 'port', Blame.INFRASTRUCTURE),
)
