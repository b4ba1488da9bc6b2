"""Packages that need what nobody has: yum, dnf, zypper, apt."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, Kind

KINDS = (
    Kind('yum-unresolved', 'error: package:', r'Error: Package: ', PROOF, 'depsolve', Blame.PACKAGE, 3),
    Kind('yum-unresolved', 'nothing provides', r'nothing provides ', PROOF, 'depsolve', Blame.PACKAGE, 1),
    Kind('yum-unresolved', 'problem', r'^(?:Error:)?\s*(?:-\s*)?Problem(?: \d+)?: ', STRONG, 'depsolve', Blame.PACKAGE, 3),
    Kind('yum-unresolved', 'failed build dependencies', r'Failed build dependencies', PROOF, 'depsolve', Blame.PACKAGE, 4),
    Kind('yum-unresolved', 'failed dependencies', r'^error: Failed dependencies', PROOF, 'depsolve', Blame.PACKAGE, 4),
    Kind('yum-no-package', 'no match', r'(?:Error: )?No match(?:es found| for argument|ing packages?)', STRONG + 4, 'depsolve', Blame.PACKAGE),
    Kind('yum-no-package', 'unable to find a match', r'Unable to find a match', STRONG + 5, 'depsolve', Blame.PACKAGE),
    Kind('yum-no-package', 'no package', r'No package (?:\S+|.{1,80}) available', LIKELY, 'depsolve', Blame.PACKAGE),
    Kind('yum-file-conflict', 'conflicts with file', r'conflicts with file from package', PROOF, 'depsolve', Blame.PACKAGE),
    Kind('yum-file-conflict', 'conflict', r'^(?:Error: )?Transaction (?:check|test) error', STRONG, 'depsolve', Blame.PACKAGE, 3),
    Kind('yum-unresolved', 'conflicting requests', r'conflicting requests', LIKELY, 'depsolve', Blame.PACKAGE),
    Kind('apt-no-package', 'unable to locate', r'E: Unable to locate package', PROOF, 'depsolve', Blame.PACKAGE),
    Kind('apt-no-package', 'no installation candidate', r"has no installation candidate", PROOF, 'depsolve', Blame.PACKAGE),
    Kind('apt-unmet', 'unmet dependencies', r'unmet dependencies', STRONG, 'depsolve', Blame.PACKAGE, 3),
    Kind('apt-error', 'problems', r'E: There (?:are|were) ', STRONG - 3, 'depsolve', Blame.PACKAGE),
    Kind('apt-error', 'e: ', r'^E: (?!Sub-process)', STRONG - 2, 'depsolve', Blame.PACKAGE),
    Kind('dpkg-error', 'dpkg: error', r'dpkg: error ', STRONG, 'depsolve', Blame.PACKAGE),
)
