"""Linters and style checkers whose findings count as failure."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, Kind

KINDS = (
    Kind('lint', 'error', r'^\[ERROR\] \S+\.\w+:\[\d+(?:,\d+)?\] \(', STRONG + 4, 'lint', Blame.PACKAGE),
    Kind('lint', '.java:', r'^(?:\[\w+\] )?\S+\.java:\d+(?::\d+)?: (?!warning)[A-Z].*', STRONG - 4, 'lint', Blame.PACKAGE),
    Kind('lint', '.py:', r'^\S+\.py:\d+(?::\d+)?: [A-Z]+\d+ ', STRONG + 2, 'lint', Blame.PACKAGE),
    Kind('lint', '.py:', r'^\S+\.py:\d+: error: ', STRONG + 4, 'lint', Blame.PACKAGE),
    Kind('lint', '.go:', r'^\S+\.go:\d+:\d+: .* \((?:[A-Z]+\d+|\w+)\)$', STRONG + 4, 'lint', Blame.PACKAGE),
    Kind('lint', 'would reformat', r'^would reformat ', STRONG, 'lint', Blame.PACKAGE),
    Kind('lint', 'lint for', r'^>>> Lint for ', STRONG + 4, 'lint', Blame.PACKAGE, 3),
    Kind('lint', 'error', r'^\s*\d+:\d+\s+error\s+', STRONG + 2, 'lint', Blame.PACKAGE),
    Kind('lint', 'not up-to-date', r'(?:not|out of) (?:up-to-date|up to date|in sync)', STRONG, 'lint', Blame.PACKAGE),
    Kind('lint', 'checkstyle', r'(?:There (?:is|are) \d+ errors? reported by Checkstyle|Checkstyle rule violations)', LIKELY, 'lint', Blame.PACKAGE),
    Kind('docs-warning', 'warning: ', r'^\S+\.(?:rst|md|txt)(?::\d+)?: (?:WARNING|ERROR|SEVERE): ', LIKELY + 4, 'docs_build', Blame.PACKAGE),
    Kind('docs-error', 'warning, treated as error', r'^Warning, treated as error', STRONG + 3, 'docs_build', Blame.PACKAGE, 1),
    Kind('copyright', 'missing', r'(?:license|copyright) header', LIKELY, 'lint', Blame.PACKAGE),
)
