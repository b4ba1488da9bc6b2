"""Packages that need what nobody has: yum, dnf, zypper, apt and their like."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WEAK, Kind, Pattern

KINDS = (
    Kind('yum-unresolved', 'depsolve', Blame.PACKAGE, (
        Pattern('error: package: ', r'Error: Package: ', PROOF, 3, detail=r'^(Requires: .+)'),
        Pattern('nothing provides ', r'nothing provides ', PROOF, 1),
        Pattern('problem', r'^(?:Error:)?\s*(?:-\s*)?Problem(?: \d+)?: ', STRONG, 3, detail=r'^- ((?:package |nothing provides |cannot install |module ).+)'),
        Pattern("no provider of '", r"No provider of '.+' found", PROOF - 3),
        Pattern('error: protected multilib versions: ', r'^Error: Protected multilib versions: ', PROOF),
        Pattern(' conflicts with ', r'^Error: \S+ conflicts with \S', PROOF - 1),
        Pattern('unresolvable: ', r'^unresolvable: ', PROOF, 2),
        Pattern('failed build dependencies', r'Failed build dependencies', PROOF, 4),
        Pattern('error: failed dependencies', r'^error: Failed dependencies', PROOF, 4),
        Pattern('transaction check vs depsolve', r'[Tt]ransaction check vs depsolve', PROOF, 3),
        Pattern('problems in request:', r'^Error: Problems in request:', STRONG + 2, 2),
        Pattern('unresolved deps:', r'^unresolved deps:$', STRONG + 2, 3),
        Pattern('have broken dependencies', r'packages? (?:has|have) (?:broken|unmet) dependencies', LIKELY),
        Pattern('could not be found.', r'^Error: Some packages could not be found\.', LIKELY - 6),
        Pattern('dependencies satisfied', r'^Not all dependencies satisfied', LIKELY - 6),
        Pattern('conflicting requests', r'conflicting requests', LIKELY),
    )),
    Kind('yum-no-package', 'depsolve', Blame.PACKAGE, (
        Pattern('no package found for ', r'^(?:Error: )?No Package found for ', PROOF - 1),
        Pattern('no matching package', r'No matching packages? (?:to install|found)?', PROOF - 1),
        Pattern('no match', r'(?:Error: )?No [Mm]atch(?:es found(?! for the following)| for argument)', STRONG + 2),
        Pattern('no package matche', r'[Nn]o packages? matche[ds]: ?', STRONG + 4),
        Pattern('missing groups or modules: ', r'[Mm]issing groups or modules: ', STRONG + 3),
        Pattern('are missing: ', r'packages, groups or modules are missing: ', PROOF - 1),
        Pattern('unable to resolve argument ', r'[Uu]nable to resolve argument \S', STRONG + 3),
        Pattern('there is no installed groups file', r'There is no installed groups file', LIKELY),
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
        Pattern(' both bring /', r'^\S+(?: of build \S+)?(?: \([\w ]{1,40}\))? and \S+(?: of build \S+)?(?: \([\w ]{1,40}\))? both bring /', PROOF + 3),
        Pattern('conflicts with file from package', r'conflicts with file from package', PROOF),
        Pattern('conflicts between attempted installs of', r'conflicts between attempted installs of', PROOF),
        Pattern('conflict', r'^(?:Error: )?Transaction (?:check|test) error', STRONG, 3),
    )),
    Kind('apt-no-package', 'depsolve', Blame.PACKAGE, (
        Pattern('e: unable to locate package', r'E: Unable to locate package', PROOF),
        Pattern('has no installation candidate', r"has no installation candidate", PROOF),
    ), follows=('dns', 'network-error', 'mirror-error')),
    Kind('apt-unmet', 'depsolve', Blame.PACKAGE, (
        Pattern('unmet dependencies', r'unmet dependencies', STRONG, 3),
    ), reason=r'^(\S+ : (?:Depends|PreDepends|Breaks|Conflicts|Recommends): .+)'),
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
        Pattern('failing package is', r'[Pp]ublic key for \S+ is not installed\. Failing package is', STRONG + 3),
        Pattern("import of key(s) didn't help", r"^Import of key\(s\) didn't help", STRONG + 4, 1),
        Pattern('signed by unknown key', r'^(?:E: )?Release signed by unknown key', STRONG + 4, 1),
        Pattern('not correct', r'^The GPG keys listed for the ".{1,100}" repository are already installed but', STRONG + 3),
        Pattern('public key', r'^(?!W: ).*[Pp]ublic key .*(?:is not installed|not available)', WEAK),
        Pattern('gpg key', r'GPG key .* not (?:available|installed|correct)', STRONG),
    )),
)
