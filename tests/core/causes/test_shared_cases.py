"""The small failing inputs that come with the project's shared data, where it is at hand: what is
right stands beside each, in words; here is how that shows.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from rdopkg_ci.core.causes import explain
from rdopkg_ci.core.causes.cause import Cause, Outcome

PLACE = Path(__file__).parents[4] / 'shared' / 'cases' / 'explain'
GREEN = ('devstack-green-old', 'green-rootlog-dnf', 'green-rootlog-selinux')
# Of each a part of the line that is right, and who may be to blame.
RIGHT = {
    'agent-lost-then-timeout': ('Unexpected termination of the channel', 'infrastructure'),
    'ansible-json-multiline': ('The project has no repository for this chroot.', 'test'),
    'ansible-msg-lastline': ('Unable to start service marble', 'test infrastructure'),
    'buildah-old-step': ('sd-bus call: Permission denied', 'infrastructure'),
    'cargo-chain': ('.cargo-checksum.json', 'package'),
    'devstack-aftermath': ('File exists', 'test ci'),
    'error-banner': ('Output directory is missing', 'package test'),
    'far-noise': ('Marble did not start', 'test ci'),
    'git-clone-headline': ('port 22: Connection timed out', 'infrastructure'),
    'keystone-502': ('Bad Gateway (HTTP 502)', 'infrastructure'),
    'mock-debug-prefix': ('slab.c:17:10: fatal error: quarry/stone.h', 'package'),
    'mock-error': ('Build root is locked', 'infrastructure ci'),
    'npm-timeout': ('connect ETIMEDOUT', 'infrastructure'),
    'rootlog-builddep': ('python3-granite >= 2.0', 'package'),
    'rpm-build-missing-tool': ('autoreconf: command not found', 'package'),
    'rpm-macro': ('fg: no job control', 'package'),
    'rpm-patch-name': ('0002-Drop-vendored-quarry.patch', 'package'),
    'rpm-prein': ("useradd: group 'quarry' does not exist", 'package'),
    'rpm-prep-tar': ('gzip: /builddir/build/SOURCES/marble-4.1.0.tar.gz', 'package'),
    'rpm-silent': ('test -f ./marble.bin', 'package'),
    'script-trap': ('./run.sh proxy', 'test'),
    'sign-gpg-path': ('Could not exec gpg', 'infrastructure ci'),
    'time-colon': ('umount of /mnt/sysimage/run failed', 'test infrastructure'),
}
pytestmark = pytest.mark.skipif(not PLACE.is_dir(), reason='the shared data is not at hand')


def failed(name: str) -> Cause:
    cause = explain([(PLACE / f'{name}.log').read_bytes()]).cause
    assert cause is not None
    return cause


@pytest.mark.parametrize('name', RIGHT)
def test_what_failed(name: str) -> None:
    part, blame = RIGHT[name]
    cause = failed(name)
    said = [cause.summary, *(line.text for line in cause.lines[:3])]
    assert any(part in text for text in said) and cause.blame.value in blame.split()


@pytest.mark.parametrize('name', GREEN)
def test_what_succeeded(name: str) -> None:
    assert explain([(PLACE / f'{name}.log').read_bytes()]).outcome is Outcome.SUCCEEDED
