"""Puppet, packstack, heat and TripleO: the resource that failed itself, not those above it."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, Kind, Look

KINDS = (
    Kind('puppet-resource', 'puppet', Blame.PACKAGE, (
        Look('error: /stage', r'(?:Error|Err):? /Stage\[', STRONG + 8),
        Look('instead of one of', r'returned \S+ instead of one of', STRONG + 7),
    )),
    Kind('puppet-error', 'puppet', Blame.PACKAGE, (
        Look('error: could not', r'Error: Could not ', STRONG + 3),
        Look('error: ', r'^(?:\S+ : )?Error: (?:Evaluation Error|Execution of|Failed to apply|Systemd start|Unknown function|Duplicate declaration|.* on node )', STRONG + 4),
        Look('failed', r'Systemd start for \S+ failed', STRONG + 8),
    )),
    Kind('docker-puppet', 'puppet', Blame.PACKAGE, (
        Look('error configuring', r'ERROR configuring \S+', STRONG + 4),
    )),
    Kind('packstack', 'puppet', Blame.PACKAGE, (
        Look('error appeared during puppet run', r'Error appeared during Puppet run', LIKELY + 4, 1),
        Look('error', r'^(?:\[ ERROR\s*\]|ERROR ): ?(?!.*Error appeared)', LIKELY + 2),
    )),
    Kind('heat-property', 'heat_property_error', Blame.PACKAGE, (
        Look('property error', r'Property error', STRONG + 8),
        Look('was not provided', r'The Parameter \(\S+\) was not provided', STRONG + 7),
    )),
    Kind('nova-no-host', 'no_valid_host', Blame.INFRASTRUCTURE, (
        Look('no valid host', r'_FAILED\s+ResourceInError: .*No valid host was found', STRONG + 8),
        Look('no valid host', r'No valid host was found', STRONG + 4),
    ), last=True),
    Kind('nova-error', 'nova_build_failed', Blame.INFRASTRUCTURE, (
        Look('went to status error', r'_FAILED\s+ResourceInError: .*Went to status ERROR', STRONG + 7),
        Look('went to status error', r'Went to status ERROR', STRONG + 3),
    ), last=True),
    Kind('heat-failed', 'heat', Blame.PACKAGE, (
        Look('failed', r'(?:CREATE|UPDATE|DELETE)_FAILED .*(?:deploy_status_code|non-zero)', STRONG),
        Look('failed', r'(?:CREATE|UPDATE|DELETE)_FAILED', STRONG - 5),
        Look('deployment to server failed', r'Deployment to server failed', STRONG - 3),
    ), last=True),
    Kind('heat-timeout', 'timeout', Blame.INFRASTRUCTURE, (
        Look('failed', r'(?:CREATE|UPDATE)_FAILED\s+(?:(?:CREATE|UPDATE) aborted|Timed out)', STRONG),
    ), last=True),
    Kind('openstack-error', 'openstack', Blame.PACKAGE, (
        Look('error', r'\b(?:ERROR|CRITICAL) (?:nova|neutron|cinder|glance|keystone|heat|swift|ironic|mistral|tripleo)[\w.]* ', LIKELY),
    )),
)
