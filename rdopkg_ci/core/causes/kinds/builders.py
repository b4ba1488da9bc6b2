"""What builds packages: mock, koji, brew, copr, OBS, DLRN; dpkg and debhelper."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WRAPPER, Kind, Pattern

# Whose 'ERROR: ' it is.
_MOCK = 'mock.py version|start: chroot|start(bootstrap)|/var/lib/mock|finish: run|mockbuild|mock -r|/etc/mock'

KINDS = (
    Kind('mock-config', 'config_error', Blame.CI, (
        Pattern('could not find required config', r'^ERROR: Could not find required config file', PROOF),
        Pattern("must be a member of the", r'current user must be a member of the .?mock.? group', PROOF + 1),
        Pattern('cannot find group "mock"', r'Cannot find group "mock"', PROOF),
        Pattern('error in configuration', r'^ERROR: Error in configuration', PROOF),
        Pattern('could not find useradd', r'^ERROR: Could not find useradd in chroot', PROOF),
        Pattern('mock: error: ', r'^mock: error: ', PROOF),
        Pattern('error: ', r'^ERROR: (?:You must be root|Could not find file|Unable to load any of|Must specify an? )', PROOF, near=_MOCK),
    )),
    Kind('mock-error', 'build', Blame.INFRASTRUCTURE, (
        Pattern('build root is locked', r'Build root is locked by another process', PROOF),
        Pattern('error: ', r'^ERROR: (?!Command failed|Exception\(|Error )\S', STRONG - 1, near=_MOCK),
    )),
    Kind('builder-broken', 'build', Blame.INFRASTRUCTURE, (
        # The tool of the machine itself, not what it builds.
        Pattern('error: ', r'^(?:Attribute|Type|Name|Key|Index|Import|ModuleNotFound|Syntax)Error: ', STRONG + 1, near='/mockbuild/|/dnf/base.py|/dnf/cli/|packages/yum/|packages/koji/'),
    )),
    Kind('rpm-database', 'build', Blame.INFRASTRUCTURE, (
        Pattern('rpmdb: ', r'^error: rpmdb: (?:BDB|Thread|damaged|unable)', PROOF),
        Pattern('db_runrecovery', r'\bDB_RUNRECOVERY\b', PROOF - 2),
        Pattern('error: cannot open packages ', r'^error: cannot open Packages (?:index|database)', STRONG + 2),
    )),
    Kind('builder-timeout', 'timeout', Blame.INFRASTRUCTURE, (
        Pattern('copr timeout', r'^!! Copr timeout', PROOF + 4),
        Pattern('exceeded', r'^(?:task|Task|build|Build) \S+ exceeded (?:its|the) (?:time|maximum)', PROOF),
    )),
    Kind('koji-refused', 'build', Blame.CI, (
        Pattern('actionnotallowed', r'\bActionNotAllowed: ', PROOF),
        Pattern('policy violation', r'\bpolicy violation\b', STRONG),
        Pattern('auth failed', r'\[ERROR\] koji: .*auth failed', PROOF),
        Pattern('autherror', r'\bkoji\.\w*Auth\w*Error\b', PROOF),
        Pattern('request is unauthorized', r'Request is unauthorized', STRONG + 4),
        Pattern('kinit: ', r'^kinit: ', STRONG + 2),
        Pattern('kerberos authentication fail', r'Kerberos authentication fail', STRONG + 4),
        Pattern('invalid/expired', r'Login invalid/expired', PROOF),
        Pattern(' is blocked', r'(?:^|: )[Pp]ackage \S+ is blocked', PROOF + 2),
    )),
    Kind('koji-build', 'build', Blame.PACKAGE, (
        Pattern('builderror: ', r'^\d+ \w+ \(.*\): .* -> FAILED: BuildError: ', STRONG + 2),
        Pattern('build already exists', r'\bBuild already exists', PROOF),
        Pattern('not in list for tag', r'package \S+ not in list for tag', PROOF),
    )),
    Kind('builder-error', 'build', Blame.INFRASTRUCTURE, (
        Pattern('[error] koji: ', r'^\[ERROR\] koji: ', STRONG + 2),
        Pattern('unsuccessfully waited', r'Unsuccessfully waited \S+ .*for', PROOF),
        Pattern('serveroffline: ', r'\bServerOffline: ', PROOF),
        Pattern('job seems to be stuck here, killed', r'Job seems to be stuck here, killed', PROOF),
        Pattern('commandtimeoutexpired', r'^commandTimeoutExpired: |Timeout\(\d+\) expired for command', PROOF),
        Pattern(' -> failed: ', r'^\d+ \w+ \(.*\): .* -> FAILED: ', STRONG + 1),
        Pattern('backend process error: ', r'^Backend process error: ', PROOF),
        Pattern('could not execute ', r'^Could not execute \w+: .*returned non-zero', WRAPPER + 9),
        Pattern('could not execute ', r'^Could not execute \w+: (?!.*returned non-zero)', STRONG + 3),
        Pattern('genericerror: ', r'^\S*GenericError: ', STRONG + 2),
        Pattern('copr build error: ', r'^Copr build error: (?!Build failed|error running)', STRONG),
        Pattern('error:dlrn', r'^ERROR:dlrn[\w-]*:(?!Received exception)', STRONG, 1),
        Pattern('error:dlrn', r'^ERROR:dlrn[\w-]*:Received exception', LIKELY + 9, 1),
        Pattern(': failed', r'^(?:[\d:]{8} )?Build \d+: failed$', STRONG),
    )),
    Kind('deb-build', 'packaging', Blame.PACKAGE, (
        Pattern('error: ', r'^(?:dh_\w+|dh|dpkg-\w+|debuild|debhelper): (?:fatal )?error: (?!.*(?:subprocess returned|exit (?:status|code)))', STRONG + 3),
        Pattern(' returned exit code ', r'^dh_\w+: error: .* returned exit code \d', WRAPPER + 9),
        Pattern('subprocess returned exit status', r'^dpkg-\w+: error: .*subprocess returned exit status', WRAPPER + 9),
        Pattern('e: build dependencies not satisfied', r'^E: Build dependencies not satisfied', WRAPPER + 9),
    )),
    Kind('testbed-failed', 'infrastructure', Blame.INFRASTRUCTURE, (
        Pattern('testbed failure', r'^(?:autopkgtest \[[\d:]+\]: )?ERROR: testbed failure', PROOF),
        Pattern('virtsubproc', r'^<VirtSubproc>: failure: ', STRONG),
    )),
    Kind('build-failed', 'exit_code', Blame.PACKAGE, (
        Pattern(' failed "build ', r'^\S+ failed "build \S+" at ', WRAPPER),
        Pattern('copr build error: ', r'^Copr build error: ', WRAPPER),
        Pattern('error: build(s) ', r'^Error: Build\(s\) .* failed', WRAPPER + 4),
        Pattern('build failed', r'^KIWI build failed|image build failed', WRAPPER),
        Pattern('mock exited with status ', r'mock exited with status [1-9]\d*', WRAPPER + 4),
    )),
)
