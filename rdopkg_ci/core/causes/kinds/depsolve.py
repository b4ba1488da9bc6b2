"""Packages that need what nobody has: yum, dnf, zypper, apt and their like."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, Kind, Look

KINDS = (
    Kind('yum-unresolved', 'depsolve', Blame.PACKAGE, (
        Look('error: package: ', r'Error: Package: ', PROOF, 3),
        Look('nothing provides ', r'nothing provides ', PROOF, 1),
        Look('problem', r'^(?:Error:)?\s*(?:-\s*)?Problem(?: \d+)?: ', STRONG, 3),
        Look("no provider of '", r"No provider of '.+' found", PROOF - 3),
        Look('error: protected multilib versions: ', r'^Error: Protected multilib versions: ', PROOF),
        Look(' conflicts with ', r'^Error: \S+ conflicts with \S', PROOF - 1),
        Look('unresolvable: ', r'^unresolvable: ', PROOF, 2),
        Look('failed build dependencies', r'Failed build dependencies', PROOF, 4),
        Look('error: failed dependencies', r'^error: Failed dependencies', PROOF, 4),
        Look('conflicting requests', r'conflicting requests', LIKELY),
    )),
    Kind('yum-no-package', 'depsolve', Blame.PACKAGE, (
        Look('no match', r'(?:Error: )?No match(?:es found| for argument|ing packages?)', STRONG + 2),
        Look('unable to find a match', r'Unable to find a match', STRONG + 2),
        Look('no package ', r'No package (?:\S+|.{1,80}) available', LIKELY),
        Look('no package', r"No package(?:s?) (?:found for|matche?[sd]?(?:ing)?) ", STRONG + 2),
        Look("' not found.", r"^Package '.+' not found\.", STRONG + 2),
        Look('error: nothing to do', r'^Error: Nothing to do', LIKELY - 6),
    )),
    Kind('no-such-package', 'depsolve', Blame.PACKAGE, (
        Look('(no such package)', r'\(no such package\)', PROOF, 1),
        Look('error: target not found: ', r'^error: target not found: ', PROOF),
        Look('no available formula', r'No available formula', PROOF),
    )),
    Kind('yum-file-conflict', 'depsolve', Blame.PACKAGE, (
        Look('conflicts with file from package', r'conflicts with file from package', PROOF),
        Look('conflicts between attempted installs of', r'conflicts between attempted installs of', PROOF),
        Look('conflict', r'^(?:Error: )?Transaction (?:check|test) error', STRONG, 3),
    )),
    Kind('apt-no-package', 'depsolve', Blame.PACKAGE, (
        Look('e: unable to locate package', r'E: Unable to locate package', PROOF),
        Look('has no installation candidate', r"has no installation candidate", PROOF),
    )),
    Kind('apt-unmet', 'depsolve', Blame.PACKAGE, (
        Look('unmet dependencies', r'unmet dependencies', STRONG, 3),
    )),
    Kind('apt-error', 'depsolve', Blame.PACKAGE, (
        Look('problems', r'E: There (?:are|were) ', STRONG - 3),
        *(Look(hint, r'^E: (?!Sub-process)', STRONG - 2) for hint in ('e: unable ', 'e: could ', 'e: failed ', 'e: the ', 'e: package ', 'e: version ', 'e: you ')),
        Look('hash sum mismatch', r'Hash Sum mismatch', STRONG + 2),
        Look('could not get lock', r'Could not get lock', STRONG + 3),
    )),
    Kind('dpkg-error', 'depsolve', Blame.PACKAGE, (
        Look('dpkg: error ', r'dpkg: error ', STRONG, 1),
    )),
    Kind('gpg-key', 'download', Blame.INFRASTRUCTURE, (
        Look('do not have any gpg public keys installed', r'do not have any GPG public keys installed', STRONG),
        Look('public key', r'[Pp]ublic key .*(?:is not installed|not available)|GPG key .* not (?:available|installed|correct)', STRONG),
    )),
)
