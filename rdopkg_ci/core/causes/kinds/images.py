"""Images of machines and disks: kiwi, lorax, anaconda, osbuild, ostree, packer, vagrant."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WRAPPER, Kind, Pattern

# What is wrong in a kickstart file is said below the number of its line.
_KICKSTART = r'^((?:Some packages|The following packages|Unknown command|No such|Specified).*|.*\b(?:missing|not found|[Uu]nrecognized|unknown|does not exist)\b.*)'

# The first words below it; in what its own line says there is a point.
_EXACTLY = r'^(\S.*[^:])$'

KINDS = (
    Kind('kiwi', 'image_build', Blame.PACKAGE, (
        Pattern('phasefailed: ', r'\bKiwi\w*PhaseFailed: ', LIKELY + 8, 1),
        Pattern('kiwi', r'\bKiwi\w*(?<!Phase)(?:Failed|Error|NotFound|Invalid)\w*: ', STRONG + 2, 1),
        Pattern('fatal: ', r'dracut\S*: FATAL: ', STRONG),
    )),
    Kind('anaconda', 'image_build', Blame.PACKAGE, (
        Pattern('error occurred while installing', r'The following error occurred while installing', STRONG + 2, 1),
        Pattern('missing from the kickstart', r'\S+ (?:package )?is missing from the kickstart', PROOF),
        Pattern('error creating ', r'^Error creating (?:Live CD|image)\b', PROOF - 1),
        Pattern('unable to create appliance', r'Unable to create appliance : ', PROOF - 1),
        Pattern('compose run failed', r'Compose run failed: ', STRONG),
        Pattern('of the kickstart file', r'problem occurred on line \d+ of the kickstart file', PROOF, 3),
        Pattern('kickstart', r'\bKickstart\w*Error\b', PROOF - 2, 1),
        Pattern('_install failed', r'Install failed: \w+_install failed', WRAPPER + 9),
        Pattern('running anaconda failed', r'Running anaconda failed', WRAPPER + 9),
        Pattern('command returned failure', r'command returned failure', WRAPPER + 8),
    ), reason=_KICKSTART),
    Kind('anaconda-stopped', 'image_build', Blame.PACKAGE, (
        Pattern('the exact error message is:', r'(?:^|\banaconda: )The exact error message is:', PROOF, 3),
        Pattern('please fix your kickstart', r'Please fix your kickstart', PROOF),
        Pattern('problem zeroing', r'^Problem zeroing free blocks', STRONG),
        Pattern('installation failed: ', r'\bpackaging: Installation failed: ', STRONG + 3),
        Pattern(' image failed', r'^Creating .* image failed', WRAPPER + 9),
    ), reason=_EXACTLY),
    Kind('livemedia', 'image_build', Blame.CI, (
        # How it was called, not what it builds.
        Pattern('error livemedia-creator: ', r'^ERROR livemedia-creator: (?!Install failed|Problem with|Removing|The following)\S', STRONG + 1),
        Pattern('installation error: ', r'(?:^|\bpylorax: )Installation error: ', STRONG + 2),
    )),
    Kind('osbuild', 'image_build', Blame.PACKAGE, (
        Pattern('depsolveerror', r'\bDepsolveError\b|\bDNF error occurred: ', STRONG + 4, 1),
        Pattern('depsolve job failed', r'depsolve job failed', WRAPPER + 9),
        Pattern('org.osbuild.', r'\borg\.osbuild\.[\w.-]+: .*(?:failed|[Ee]rror)', STRONG),
    )),
    Kind('ostree', 'image_build', Blame.PACKAGE, (
        Pattern('error: packages not found: ', r'^error: Packages not found: ', PROOF),
        Pattern('could not depsolve transaction', r'^error: Could not depsolve transaction', PROOF, 2),
        Pattern('error: ', r'^error: (?:While (?:pulling|fetching)|Importing|Checkout|opening repo|No such metadata object|Refspec|Running %\w+ for|Building filesystem|Updating rpm-md|checkout )', STRONG + 2, near='ostree'),
    )),
    Kind('disk-image', 'image_build', Blame.INFRASTRUCTURE, (
        Pattern(': error: ', r'^virt-[\w-]+: error: ', STRONG + 3),
        Pattern('libguestfs error: ', r'\blibguestfs error: ', STRONG + 2),
        Pattern('qemu-img: ', r'^qemu-img: (?:error|.*(?:[Cc]ould not|[Cc]annot|[Ff]ailed))', STRONG + 3),
        Pattern('grub', r'^grub2?-\w+: error: ', STRONG + 3),
        Pattern('losetup: ', r'^losetup: .*(?:cannot|failed)', STRONG),
        Pattern('virt-install: error', r'^virt-install: error', STRONG + 3),
    )),
    Kind('packer', 'image_build', Blame.CI, (
        Pattern('error', r'^(?:ui error: )?(?:==> |--> )[\w.-]{1,80}: (?!Notice: |Info: |Debug: |[Ww]arning: |W: |.*exit status).{0,80}\b[Ee]rror\b', STRONG + 2),
        Pattern(': error ', r'^(?:ui(?: error)?: +)?[\w.-]{2,80}: Error \w+ing\b(?!.*exit status).*: ', STRONG + 1, near='packer|builds finished|errored'),
        Pattern('timeout waiting for', r'^(?:ui error: )?==> [\w.-]{1,80}: .*[Tt]imeout waiting for', STRONG + 4),
        Pattern('error: failed to prepare build', r'^Error: Failed to prepare build', STRONG + 2, 3),
        Pattern(' errored', r"^(?:ui error: )?Build '.+' errored(?: after [^:]{1,60})?: (?!Script (?:exited|disconnected)|.*exit status)", LIKELY + 2),
        Pattern('exit status', r'^(?:ui error: )?(?:==>|-->) [\w.-]{1,80}: .*exit status', WRAPPER + 9),
        Pattern(' errored', r"^(?:ui error: )?Build '.+' errored\b", WRAPPER + 9),
        Pattern("didn't complete successfully", r"Some builds didn't complete successfully", WRAPPER + 8),
    )),
    Kind('vagrant-command', 'infrastructure', Blame.INFRASTRUCTURE, (
        Pattern('the following ssh command responded', r'^The following SSH command responded with a non-zero', LIKELY + 6, 12),
    ), reason=r'^(?!The following SSH command)(?=.*(?:[Ee]rror\b|[Ff]ail|\b[Nn]ot? |[Cc]annot|[Uu]nable|[Dd]enied|[Uu]nknown|[Ii]nvalid))(?!Vagrant assumes)(\S.*)'),
    Kind('vagrant', 'infrastructure', Blame.INFRASTRUCTURE, (
        Pattern('waiting for the machine to boot', r'^Timed out while waiting for the machine to boot', PROOF, 2),
        Pattern('vboxmanage: error: ', r'VBoxManage(?:\.exe)?: error: (?!Details:|Context:)', PROOF),
        Pattern('error while executing', r'^There was an error while executing `', STRONG + 4, 3),
        Pattern('vagrant ', r'^(?:Vagrant (?:failed|cannot|could not|was unable|encountered)|An error occurred while .* Vagrant)', STRONG + 3, 2),
        *(Pattern(literal, rf'^The (?:box|provider|executable|guest machine|machine|plugin|SSH command|following SSH command|host path|specified)\b.*{literal}', STRONG + 1, 2, near='vagrant|==> default') for literal in ('could not', 'not found', 'failed', ' invalid')),
        Pattern('the ssh command responded with', r'^The SSH command responded with a non-zero', WRAPPER + 9),
        Pattern('error while ', r'^Error while (?:connecting to [Ll]ibvirt|creating|activating|uploading)', STRONG + 4, 1),
        Pattern('call to vir', r'Call to vir\w+ failed: ', STRONG + 4),
    )),
)
