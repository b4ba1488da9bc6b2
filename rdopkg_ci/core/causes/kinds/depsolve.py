"""Packages that need what nobody has: yum, dnf, zypper, apt and their like."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, Kind, Pattern

KINDS = (
    Kind('yum-unresolved', 'depsolve', Blame.PACKAGE, (
        Pattern('error: package: ', r'Error: Package: ', PROOF, 3),
        Pattern('nothing provides ', r'nothing provides ', PROOF, 1),
        Pattern('problem', r'^(?:Error:)?\s*(?:-\s*)?Problem(?: \d+)?: ', STRONG, 3),
        Pattern("no provider of '", r"No provider of '.+' found", PROOF - 3),
        Pattern('error: protected multilib versions: ', r'^Error: Protected multilib versions: ', PROOF),
        Pattern(' conflicts with ', r'^Error: \S+ conflicts with \S', PROOF - 1),
        Pattern('unresolvable: ', r'^unresolvable: ', PROOF, 2),
        Pattern('failed build dependencies', r'Failed build dependencies', PROOF, 4),
        Pattern('error: failed dependencies', r'^error: Failed dependencies', PROOF, 4),
        Pattern('conflicting requests', r'conflicting requests', LIKELY),
    )),
    Kind('yum-no-package', 'depsolve', Blame.PACKAGE, (
        Pattern('no match', r'(?:Error: )?No match(?:es found| for argument|ing packages?)', STRONG + 2),
        Pattern('unable to find a match', r'Unable to find a match', STRONG + 2),
        Pattern('no package ', r'No package (?:\S+|.{1,80}) available', LIKELY),
        Pattern('no package', r"No package(?:s?) (?:found for|matche?[sd]?(?:ing)?) ", STRONG + 2),
        Pattern("' not found.", r"^Package '.+' not found\.", STRONG + 2),
        Pattern('error: nothing to do', r'^Error: Nothing to do', LIKELY - 6),
    )),
    Kind('no-such-package', 'depsolve', Blame.PACKAGE, (
        Pattern('(no such package)', r'\(no such package\)', PROOF, 1),
        Pattern('error: target not found: ', r'^error: target not found: ', PROOF),
        Pattern('no available formula', r'No available formula', PROOF),
    )),
    Kind('yum-file-conflict', 'depsolve', Blame.PACKAGE, (
        Pattern('conflicts with file from package', r'conflicts with file from package', PROOF),
        Pattern('conflicts between attempted installs of', r'conflicts between attempted installs of', PROOF),
        Pattern('conflict', r'^(?:Error: )?Transaction (?:check|test) error', STRONG, 3),
    )),
    Kind('apt-no-package', 'depsolve', Blame.PACKAGE, (
        Pattern('e: unable to locate package', r'E: Unable to locate package', PROOF),
        Pattern('has no installation candidate', r"has no installation candidate", PROOF),
    )),
    Kind('apt-unmet', 'depsolve', Blame.PACKAGE, (
        Pattern('unmet dependencies', r'unmet dependencies', STRONG, 3),
    )),
    Kind('apt-error', 'depsolve', Blame.PACKAGE, (
        Pattern('problems', r'E: There (?:are|were) ', STRONG - 3),
        *(Pattern(literal, r'^E: (?!Sub-process)', STRONG - 2) for literal in ('e: unable ', 'e: could ', 'e: failed ', 'e: the ', 'e: package ', 'e: version ', 'e: you ')),
        Pattern('hash sum mismatch', r'Hash Sum mismatch', STRONG + 2),
        Pattern('could not get lock', r'Could not get lock', STRONG + 3),
    )),
    Kind('dpkg-error', 'depsolve', Blame.PACKAGE, (
        Pattern('dpkg: error ', r'dpkg: error ', STRONG, 1),
    )),
    Kind('gpg-key', 'download', Blame.INFRASTRUCTURE, (
        Pattern('do not have any gpg public keys installed', r'do not have any GPG public keys installed', STRONG),
        Pattern('public key', r'[Pp]ublic key .*(?:is not installed|not available)|GPG key .* not (?:available|installed|correct)', STRONG),
    )),
)
