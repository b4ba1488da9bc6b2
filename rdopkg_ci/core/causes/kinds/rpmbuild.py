"""rpmbuild and what runs it: patches, sources, the file list, the checks afterwards; mock, koji,
copr, OBS, DLRN.
"""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WRAPPER, Kind, Pattern

KINDS = (
    Kind('rpm-patch', 'rpm_patch', Blame.PACKAGE, (
        Pattern('failed at', r'^Hunk #\d+ FAILED', PROOF, 1),
        Pattern('failed', r'\d+ out of \d+ hunks? FAILED', PROOF - 1),
        Pattern('reversed (or previously applied) patch', r'Reversed \(or previously applied\) patch detected', STRONG),
        Pattern("can't find file to patch", r"can't find file to patch", STRONG + 3),
        Pattern('which does not exist!', r'^which does not exist! +Skipping patch', STRONG + 3),
    )),
    Kind('rpm-unpackaged', 'rpm_unpackaged_files', Blame.PACKAGE, (
        Pattern('error: installed', r'Installed \(but unpackaged\) file\(s\) found', PROOF, 3),
    )),
    Kind('rpm-missing-file', 'rpm_missing_file', Blame.PACKAGE, (
        Pattern(' not found', r'(?:error:\s+)?(?:File|Directory) not found(?: by glob)?: ?/', STRONG + 5),
        Pattern('error: ', r'^error: (?:Could not open|Empty) %files file', PROOF),
        Pattern("error: can't read content of file", r"^error: Can't read content of file", PROOF),
    )),
    Kind('rpm-spec', 'rpm_spec', Blame.PACKAGE, (
        Pattern('error: line ', r'error: line \d+: ', PROOF),
        Pattern('error: ', r'^error: (?:parse error in|%changelog |Macro %|Too many levels of recursion|Unterminated |Unclosed |Package has no|No compatible'
             r'|Explicit file attributes|Two files on one line|Package already exists|Architecture is |bad date in|Unknown option|Duplicate )', PROOF - 1),
        Pattern('error: no ', r'^error: No (?:patch|source) number \d+|^error: No source \S+ in|^error: No such patch', PROOF - 1),
        Pattern('error: ', r'^error: (?:File must begin with|Dependency tokens must begin)', PROOF - 1),
        Pattern("can't find spec file", r"Can't find spec file", PROOF),
        Pattern('error: query of specfile ', r"^error: query of specfile .* failed", STRONG),
    )),
    Kind('rpm-source', 'rpm_source', Blame.PACKAGE, (
        Pattern('error: bad ', r'error: Bad (?:source|file)', PROOF),
        Pattern(': no such file or directory', r'error: (?:File |Unable to open ).*: No such file or directory', PROOF),
        Pattern(': no such file or directory', r'rpm-tmp\.\w+: line \d+: cd: .*: No such file or directory', PROOF - 1),
    )),
    Kind('rpm-scriptlet', 'rpm_scriptlet', Blame.PACKAGE, (
        Pattern('scriptlet failed', r'scriptlet failed', LIKELY + 8),
        Pattern('error in ', r'^(?:Error|error)(?:: | in )(?:%?(?:PRE|POST|pre|post)\w* )?scriptlet', LIKELY + 8),
        Pattern('unpacking of archive failed', r'unpacking of archive failed', STRONG + 5),
    )),
    Kind('rpm-arch', 'rpm_files', Blame.PACKAGE, (
        Pattern('error: arch', r'Arch dependent binaries in noarch package', PROOF, 1),
    )),
    Kind('rpm-buildroot', 'rpm_files', Blame.PACKAGE, (
        Pattern(' in installed files; aborting', r'Found .* in installed files; aborting', PROOF),
    )),
    Kind('rpm-policy', 'rpm_policy', Blame.PACKAGE, (
        Pattern('*** error: ', r'^\*\*\* ERROR: ', PROOF),
        Pattern(": file '", r"^ERROR\s+\d{4}: file '", PROOF),
        Pattern('error: ', r"^ERROR: (?:link target (?:doesn't exist|is) |Found |.*\bRPATH\b|.*\bbuild[- ]?root\b)", PROOF - 1, 1),
        Pattern('error (badness: ', r': E: \S*error \(Badness: \d{4,}\)', PROOF),
        Pattern(': e: ', r': E: .*\(Badness: \d{4,}\)', PROOF),
        Pattern(' exceeds threshold ', r'E: badness \d+ exceeds threshold \d+, aborting', PROOF - 4),
        Pattern(' not owned by a package', r'(?:directories|files) not owned by a package', PROOF, 2),
        Pattern('found conflict of ', r'^found conflict of \S+ with \S+', PROOF, 2),
    )),
    Kind('kernel-module', 'compile_error', Blame.PACKAGE, (
        Pattern('] undefined!', r'(?:ERROR|WARNING): (?:modpost: )?"?\w+"? \[\S+\] undefined!', PROOF),
        Pattern('error: modpost: ', r'^ERROR: modpost: ', PROOF - 1),
        Pattern('error! ', r'^Error! (?:Bad return status for module build|Your kernel headers|The directory \S+ does not|Could not locate)', LIKELY),
    )),
    Kind('kiwi', 'image_build', Blame.PACKAGE, (
        Pattern('phasefailed: ', r'\bKiwi\w*PhaseFailed: ', LIKELY + 8, 1),
        Pattern('kiwi', r'\bKiwi\w*(?<!Phase)(?:Failed|Error|NotFound|Invalid)\w*: ', STRONG + 2, 1),
        Pattern('fatal: module', r'dracut\S*: FATAL: ', STRONG),
    )),
    Kind('builder-error', 'build', Blame.INFRASTRUCTURE, (
        Pattern('job seems to be stuck here, killed', r'Job seems to be stuck here, killed', PROOF),
        Pattern('commandtimeoutexpired', r'^commandTimeoutExpired: |Timeout\(\d+\) expired for command', PROOF),
        Pattern(' -> failed: ', r'^\d+ \w+ \(.*\): .* -> FAILED: ', STRONG + 1),
        Pattern('backend process error: ', r'^Backend process error: ', PROOF),
        Pattern('could not execute ', r'^Could not execute \w+: ', STRONG + 3),
        Pattern('genericerror: ', r'^\S*GenericError: ', STRONG + 2),
        Pattern('copr build error: ', r'^Copr build error: (?!Build failed|error running)', STRONG),
        Pattern('error:dlrn', r'^ERROR:dlrn[\w-]*:', STRONG, 1),
    )),
    Kind('build-failed', 'exit_code', Blame.PACKAGE, (
        Pattern(' failed "build ', r'^\S+ failed "build \S+" at ', WRAPPER),
        Pattern('copr build error: ', r'^Copr build error: ', WRAPPER),
        Pattern('build failed', r'^KIWI build failed|image build failed', WRAPPER),
        Pattern('mock exited with status ', r'mock exited with status [1-9]\d*', WRAPPER + 4),
    )),
)
