"""Puppet, packstack, heat and TripleO: the resource that failed itself, not those above it."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WRAPPER, Kind, Look

KINDS = (
    Kind('puppet-resource', 'puppet', Blame.PACKAGE, (
        Look('error: /stage', r'(?:Error|Err):? /Stage\[', STRONG + 8),
        Look(' failed', r'^err: /Stage\[.* failed', STRONG + 8),
        Look(' instead of one of', r'returned \S+ instead of one of', STRONG + 7),
    )),
    Kind('puppet-error', 'puppet', Blame.PACKAGE, (
        Look('error: could not ', r'Error: Could not .*(?: at /| on node )', STRONG + 7),
        Look('error: could not ', r'Error: Could not ', STRONG + 3),
        Look('err: could not ', r'^err: Could not ', STRONG + 3),
        Look('error 400 on server: ', r'Error 400 on SERVER: ', STRONG + 4),
        Look('error: ', r'^(?:\S+ : )?Error: (?:Evaluation Error|Execution of|Failed to apply|Systemd start|Unknown function|Function Call|Syntax error at|Invalid parameter|no parameter named|Must pass |Parameter \S+ failed|Validation of |Duplicate declaration|.* on node )', STRONG + 4),
        Look(' failed', r'Systemd start for \S+ failed', STRONG + 8),
    )),
    Kind('docker-puppet', 'puppet', Blame.PACKAGE, (
        Look('error configuring ', r'ERROR configuring \S+', STRONG + 4),
    )),
    Kind('container-run', 'puppet', Blame.PACKAGE, (
        Look("error running ['", r"Error running \['(?:docker|podman)'", STRONG + 6),
    )),
    Kind('baremetal', 'baremetal', Blame.INFRASTRUCTURE, (
        Look('not enough ', r'Not enough (?:baremetal )?nodes - available', PROOF),
        Look(' completed. status:failed', r'Introspection of node \S+ completed\. Status:FAILED', STRONG + 4),
        Look('introspection of node ', r'Introspection of node \S+ (?:timed out|failed)', STRONG + 4),
    )),
    Kind('packstack', 'puppet', Blame.PACKAGE, (
        Look('error appeared during puppet run', r'Error appeared during Puppet run', LIKELY + 4, 1),
        Look('error', r'^(?:\[ ERROR\s*\]|ERROR ): ?(?!.*Error appeared)', LIKELY + 2),
    )),
    Kind('heat-property', 'heat_property_error', Blame.PACKAGE, (
        Look('property error', r'Property error', STRONG + 8),
        Look(') was not provided', r'The Parameter \(\S+\) was not provided', STRONG + 7),
    )),
    Kind('nova-no-host', 'no_valid_host', Blame.INFRASTRUCTURE, (
        Look('no valid host was found', r'_FAILED\s+ResourceInError: resources\.\w+: .*No valid host was found', STRONG + 8),
        Look('no valid host was found', r'No valid host was found', STRONG + 4),
    ), last=True),
    Kind('nova-error', 'nova_build_failed', Blame.INFRASTRUCTURE, (
        Look(': went to status error', r'_FAILED\s+ResourceInError: resources\.\w+: Went to status ERROR', STRONG + 7),
        Look('went to status error', r'Went to status ERROR', STRONG + 3),
    ), last=True),
    Kind('heat-failed', 'heat', Blame.PACKAGE, (
        Look('_failed ', r'(?:CREATE|UPDATE|DELETE)_FAILED .*(?:deploy_status_code|non-zero)', STRONG),
        Look('_failed', r'\]: (?:CREATE|UPDATE|DELETE)_FAILED +(?!(?:CREATE|UPDATE) aborted)\S', STRONG - 1),
        Look('_failed', r'(?:CREATE|UPDATE|DELETE)_FAILED', LIKELY),
        Look('deployment to server failed', r'Deployment to server failed', STRONG - 3),
    )),
    Kind('heat-timeout', 'timeout', Blame.INFRASTRUCTURE, (
        Look('_failed', r'(?:CREATE|UPDATE)_FAILED\s+(?:(?:CREATE|UPDATE) aborted \(.*Timed out|Timed out)', STRONG + 5),
    ), last=True),
    Kind('devstack-exit', 'devstack', Blame.CI, (
        Look('error on exit', r'^Error on exit$', WRAPPER),
    )),
    Kind('openstack-error', 'openstack', Blame.PACKAGE, (
        Look('error ', r'\b(?:ERROR|CRITICAL) (?:nova|neutron|cinder|glance|keystone|heat|swift|ironic|mistral|tripleo)[\w.]* ', LIKELY),
    )),
)
