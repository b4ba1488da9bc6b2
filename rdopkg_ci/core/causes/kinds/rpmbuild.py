"""rpmbuild: macros, patches, sources, scriptlets, the file list, the checks afterwards."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WRAPPER, Kind, Pattern

SCRIPTLET = 'rpm-scriptlet'
# Which patch it was, and which macro that nobody defined.
_PATCH = r'^(?:\+ .{0,300}[ /]|Patch #\d+ \()([\w.+~-]{1,150}\.(?:patch|diff)(?:\.[gx]z|\.bz2)?)\b|^Applying: (.+)'
_MACRO = r'^\+ (%\S.*)'
# What a scriptlet itself said.
_COMPLAINT = r'^(?:Error: Subprocess failed\. Error: RPM failed: )?((?:/\S{1,200}: line \d+: |[a-z][\w.-]{1,40}: )\S.*)'
# What rpm calls the calls of the system with which it unpacks.
_REFUSED = r'(?:open|chmod|chown|write|utime|unlink|rename|symlink|l?stat|mkdir|rmdir|mknod|mkfifo|link|readlink|copy|lsetfilecon|cap_set_file)'

KINDS = (
    Kind('rpm-patch', 'rpm_patch', Blame.PACKAGE, (
        Pattern('failed at', r'^Hunk #\d+ FAILED', PROOF, 1),
        Pattern('failed', r'\d+ out of \d+ hunks? FAILED', PROOF - 1),
        Pattern('reversed (or previously applied) patch', r'Reversed \(or previously applied\) patch detected', STRONG),
        Pattern('error: patch failed: ', r'^error: patch failed: \S+:\d+', PROOF),
        Pattern('skipping patch.', r'^(?:The next patch would .*|which already exists!) +Skipping patch\.', STRONG + 3),
        Pattern('refusing to patch', r'refusing to patch$', STRONG + 3),
        Pattern("can't find file to patch", r"can't find file to patch", STRONG + 3),
        Pattern('which does not exist!', r'^which does not exist! +Skipping patch', STRONG + 3),
        Pattern('only garbage was found in the patch', r'Only garbage was found in the patch input', PROOF),
        Pattern('malformed patch at line', r'malformed patch at line \d+', PROOF),
        Pattern('patch failed at ', r'^Patch failed at \d+ ', LIKELY),
    ), about=_PATCH),
    Kind('rpm-macro', 'rpm_spec', Blame.PACKAGE, (
        Pattern('fg: no job control', r'fg: no job control', PROOF),
    ), about=_MACRO),
    Kind('broken-archive', 'rpm_source', Blame.CI, (
        Pattern('unexpected end of ', r'^(?:\S*/)?(?:gzip|xz|zstd|bzip2|lzma|unxz|gunzip|bunzip2|unzip)\b.*: [Uu]nexpected end of (?:file|input)', PROOF),
        Pattern('not in gzip format', r'not in gzip format', PROOF),
        Pattern('format not recognized', r'^(?:\S*/)?(?:xz|lzma|unxz): .*(?:format not recognized)', PROOF),
        Pattern('data is corrupt', r'[Cc]ompressed data is corrupt', PROOF),
        Pattern('invalid compressed data', r'invalid compressed data', PROOF),
        Pattern('not a bzip2 file', r'is not a bzip2 file|bad magic number \(file not created by bzip2\)', PROOF),
        Pattern('created by bzip2', r'bad magic number \(file not created by bzip2\)', PROOF),
        Pattern('unsupported format', r'^(?:\S*/)?zstd\b.*unsupported format', PROOF),
        Pattern('end-of-central-directory', r'End-of-central-directory signature not found', PROOF),
        Pattern('look like a tar archive', r'does not look like a tar archive', STRONG + 4),
        Pattern('unexpected eof in archive', r'tar: Unexpected EOF in archive', STRONG + 4),
        Pattern('exiting now', r'tar: Error is not recoverable: exiting now', WRAPPER + 9),
        Pattern('exiting with failure status', r'tar: Exiting with failure status due to previous errors', WRAPPER + 9),
    )),
    Kind('rpm-debuginfo', 'rpm_files', Blame.PACKAGE, (
        Pattern('debugsourcefiles.list', r'error: (?:Empty|Could not open) %files file \S*debugsourcefiles\.list', PROOF + 1),
        Pattern('debugfiles.list', r'error: (?:Empty|Could not open) %files file \S*debugfiles\.list', PROOF + 1),
        Pattern('no build id note found', r'ERROR: No build ID note found in', PROOF + 1),
        Pattern('find-debuginfo', r'^(?:\S*/)?find-debuginfo(?:\.sh)?: .*(?:error|[Cc]annot|not found|failed)', STRONG + 3),
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
             r'|Explicit file attributes|Two files on one line|Package already exists|Illegal char|Empty tag|Unknown tag|Name field|Version required|Missing \S+ field|Bare words|Unmatched |Undefined %|[Ff]ailed to load macro|Unable to parse|Architecture is |bad date in|Unknown option|Duplicate )', PROOF - 1),
        Pattern('error: no ', r'^error: No (?:patch|source) number \d+|^error: No source \S+ in|^error: No such patch', PROOF - 1),
        Pattern('error: ', r'^error: (?:File must begin with|Dependency tokens must begin)', PROOF - 1),
        Pattern("can't find ", r"[Cc]an't find (?:spec file|\S+\.spec\b)", PROOF),
        Pattern('no spec file', r'[Nn]o spec file (?:found|in)\b', PROOF),
        Pattern('.spec:', r'^error: \S+\.spec:(?: ?line)? ?\d+: ', PROOF),
        Pattern('error: query of specfile ', r"^error: query of specfile .* failed", STRONG),
    )),
    Kind('rpm-error', 'rpm_spec', Blame.PACKAGE, (
        Pattern('error: ', r'^error: (?!Bad exit|could not compile|test failed|aborting|linking|process |command |lua script|Failed to publish|failed to (?:push|run|load|get|parse))[A-Z%]\S* \S', LIKELY + 2, 1, near='rpm build errors|building target platforms|executing(%|processing files: |rpmbuild'),
    )),
    Kind('rpm-source', 'rpm_source', Blame.PACKAGE, (
        Pattern('error: bad ', r'error: Bad (?:source|file)', PROOF),
        Pattern(': no such file or directory', r'error: (?:File |Unable to open ).*: No such file or directory', PROOF),
        Pattern(': no such file or directory', r'rpm-tmp\.\w+: line \d+: cd: .*: No such file or directory', PROOF - 1),
    )),
    Kind(SCRIPTLET, 'rpm_scriptlet', Blame.PACKAGE, (
        Pattern('scriptlet failed', r'^error: (?:lua script failed|%\w+\(.{1,200}\) scriptlet failed)', STRONG + 2),
        Pattern('scriptlet failed', r'scriptlet failed', LIKELY + 8),
        Pattern('error in ', r'^(?:Error|error)(?:: | in )(?:%?(?:PRE|POST|pre|post)\w* )?scriptlet', LIKELY + 8),
    ), about=_COMPLAINT),
    # What the host's file system refuses is none of the package, but a file that is broken is.
    Kind('rpm-unpack', 'rpm_unpack', Blame.INFRASTRUCTURE, (
        Pattern('unpacking of archive failed', rf'unpacking of archive failed.*: {_REFUSED}(?: failed|$)', STRONG + 6),
    )),
    Kind('rpm-payload', 'rpm_unpack', Blame.PACKAGE, (
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
        Pattern(': e: ', r'^\S+(?:\.\w+|\.spec)?:(?:\d+:)? E: [a-z][\w-]+', STRONG - 1, near='rpmlint| specfiles checked'),
        Pattern(' exceeds threshold ', r'E: badness \d+ exceeds threshold \d+, aborting', PROOF - 4),
        Pattern(' not owned by a package', r'(?:directories|files) not owned by a package', PROOF, 2),
        Pattern('found conflict of ', r'^found conflict of \S+ with \S+', PROOF, 2),
    )),
    Kind('metainfo', 'rpm_policy', Blame.PACKAGE, (
        Pattern('• ', r'^• [\w-]+ +: \S', STRONG + 2, near='appstream|metainfo|appdata'),
        Pattern('e: ', r'^E: \S+:\d+: [\w-]+', STRONG + 2, near='appstreamcli|metainfo|appdata'),
        Pattern('validation of files failed', r'^Validation of files failed|^✘ Validation failed', WRAPPER + 9),
    )),
    Kind('kernel-module', 'compile_error', Blame.PACKAGE, (
        Pattern('] undefined!', r'(?:ERROR|WARNING): (?:modpost: )?"?\w+"? \[\S+\] undefined!', PROOF),
        Pattern('error: modpost: ', r'^ERROR: modpost: ', PROOF - 1),
        Pattern('error! ', r'^Error! (?:Bad return status for module build|Your kernel headers|The directory \S+ does not|Could not locate)', LIKELY),
    )),
)
