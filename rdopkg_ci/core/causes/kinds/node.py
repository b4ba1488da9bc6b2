"""Libraries of JavaScript that cannot be had: npm, yarn, pnpm."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import STRONG, WRAPPER, Kind, Pattern

# Why: npm says it below its code.
_NPM = r'^npm (?:ERR!|error) ((?:Missing: |Invalid: |network request|notarget No|404 {1,2}\S+.*(?:[Nn]ot|could)|Could not resolve|.*reason: |ERESOLVE \S|enoent ENOENT: ).*)'

KINDS = (
    Kind('npm-error', 'missing_dependency', Blame.PACKAGE, (
        *(Pattern(literal, r'^npm (?:ERR!|error) (?:code (?!ELIFECYCLE)|404|(?!ELIFECYCLE)[A-Z]+ )', STRONG - 5, 3) for literal in ('npm err!', 'npm error')),
        Pattern('npm err', r'^npm (?:ERR!|error) (?:notarget No|404 Not Found|404 {1,2}\'|network |Could not resolve dependency)', STRONG, 2),
        Pattern('can only install', r'^npm (?:ERR!|error) .*can only install', STRONG - 3),
        Pattern('gyp err! ', r'^gyp ERR! (?:stack Error|build error|find)', STRONG - 6, 1),
        Pattern('eresolve', r'(?<!code )(?:ERESOLVE|ETARGET|E404|ECONNRESET|ENOTFOUND)', STRONG, 1),
        Pattern('err_pnpm_', r'\bERR_PNPM_(?!RECURSIVE)\w+', STRONG + 4, 1),
        Pattern('error ', r'^(?:error|➤ YN\d+: .*)\s+(?:Couldn.t find|An unexpected error|Your lockfile|No matching version|Found incompatible module)', STRONG + 2),
        Pattern('error ', r'^error \S+: The engine "', STRONG + 3),
        Pattern('error command "', r'^error Command "\S+" not found', STRONG + 3),
        Pattern('➤ yn00', r'^➤ YN00(?:01|09|18|27|28|35|41|71|82): ', STRONG + 2),
        Pattern('lockfile would have been ', r'lockfile would have been (?:modified|created)', STRONG + 3),
    ), reason=_NPM),
    Kind('npm-failed', 'exit_code', Blame.TEST, (
        *(Pattern(literal, r'^npm (?:ERR!|error) (?:code ELIFECYCLE|ELIFECYCLE|errno|Exit status|Test failed|Failed at|This is probably|A complete log|not ok|path |command |Lifecycle|workspace |location |in workspace|at location)', WRAPPER + 6) for literal in ('npm err!', 'npm error')),
        *(Pattern(literal, r'^npm (?:ERR!|error)\s*(?:/.*\.log|\S+@\S+ \S+: `.*`)?$', WRAPPER + 4) for literal in ('npm err!', 'npm error')),
        Pattern('elifecycle', r'ELIFECYCLE', WRAPPER + 6),
        Pattern('err_pnpm_recursive', r'ERR_PNPM_RECURSIVE', WRAPPER + 6),
    )),
    Kind('npm-script', 'missing_tool', Blame.TEST, (
        Pattern('missing script:', r'[Mm]issing script:', STRONG + 4),
    )),
    Kind('npm-missing', 'missing_dependency', Blame.PACKAGE, (
        Pattern('cannot find module ', r"(?:Error: )?Cannot find module ['\"]", STRONG + 2),
        Pattern('module not found', r'Module not found', STRONG + 2, 1),
    )),
)
