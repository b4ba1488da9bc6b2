"""Puppet, packstack, heat and TripleO: the resource that failed itself, not those above it."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, Kind

KINDS = (
    Kind('puppet-resource', 'error: /stage', r'(?:Error|Err):? /Stage\[', STRONG + 8, 'puppet', Blame.PACKAGE),
    Kind('puppet-resource', 'instead of one of', r'returned \S+ instead of one of', STRONG + 7, 'puppet', Blame.PACKAGE),
    Kind('puppet-error', 'error: could not', r'Error: Could not ', STRONG + 3, 'puppet', Blame.PACKAGE),
    Kind('puppet-error', 'error: ', r'^(?:\S+ : )?Error: (?:Evaluation|Execution|Failed to apply|Systemd start|Function|Unknown|Parameter|Invalid|Duplicate|Cannot)', STRONG + 4, 'puppet', Blame.PACKAGE),
    Kind('puppet-error', 'failed', r'Systemd start for \S+ failed', STRONG + 8, 'service_start', Blame.PACKAGE),
    Kind('docker-puppet', 'error configuring', r'ERROR configuring \S+', STRONG + 4, 'puppet', Blame.PACKAGE),
    Kind('packstack', 'error appeared during puppet run', r'Error appeared during Puppet run', LIKELY + 4, 'puppet', Blame.PACKAGE, 1),
    Kind('packstack', 'error', r'^(?:\[?\s*ERROR\s*\]?|ERROR) ?: (?!.*Error appeared)', LIKELY + 2, 'packstack', Blame.PACKAGE),
    Kind('heat-property', 'property error', r'Property error', STRONG + 8, 'heat_property_error', Blame.PACKAGE),
    Kind('heat-property', 'was not provided', r'The Parameter \(\S+\) was not provided', STRONG + 7, 'heat_property_error', Blame.PACKAGE),
    Kind('nova-no-host', 'no valid host', r'_FAILED\s+ResourceInError: .*No valid host was found', STRONG + 8, 'no_valid_host', Blame.INFRASTRUCTURE, 0, True),
    Kind('nova-no-host', 'no valid host', r'No valid host was found', STRONG + 4, 'no_valid_host', Blame.INFRASTRUCTURE, 0, True),
    Kind('nova-error', 'went to status error', r'_FAILED\s+ResourceInError: .*Went to status ERROR', STRONG + 7, 'nova_build_failed', Blame.INFRASTRUCTURE, 0, True),
    Kind('nova-error', 'went to status error', r'Went to status ERROR', STRONG + 3, 'nova_build_failed', Blame.INFRASTRUCTURE, 0, True),
    Kind('heat-failed', 'failed', r'(?:CREATE|UPDATE|DELETE)_FAILED .*(?:deploy_status_code|non-zero)', STRONG, 'heat', Blame.PACKAGE, 0, True),
    Kind('heat-timeout', 'failed', r'(?:CREATE|UPDATE)_FAILED\s+(?:(?:CREATE|UPDATE) aborted|Timed out)', STRONG, 'timeout', Blame.INFRASTRUCTURE, 0, True),
    Kind('heat-failed', 'failed', r'(?:CREATE|UPDATE|DELETE)_FAILED', STRONG - 5, 'heat', Blame.PACKAGE, 0, True),
    Kind('heat-failed', 'deployment to server failed', r'Deployment to server failed', STRONG - 3, 'heat', Blame.PACKAGE, 0, True),
    Kind('openstack-error', 'error', r'\b(?:ERROR|CRITICAL) (?:nova|neutron|cinder|glance|keystone|heat|swift|ironic|mistral|tripleo)[\w.]* ', LIKELY, 'openstack', Blame.PACKAGE),
)
