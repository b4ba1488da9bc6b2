"""rpmbuild: patches, sources, the file list."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, Kind

KINDS = (
    Kind('rpm-patch', 'failed at', r'^Hunk #\d+ FAILED', PROOF, 'rpm_patch', Blame.PACKAGE, 1),
    Kind('rpm-patch', 'failed', r'\d+ out of \d+ hunks? (?:FAILED|ignored)', PROOF - 1, 'rpm_patch', Blame.PACKAGE),
    Kind('rpm-patch', 'reversed', r'Reversed \(or previously applied\) patch detected', STRONG, 'rpm_patch', Blame.PACKAGE),
    Kind('rpm-patch', "can't find file to patch", r"can't find file to patch", STRONG + 3, 'rpm_patch', Blame.PACKAGE),
    Kind('rpm-unpackaged', 'error: installed', r'Installed \(but unpackaged\) file\(s\) found', PROOF, 'rpm_unpackaged_files', Blame.PACKAGE, 3),
    Kind('rpm-missing-file', 'file not found', r'(?:error:\s+)?(?:File|Directory) not found(?: by glob)?: ?/', STRONG + 5, 'rpm_missing_file', Blame.PACKAGE),
    Kind('rpm-spec', 'error: line', r'error: line \d+: ', PROOF, 'rpm_spec', Blame.PACKAGE),
    Kind('rpm-source', 'bad ', r'error: Bad (?:source|file)', PROOF, 'rpm_source', Blame.PACKAGE),
    Kind('rpm-source', 'no such file', r'error: File .*: No such file or directory', PROOF, 'rpm_source', Blame.PACKAGE),
    Kind('rpm-scriptlet', 'scriptlet failed', r'scriptlet failed', LIKELY + 8, 'rpm_scriptlet', Blame.PACKAGE),
    Kind('rpm-arch', 'error: arch', r'Arch dependent binaries in noarch package', PROOF, 'rpm_files', Blame.PACKAGE),
    Kind('rpm-buildroot', 'files; abort', r'Found .* in installed files; aborting', PROOF, 'rpm_files', Blame.PACKAGE),
)
