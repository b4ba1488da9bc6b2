"""Linters and style checkers whose findings count as failure."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, Kind, Look

KINDS = (
    Kind('lint', 'lint', Blame.PACKAGE, (
        Look('error', r'^\[ERROR\] \S+\.\w+:\[\d+(?:,\d+)?\] \(', STRONG + 4),
        Look('.java:', r'^(?:\[\w+\] )?\S+\.java:\d+(?::\d+)?: (?!warning)[A-Z].*', STRONG - 4),
        Look('.py:', r'^\S+\.py:\d+(?::\d+)?: [A-Z]+\d+ ', STRONG + 2),
        Look('.py:', r'^\S+\.py:\d+: error: ', STRONG + 4),
        Look('.go:', r'^\S+\.go:\d+:\d+: .* \((?:[A-Z]+\d+|\w+)\)$', STRONG + 4),
        Look('would reformat', r'^would reformat ', STRONG),
        Look('lint for', r'^>>> Lint for ', STRONG + 4, 3),
        Look('error', r'^\s*\d+:\d+\s+error\s+', STRONG + 2),
        Look('not up-to-date', r'(?:not|out of) (?:up-to-date|up to date|in sync)', STRONG),
        Look('checkstyle', r'(?:There (?:is|are) \d+ errors? reported by Checkstyle|Checkstyle rule violations)', LIKELY),
    )),
    Kind('docs-warning', 'docs_build', Blame.PACKAGE, (
        Look('warning: ', r'^\S+\.(?:rst|md|txt)(?::\d+)?: (?:WARNING|ERROR|SEVERE): ', LIKELY + 4),
    )),
    Kind('docs-error', 'docs_build', Blame.PACKAGE, (
        Look('warning, treated as error', r'^Warning, treated as error', STRONG + 3, 1),
    )),
    Kind('copyright', 'lint', Blame.PACKAGE, (
        Look('missing', r'(?:license|copyright) header', LIKELY),
    )),
)
