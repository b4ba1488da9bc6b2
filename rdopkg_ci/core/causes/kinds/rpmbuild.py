"""rpmbuild: patches, sources, the file list."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, Kind, Look

KINDS = (
    Kind('rpm-patch', 'rpm_patch', Blame.PACKAGE, (
        Look('failed at', r'^Hunk #\d+ FAILED', PROOF, 1),
        Look('failed', r'\d+ out of \d+ hunks? (?:FAILED|ignored)', PROOF - 1),
        Look('reversed', r'Reversed \(or previously applied\) patch detected', STRONG),
        Look("can't find file to patch", r"can't find file to patch", STRONG + 3),
    )),
    Kind('rpm-unpackaged', 'rpm_unpackaged_files', Blame.PACKAGE, (
        Look('error: installed', r'Installed \(but unpackaged\) file\(s\) found', PROOF, 3),
    )),
    Kind('rpm-missing-file', 'rpm_missing_file', Blame.PACKAGE, (
        Look('file not found', r'(?:error:\s+)?(?:File|Directory) not found(?: by glob)?: ?/', STRONG + 5),
    )),
    Kind('rpm-spec', 'rpm_spec', Blame.PACKAGE, (
        Look('error: line', r'error: line \d+: ', PROOF),
    )),
    Kind('rpm-source', 'rpm_source', Blame.PACKAGE, (
        Look('bad ', r'error: Bad (?:source|file)', PROOF),
        Look('no such file', r'error: File .*: No such file or directory', PROOF),
    )),
    Kind('rpm-scriptlet', 'rpm_scriptlet', Blame.PACKAGE, (
        Look('scriptlet failed', r'scriptlet failed', LIKELY + 8),
    )),
    Kind('rpm-arch', 'rpm_files', Blame.PACKAGE, (
        Look('error: arch', r'Arch dependent binaries in noarch package', PROOF),
    )),
    Kind('rpm-buildroot', 'rpm_files', Blame.PACKAGE, (
        Look('files; abort', r'Found .* in installed files; aborting', PROOF),
    )),
)
