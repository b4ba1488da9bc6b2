"""Checks of machines and images: InSpec, Serverspec, goss."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, Kind, Pattern

# What goss looks at, and what of it.
_GOSS = r'(?:Addr|Command|DNS|File|Group|HTTP|Interface|KernelParam|Mount|Package|Port|Process|Service|User)'
_CHECKED = (
    *('exists', 'installed', 'enabled', 'running', 'listening', 'reachable', 'resolvable', 'resolveable', 'mounted'),
    *('exit-status', 'stdout', 'stderr', 'status', 'body', 'contains', 'contents', 'mode', 'owner', 'versions'),
)
# What stands above the checks of one thing.
_RESOURCE = r'^((?:System )?(?:Package|Service|File|Directory|Port|Command|User|Group|Processes|Mount|Kernel Parameter|Systemd Service)\b(?!: ).*)'

KINDS = (
    Kind('inspec', 'test_failure', Blame.TEST, (
        Pattern('×  ', r'^×  \S.* \(\d+ failed\)$', STRONG + 5, 1, detail=r'^×  (\S.*)'),
        Pattern('×  ', r'^×  (?!\d+ of \d+ failed)\S', STRONG + 5, 1),
        Pattern('✗ ', r'^✗ +\S', STRONG + 4, 1, near='profile: |profile summary: '),
        Pattern('[fail]  ', r'^\[FAIL\]  \S', STRONG + 5, 1),
        Pattern('failure', r'^Test Summary: \d+ successful, [1-9]\d* failures?', LIKELY),
        Pattern('control failure', r'^Profile Summary: .*\b[1-9]\d* control failures?', LIKELY - 1),
    ), about=_RESOURCE),
    Kind('goss', 'test_failure', Blame.TEST, (
        *(Pattern(f': {checked}:', rf'^{_GOSS}: \S.{{0,200}}: {checked}:(?: Error: .*)?$', STRONG + 5, 4) for checked in _CHECKED),
        Pattern("doesn't match, expect: [", rf"^{_GOSS}: \S.{{0,200}}: doesn't match, expect: \[", STRONG + 5),
        Pattern(', failed: ', r'^Count: \d+, Failed: [1-9]', LIKELY),
    )),
)
