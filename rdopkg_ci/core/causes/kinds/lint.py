"""Linters and style checkers whose findings count as failure."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WEAK, WRAPPER, Kind, Pattern

KINDS = (
    Kind('lint', 'lint', Blame.PACKAGE, (
        Pattern('[error] ', r'^\[ERROR\] \S+\.\w+:\[\d+(?:,\d+)?\] \(', STRONG + 4),
        Pattern('[ant:checkstyle] [error] ', r'^\[ant:checkstyle\] \[ERROR\] ', STRONG + 5),
        Pattern('[error] ', r'^\[ERROR\] \S+\.\w+:\d+(?::\d+)?: .*\[\w+\]$', PROOF + 1),
        Pattern('.java:', r'^(?:\[\w+\] )?\S+\.java:\d+(?::\d+)?: (?!warning)[A-Z].*', STRONG - 4),
        Pattern('.py:', r'^\S+\.py:\d+(?::\d+)?: \[?[A-Z]+\d+\b', STRONG + 2),
        Pattern(': error: ', r'^\S+\.py:\d+(?::\d+)?: error: ', STRONG + 4),
        Pattern('.py:', r'^--> \S+\.py:\d+:\d+$', STRONG - 1),
        Pattern('.py:', r'^\S+\.py:\d+:\d*:? (?:undefined name|\'.+\' imported but unused|local variable|redefinition of)', STRONG + 2),
        Pattern('.go:', r'^\S+\.go:\d+(?::\d+)?: ?.* \((?:[A-Z]+\d+|\w+)\)$', STRONG + 4),
        Pattern('.pp - error: ', r'^\S+\.pp - ERROR: ', STRONG + 3),
        Pattern('.rb:', r'^\S+\.rb:\d+:\d+: [CWEFR]: ', STRONG + 4),
        Pattern('would reformat', r'^[Ww]ould reformat:? \S', STRONG),
        Pattern('diff in ', r'^Diff in \S+(?: at line |:)\d+:$', STRONG + 3, 3),
        Pattern('[warn] ', r'^\[warn\] (?!Code style)\S+\.\w+$', LIKELY + 8),
        Pattern('imports are incorrectly sorted', r'Imports are incorrectly sorted', STRONG + 3),
        Pattern('lint for ', r'^>>> Lint for ', STRONG + 4, 3),
        Pattern(' error', r'^\s*\d+:\d+\s+error\s+', STRONG + 2),
        Pattern('error ', r'^error\s+[•-]\s+\S.*\s[•-]\s', STRONG + 3),
        Pattern(', error - ', r'^\S+: line \d+, col \d+, Error - ', STRONG + 3),
        Pattern('error: ', r'^ERROR: \S+[:[]\d+[:,] ?\d+\]?(?::| -) ', STRONG + 3),
        Pattern('error: ', r'^ERROR: \w+ - \S+:\d+:\d+ - ', STRONG + 3),
        Pattern(' | error', r'^\d+ \| ERROR\s+\| ', STRONG + 3),
        Pattern('[error/', r'^\S+:\d+:\d+: .{1,300}\[Error/[\w/@-]+\]$', STRONG + 3),
        Pattern(']: (error) ', r'^\[\S+:\d+\]: \(error\) ', STRONG + 3),
        Pattern('✖ ', r'^✖\s+\S.{0,200} \[[\w-]+\]$', STRONG + 1),
        Pattern('✖ ', r'^\d+:\d+\s+✖\s+\S', STRONG + 2),
        Pattern('.js:', r'^\S+\.[jt]sx?:\d+:\d+: [A-Z\'"]\S* .*[.)]$', STRONG - 3),
        Pattern('.md:', r'^\S+\.md:\d+(?::\d+)?(?: error)? MD\d+', STRONG + 2),
        Pattern('.php', r'^\d+\) \S+\.php(?: \([\w, ]+\))?$', STRONG - 1),
        Pattern('-- sc', r'^\^-+\^? ?(?:--)? SC\d+', STRONG),
        Pattern('.py:', r'^\S+\.py:\d+ (?:in|at) (?:public|private|module|nested)', STRONG, 1),
        Pattern(' ==> ', r'^\S+:\d+: \S+ +==> \S', STRONG),
        Pattern('total: ', r'^Total: \d+ \(.*\b(?:HIGH|CRITICAL): [1-9]', STRONG - 2, 1),
        Pattern('tidy error: ', r'^tidy error: ', STRONG + 3),
        Pattern('undefined', r'^\d{1,5} {2,}[A-Z]\w+ .*(?:undefined|unknown)', LIKELY + 5),
        Pattern('not ', r'^\d{1,5} {3,}[A-Z]\w+ .*\bnot ', LIKELY + 2),
        Pattern('expects', r'^\d{1,5} {3,}[A-Z]\w+ .*\bexpects? ', LIKELY + 4),
        Pattern('....failed', r'^\S.*\.{4,}Failed$', LIKELY + 6, 4),
        Pattern('not up-to-date', r'(?:not|out of) (?:up-to-date|up to date|in sync)', STRONG),
        Pattern('checkstyle', r'(?:There (?:is|are) \d+ errors? reported by Checkstyle|Checkstyle rule violations)', LIKELY),
        Pattern('" failed', r'^Warning: Task "[\w:-]+" failed', LIKELY),
        Pattern('code style issues found', r'^(?:\[\w+\] )?Code style issues found', WEAK + 8),
    )),
    Kind('format-check', 'lint', Blame.PACKAGE, (
        Pattern('error: cannot format ', r'^error: cannot format ', STRONG + 3),
        Pattern('gofmt', r'(?i)\bgofmt\b.*(?:needs? running|not formatted|required|fail)|not gofmt.?ed', STRONG),
        Pattern('clang-format', r'clang-format.{0,40}(?:fail|violation|needed|required|error)', LIKELY + 6),
        Pattern('files were modified by this hook', r'files were modified by this hook', LIKELY + 4),
    )),
    Kind('changed-files', 'lint', Blame.PACKAGE, (
        Pattern('diff --git a/', r'^diff --git a/', WEAK - 5),
    )),
    Kind('docs-warning', 'docs_build', Blame.PACKAGE, (
        Pattern('warning: ', r'^\S+\.(?:rst|md|txt)(?::\d+)?: ?(?:WARNING|ERROR|SEVERE): ', LIKELY + 4),
        Pattern(':docstring of ', r'^\S+:docstring of \S+:\d*: ?(?:WARNING|ERROR|CRITICAL|SEVERE): ', LIKELY + 4),
        Pattern('build finished with problems', r'^build finished with problems', WRAPPER + 9),
        Pattern('strict mode', r'^Aborted with \d+ (?:Build|Configuration)?\s?[Ww]arnings? in .?strict', WRAPPER + 9),
        *(Pattern(literal, r'^WARNING +-  ?\S', LIKELY + 4) for literal in ('warning -', 'warning  -')),
    )),
    Kind('docs-error', 'docs_build', Blame.PACKAGE, (
        Pattern('warning, treated as error', r'^Warning, treated as error', STRONG + 3, 1),
        Pattern('sphinx error', r'^(?:Sphinx|Extension|Configuration|Theme|Handler) error', STRONG, 1),
        Pattern('extension error', r'^Extension error', STRONG, 1),
        Pattern('latex error', r'^! (?:LaTeX|Package \S+) Error: ', STRONG + 4),
        Pattern('! undefined control sequence', r'^! Undefined control sequence', STRONG + 4, 1),
    ), reason=r'^(Could not import extension .*|There is a programmable error.*|[Tt]he .* extension .*)'),
    Kind('dependency-check', 'lint', Blame.PACKAGE, (
        Pattern('identified with vulnerabilities', r'One or more dependencies were identified with vulnerabilities', STRONG + 5, 3),
        Pattern('known vulnerabilit', r'^Found [1-9]\d* known vulnerabilit', STRONG + 1),
        *(Pattern(f'dependency {literal}', rf"\b[Dd]ependency {literal}\S+ .*(?:not|n't) ", LIKELY) for literal in ('org.', 'com.', 'io.', 'net.')),
    )),
    Kind('copyright', 'lint', Blame.PACKAGE, (
        Pattern('missing', r'(?:license|copyright) header', LIKELY),
    )),
)
