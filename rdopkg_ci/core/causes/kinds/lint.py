"""Linters and style checkers whose findings count as failure."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WEAK, WRAPPER, Kind, Look

KINDS = (
    Kind('lint', 'lint', Blame.PACKAGE, (
        Look('[error] ', r'^\[ERROR\] \S+\.\w+:\[\d+(?:,\d+)?\] \(', STRONG + 4),
        Look('[ant:checkstyle] [error] ', r'^\[ant:checkstyle\] \[ERROR\] ', STRONG + 5),
        Look('[error] ', r'^\[ERROR\] \S+\.\w+:\d+(?::\d+)?: .*\[\w+\]$', PROOF + 1),
        Look('.java:', r'^(?:\[\w+\] )?\S+\.java:\d+(?::\d+)?: (?!warning)[A-Z].*', STRONG - 4),
        Look('.py:', r'^\S+\.py:\d+(?::\d+)?: \[?[A-Z]+\d+\b', STRONG + 2),
        Look(': error: ', r'^\S+\.py:\d+(?::\d+)?: error: ', STRONG + 4),
        Look('.py:', r'^--> \S+\.py:\d+:\d+$', STRONG - 1),
        Look('.py:', r'^\S+\.py:\d+:\d*:? (?:undefined name|\'.+\' imported but unused|local variable|redefinition of)', STRONG + 2),
        Look('.go:', r'^\S+\.go:\d+(?::\d+)?: ?.* \((?:[A-Z]+\d+|\w+)\)$', STRONG + 4),
        Look('.rb:', r'^\S+\.rb:\d+:\d+: [CWEFR]: ', STRONG + 4),
        Look('would reformat', r'^[Ww]ould reformat:? \S', STRONG),
        Look('diff in ', r'^Diff in \S+(?: at line |:)\d+:$', STRONG + 3, 3),
        Look('[warn] ', r'^\[warn\] (?!Code style)\S+\.\w+$', LIKELY + 8),
        Look('imports are incorrectly sorted', r'Imports are incorrectly sorted', STRONG + 3),
        Look('lint for ', r'^>>> Lint for ', STRONG + 4, 3),
        Look(' error', r'^\s*\d+:\d+\s+error\s+', STRONG + 2),
        Look('error ', r'^error\s+[•-]\s+\S.*\s[•-]\s', STRONG + 3),
        Look(', error - ', r'^\S+: line \d+, col \d+, Error - ', STRONG + 3),
        Look('error: ', r'^ERROR: \S+[:[]\d+[:,] ?\d+\]?(?::| -) ', STRONG + 3),
        Look('error: ', r'^ERROR: \w+ - \S+:\d+:\d+ - ', STRONG + 3),
        Look(' | error', r'^\d+ \| ERROR\s+\| ', STRONG + 3),
        Look('[error/', r'^\S+:\d+:\d+: .{1,300}\[Error/[\w/@-]+\]$', STRONG + 3),
        Look(']: (error) ', r'^\[\S+:\d+\]: \(error\) ', STRONG + 3),
        Look('✖ ', r'^✖\s+\S.{0,200} \[[\w-]+\]$', STRONG + 1),
        Look('✖ ', r'^\d+:\d+\s+✖\s+\S', STRONG + 2),
        Look('.js:', r'^\S+\.[jt]sx?:\d+:\d+: [A-Z\'"]\S* .*[.)]$', STRONG - 3),
        Look('.md:', r'^\S+\.md:\d+(?::\d+)?(?: error)? MD\d+', STRONG + 2),
        Look('.php', r'^\d+\) \S+\.php(?: \([\w, ]+\))?$', STRONG - 1),
        Look('-- sc', r'^\^-+\^? ?(?:--)? SC\d+', STRONG),
        Look('.py:', r'^\S+\.py:\d+ (?:in|at) (?:public|private|module|nested)', STRONG, 1),
        Look('==> ', r'^\S+:\d+: \S+ +==> \S', STRONG),
        Look('tidy error: ', r'^tidy error: ', STRONG + 3),
        Look('undefined', r'^\d{1,5} {2,}[A-Z]\w+ .*(?:undefined|unknown)', LIKELY + 5),
        Look('not ', r'^\d{1,5} {3,}[A-Z]\w+ .*\bnot ', LIKELY + 2),
        Look('expects', r'^\d{1,5} {3,}[A-Z]\w+ .*\bexpects? ', LIKELY + 4),
        Look('....failed', r'^\S.*\.{4,}Failed$', LIKELY + 6, 4),
        Look('not up-to-date', r'(?:not|out of) (?:up-to-date|up to date|in sync)', STRONG),
        Look('checkstyle', r'(?:There (?:is|are) \d+ errors? reported by Checkstyle|Checkstyle rule violations)', LIKELY),
        Look('" failed', r'^Warning: Task "[\w:-]+" failed', LIKELY),
        Look('code style issues found', r'^(?:\[\w+\] )?Code style issues found', WEAK + 8),
    )),
    Kind('format-check', 'lint', Blame.PACKAGE, (
        Look('error: cannot format ', r'^error: cannot format ', STRONG + 3),
        Look('gofmt', r'(?i)\bgofmt\b.*(?:needs? running|not formatted|required|fail)|not gofmt.?ed', STRONG),
        Look('clang-format', r'clang-format.{0,40}(?:fail|violation|needed|required|error)', LIKELY + 6),
        Look('files were modified by this hook', r'files were modified by this hook', LIKELY + 4),
    )),
    Kind('changed-files', 'lint', Blame.PACKAGE, (
        Look('diff --git a/', r'^diff --git a/', WEAK - 5),
    )),
    Kind('docs-warning', 'docs_build', Blame.PACKAGE, (
        Look('warning: ', r'^\S+\.(?:rst|md|txt)(?::\d+)?: ?(?:WARNING|ERROR|SEVERE): ', LIKELY + 4),
        Look(':docstring of ', r'^\S+:docstring of \S+:\d*: ?(?:WARNING|ERROR|CRITICAL|SEVERE): ', LIKELY + 4),
        Look('build finished with problems', r'^build finished with problems', WRAPPER + 9),
        Look('strict mode', r'^Aborted with \d+ (?:Build|Configuration)?\s?[Ww]arnings? in .?strict', WRAPPER + 9),
        Look('warning', r'^WARNING +-  ?\S', LIKELY + 4),
    )),
    Kind('docs-error', 'docs_build', Blame.PACKAGE, (
        Look('warning, treated as error', r'^Warning, treated as error', STRONG + 3, 1),
        Look('sphinx error', r'^(?:Sphinx|Extension|Configuration|Theme|Handler) error', STRONG, 1),
        Look('extension error', r'^Extension error', STRONG, 1),
        Look('latex error', r'^! (?:LaTeX|Package \S+) Error: ', STRONG + 4),
        Look('! undefined control sequence', r'^! Undefined control sequence', STRONG + 4, 1),
    )),
    Kind('copyright', 'lint', Blame.PACKAGE, (
        Look('missing', r'(?:license|copyright) header', LIKELY),
    )),
)
