"""The shell and its commands: tools and files that are not there."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WEAK, WRAPPER, Kind, Pattern

KINDS = (
    Kind('missing-tool', 'missing_tool', Blame.CI, (
        Pattern('command not found', r'command not found(?!\?)', STRONG + 4),
        Pattern(': not found', r'^\S*sh: (?:(?:line )?\d+: )?\S+: not found$|^\S+: \d+: (?:\S+: )?\S+: not found$', STRONG + 4),
        Pattern(': no such file', r'/usr/bin/env: \S+: No such file', STRONG + 4),
        Pattern('is not recognized as ', r'is not recognized as ', STRONG + 4, 1),
        Pattern('not found (required by', r"version `GLIBC\w*_[\d.]+' not found \(required by", STRONG + 4),
        Pattern('executable file not found', r'executable file not found', STRONG + 4),
    )),
    Kind('missing-library', 'missing_dependency', Blame.PACKAGE, (
        Pattern('cannot open shared object file', r'cannot open shared object file', STRONG + 5),
        Pattern('symbol lookup error: ', r'symbol lookup error: ', STRONG + 5),
    )),
    Kind('missing-file', 'missing_file', Blame.CI, (
        Pattern('cannot stat', r'cannot (?:stat|access|open|find) ', STRONG),
        Pattern('cannot ', r'^(?!rm: ).*cannot (?:access|open|find|create|remove|read) ', LIKELY + 8),
        Pattern("can't cd to ", r"can't cd to ", STRONG + 2),
        Pattern('no such file or directory', r'^(?!rm: ).*No such file or directory', LIKELY + 6),
        Pattern('rm: cannot remove ', r'^rm: cannot remove ', WEAK + 5),
        Pattern('filenotfoundexception', r'FileNotFoundException', LIKELY + 8),
        Pattern('failed to load ', r'Failed to load ', LIKELY + 6),
        Pattern('unable to find ', r'Unable to find (?:build script|\S+ at )', STRONG + 3),
        Pattern('cannot open', r'Cannot open: |cannot find or open', STRONG - 3),
        Pattern('scp: ', r'^scp: ', STRONG - 4),
        Pattern('rsync: ', r'^rsync: (?:\[\w+\] )?(?!warning).*(?:failed|error|denied|refused|unexpectedly|not found)', STRONG - 2),
        Pattern('rsync error: ', r'^rsync error: ', WRAPPER + 9),
    )),
    Kind('script-gave-up', 'error', Blame.CI, (
        Pattern('exiting', r'^\W*[Ee]xiting\W*$', WRAPPER + 10),
        Pattern('exiting', r'\b[Ee]xiting\b(?! (?:normally|cleanly|now$|with failure status))', WEAK + 10),
    )),
    Kind('service-failed', 'service_start', Blame.INFRASTRUCTURE, (
        Pattern(' failed because ', r'^Job for \S+ failed because ', STRONG - 1),
        Pattern('failed to ', r'^Failed to (?:re)?start \S+: ', STRONG + 2),
    )),
    Kind('file-in-use', 'permission', Blame.INFRASTRUCTURE, (
        Pattern('being used by another process', r'being used by another process', STRONG + 4),
        Pattern('text file busy', r'Text file busy', STRONG),
        Pattern(' is busy', r'\b(?:umount|mount|losetup|kpartx|dmsetup)\b.*(?:target|device) is busy', LIKELY + 4),
        Pattern('device or resource busy', r'Device or resource busy', LIKELY + 4),
        Pattern('stale file handle', r'Stale (?:NFS )?file handle', STRONG),
    )),
    Kind('remote-copy', 'deploy', Blame.INFRASTRUCTURE, (
        Pattern('connection unexpectedly closed', r'^rsync: .*connection unexpectedly closed', STRONG),
        Pattern('directory not empty', r'rm(?:dir)?: .*Directory not empty', LIKELY + 4),
    )),
    Kind('missing-class', 'missing_file', Blame.CI, (
        Pattern('could not find or load main class', r'Could not find or load main class', STRONG + 5),
    )),
    Kind('shell-error', 'script', Blame.CI, (
        Pattern('unbound variable', r'unbound variable', STRONG + 3),
        Pattern('bad substitution', r'[Bb]ad substitution|unexpected end of file|unexpected EOF', STRONG),
        Pattern('syntax error', r'^\S+: (?:line )?\d+: (?:\S+: )?(?:[Ss]yntax error|Bad substitution|parameter not set)', STRONG + 2),
        Pattern('not set', r'^\S+: (?:line )?\d+: \S+: parameter (?:not set|null or not set)', STRONG + 3),
        Pattern('argument list too long', r'Argument list too long', STRONG),
    )),
    Kind('usage-error', 'script', Blame.CI, (
        Pattern('argument', r'(?:[Uu]nexpected|[Uu]nrecognized|[Uu]nknown|[Ii]nvalid) (?:argument|option|command)', LIKELY + 9),
        Pattern('unrecognized', r'(?:unrecognized|unknown|no such) (?:option|arguments?|flag|subcommand)\b|unknown (?:shorthand )?flag', LIKELY + 9),
        *(Pattern(literal, r'[Uu]nknown (?:shorthand )?(?:option|flag|subcommand)|is not a \w+ command', LIKELY + 9) for literal in ('unknown option', 'unknown flag', 'unknown subcommand', 'unknown shorthand', 'is not a ')),
        Pattern('no such ', r'[Nn]o such (?:option|command|subcommand)\b', LIKELY + 9),
        Pattern(': error: ', r'^(?!collect2|\S*clang|lto-wrapper)\S+: error: (?!Bad exit|lto-wrapper)', LIKELY + 6),
    )),
    Kind('address-in-use', 'port', Blame.INFRASTRUCTURE, (
        Pattern('already in use', r'[Aa]ddress (?:is )?already in use|[Pp]ort \d+ is already in use', STRONG),
        Pattern('eaddrinuse', r'EADDRINUSE', STRONG),
    )),
    Kind('terraform', 'config_error', Blame.CI, (
        Pattern('│ error: ', r'^│ Error: ', STRONG + 3, 4),
        # With TF_LOG.
        Pattern('[error] vertex ', r'^\[ERROR\] vertex ".+" error: \S', STRONG + 2),
        Pattern('error: ', r'^Error: (?:Invalid|Unsupported|Missing|Reference|Failed|error)', STRONG - 4, 3, near='terraform|tofu|.tf |│'),
    )),
    Kind('deploy-tool', 'deploy', Blame.CI, (
        Pattern('error: ', r'^\W{0,3}(?:ERROR|Error|error): \S', LIKELY - 3, 1, near='+ kubectl|+ helm|+ terraform|+ docker-compose|+ docker compose|+ aws |+ az |+ gcloud|+ eksctl|+ oc '),
    )),
    Kind('unanswered', 'script', Blame.CI, (
        Pattern('[y/n', r'\? ?\[[yY]/[nN]\]:?$', LIKELY - 2, 1),
        Pattern('[y/n', r'\[[yY]/[nN](?:/\w)?\]:? ?(?:Operation aborted|Exiting on user|Abort|Is this ok|Aborted|No$)', STRONG + 2),
        Pattern('exiting on user ', r'^Exiting on user [Cc]ommand', STRONG),
        Pattern('cannot prompt', r'(?:[Cc]annot prompt|no input|stdin is not a (?:tty|terminal)).*(?:interactive|prompt|confirm)', STRONG - 2),
    )),
    Kind('rake', 'script', Blame.CI, (
        Pattern('rake aborted!', r'^rake aborted!', LIKELY - 2, 1),
    )),
    Kind('kernel-panic', 'crash', Blame.INFRASTRUCTURE, (
        Pattern('kernel panic', r'Kernel panic', PROOF),
    )),
    Kind('devstack', 'devstack', Blame.CI, (
        Pattern('[error] ', r'^\[ERROR\] \S+(?:functions|stack\.sh|lib/)\S*:\d+ git call failed', LIKELY + 4),
        Pattern('[error] ', r'^\[ERROR\] \S+(?:functions|stack\.sh|lib/)\S*:\d+\b(?! git call failed)', STRONG + 3),
        Pattern('die ', r'^\+ (?:\S+ )?die \d* ?', LIKELY),
    )),
    Kind('script-ended', 'script', Blame.TEST, ()),
)
