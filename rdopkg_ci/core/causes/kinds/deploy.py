"""Puppet, packstack, heat and TripleO: the resource that failed itself, not those above it."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WRAPPER, Kind, Pattern

# What a block of Chef says below its head, the name of an exception and the lines under those.
_CHEF_SAYS = (
    r'^(?!(?:(?:ERROR|FATAL): )?\S+\[.*\] \(.* line \d+\) had an error|STDERR: |Error executing action|Recipe Compile Error|>{4,}'
    r'|Expected process to exit|---- |.*Stacktrace dumped to|(?!\* ).*\bChef::Exceptions::\w+: |[=-]{4,}$|[A-Z]\w*(?:::[A-Z]\w*)*$|#\d+\] +[A-Z]+ -- \S+:$)(\S.*)'
)
# And one of Salt: its comment, where that says more than which command it ran, or what that wrote.
_SALT_SAYS = (
    r'^(?!Result: |Comment: Command ".*" run$|(?:Started|Duration|Changes): ?|(?:pid|retcode|stderr|stdout):$|\d+$|-+$|\++ )(\S.*)'
)

KINDS = (
    Kind('puppet-resource', 'puppet', Blame.PACKAGE, (
        Pattern('error: /stage', r'(?:Error|Err):? /Stage\[', STRONG + 8),
        Pattern(' failed', r'^err: /Stage\[.* failed', STRONG + 8),
        Pattern(' instead of one of', r'returned \S+ instead of one of', STRONG + 5),
    ), follows=('mirror-error', 'dns', 'network-error', 'download-error')),
    Kind('puppet-error', 'puppet', Blame.PACKAGE, (
        Pattern('error: could not ', r'\bError: Could not .*(?: at /| on node )', STRONG + 7),
        Pattern('error: could not ', r'\bError: Could not ', STRONG + 3),
        Pattern('err: could not ', r'^err: Could not ', STRONG + 3),
        Pattern('error 400 on server: ', r'Error 400 on SERVER: ', STRONG + 4),
        Pattern('error: ', r'^(?:\S+ : )?Error: (?:Evaluation Error|Execution of|Failed to apply|Systemd start|Unknown function|Function Call|Syntax error at|Invalid parameter|no parameter named|Must pass |Parameter \S+ failed|Validation of |Duplicate declaration|.* on node )', STRONG + 4),
        Pattern(' failed', r'Systemd start for \S+ failed', STRONG + 8),
    )),
    Kind('chef', 'chef', Blame.CI, (
        Pattern('stderr: ', r'^STDERR: \S', STRONG + 8, near='begin output of|end output of'),
        # The first of those that it names at its end failed first.
        *(Pattern(f' occurred in {where}', rf'^\* [\w:]+ occurred in {where}: ', STRONG + 9) for where in ('chef run', 'delayed notification')),
        Pattern('error executing action', r'^Error executing action `\w+` on resource', STRONG + 5, 4),
        Pattern(' had an error: ', r'^(?:ERROR|FATAL): \S+\[.*\] \(.* line \d+\) had an error: ', STRONG + 3),
        Pattern('stacktrace dumped to ', r'Stacktrace dumped to \S', WRAPPER + 8),
        Pattern('recipe compile error', r'^Recipe Compile Error in ', LIKELY + 4, 4),
        Pattern('chef::exceptions::', r'\bChef::Exceptions::(?!ChildConvergeError)\w+', STRONG + 1, 1),
        Pattern('message: ', r'^>{4,}\s+Message: Failed to complete #\w+ action: \[(?!Expected process|SSH exited|\d+ actions? failed|.*\bexit)', LIKELY + 6),
        Pattern('message: ', r'^>{4,}\s+Message: ', WRAPPER + 9),
        Pattern('>>>>>> ', r'^>{4,} ', WRAPPER + 4),
    ), reason=_CHEF_SAYS),
    Kind('salt', 'deploy', Blame.CI, (
        Pattern('comment: ', r'^Comment: .*(?:Unable to|[Ff]ailed|[Ee]rror\b|not found|cannot|could not|does not exist|is not available)', STRONG, near='result: false'),
        Pattern('rendering sls', r'Rendering SLS \S+ failed', STRONG + 3, 1),
        Pattern('minion did not return', r'^Minion did not return', STRONG + 2),
        Pattern('failed: ', r'^Failed: +[1-9]', WRAPPER + 9, near='total states run'),
        Pattern('minions returned with non-zero', r'Minions returned with non-zero exit code', WRAPPER + 5),
    )),
    Kind('salt-state', 'deploy', Blame.CI, (
        Pattern('result: false', r'^Result: False$', STRONG - 1),
    ), about=r'^Name: (.*)', reason=_SALT_SAYS),
    Kind('cloudformation', 'deploy', Blame.CI, (
        Pattern('_failed', r'(?:CREATE|UPDATE|DELETE)_FAILED[\s|]+AWS::(?!CloudFormation::Stack\b)', STRONG + 2),
        Pattern('create/update the stack', r'^Failed to create/update the stack', WRAPPER + 9),
    )),
    Kind('cloud-init', 'deploy', Blame.CI, (
        Pattern('.py[', r'\b(?:util|subp|stages|handlers|cc_\w+)\.py\[(?:WARNING|ERROR|CRITICAL)\]: .*[Ff]ail', STRONG + 4),
    )),
    Kind('docker-puppet', 'puppet', Blame.PACKAGE, (
        Pattern('error configuring ', r'ERROR configuring \S+', STRONG + 4),
    )),
    Kind('container-run', 'puppet', Blame.PACKAGE, (
        Pattern("error running ['", r"Error running \['(?:docker|podman)'", STRONG + 6),
    )),
    Kind('baremetal', 'baremetal', Blame.INFRASTRUCTURE, (
        Pattern('not enough ', r'Not enough (?:baremetal )?nodes - available', PROOF),
        Pattern(' completed. status:failed', r'Introspection of node \S+ completed\. Status:FAILED', STRONG + 4),
        Pattern('introspection of node ', r'Introspection of node \S+ (?:timed out|failed)', STRONG + 4),
    )),
    Kind('packstack', 'puppet', Blame.PACKAGE, (
        Pattern('error appeared during puppet run', r'Error appeared during Puppet run', LIKELY + 4, 1),
        Pattern('error', r'^(?:\[ ERROR\s*\]|ERROR ): ?(?!.*Error appeared)', LIKELY + 2, detail=r'^stderr: (?!Warning: Permanently)(\S.*)'),
    )),
    # The job's own templates of networks and its environment say what heat is given.
    Kind('heat-property', 'heat_property_error', Blame.CI, (
        Pattern('property error', r'Property error', STRONG + 8),
        Pattern(') was not provided', r'The Parameter \(\S+\) was not provided', STRONG + 7),
    )),
    Kind('nova-no-host', 'no_valid_host', Blame.INFRASTRUCTURE, (
        Pattern('no valid host was found', r'_FAILED\s+ResourceInError: resources\.\w+: .*No valid host was found', STRONG + 8),
        Pattern('no valid host was found', r'No valid host was found', STRONG + 4),
    ), last=True),
    Kind('nova-error', 'nova_build_failed', Blame.INFRASTRUCTURE, (
        Pattern(': went to status error', r'_FAILED\s+ResourceInError: resources\.\w+: Went to status ERROR', STRONG + 7),
        Pattern('went to status error', r'Went to status ERROR', STRONG + 3),
    ), last=True),
    Kind('heat-failed', 'heat', Blame.PACKAGE, (
        Pattern('_failed ', r'(?:CREATE|UPDATE|DELETE)_FAILED .*(?:deploy_status_code|non-zero)', STRONG),
        Pattern('_failed', r'\]: (?:CREATE|UPDATE|DELETE)_FAILED +(?!(?:CREATE|UPDATE) aborted)\S', STRONG - 1),
        Pattern('_failed', r'(?:CREATE|UPDATE|DELETE)_FAILED', LIKELY),
        Pattern('deployment to server failed', r'Deployment to server failed', STRONG - 3),
    )),
    Kind('heat-timeout', 'timeout', Blame.INFRASTRUCTURE, (
        Pattern('_failed', r'(?:CREATE|UPDATE)_FAILED\s+(?:(?:CREATE|UPDATE) aborted \(.*Timed out|Timed out)', STRONG + 5),
    ), last=True),
    Kind('devstack-exit', 'devstack', Blame.CI, (
        Pattern('error on exit', r'^Error on exit$', WRAPPER),
    )),
    Kind('openstack-client', 'openstack', Blame.TEST, (
        Pattern('unable to establish connection to ', r'^Unable to establish connection to ', STRONG + 4),
        Pattern('could not find versioned identity', r'^Could not find versioned identity endpoints', STRONG + 4),
        Pattern('discover available identity', r'^Failed to discover available identity versions', LIKELY),
        Pattern('(http ', r'^(?!.{0,300}_FAILED).*\(HTTP [45]\d\d\)(?: \(Request-ID: \S+\))?$', STRONG + 2),
        Pattern('quota exceeded', r'\bQuota exceeded for ', STRONG + 3),
        Pattern('requires authentication', r'The request you have made requires authentication', STRONG + 2),
        Pattern('with a name or id of', r'^(?:No|More than one) \w+ (?:with a name or ID of|exists with)', LIKELY - 6),
        Pattern('missing value auth-url', r'^Missing value auth-url', STRONG + 3),
    )),
    Kind('openstack-error', 'openstack', Blame.PACKAGE, (
        Pattern('error ', r'\b(?:ERROR|CRITICAL) (?:nova|neutron|cinder|glance|keystone|heat|swift|ironic|mistral|tripleo)[\w.]* ', LIKELY),
    )),
)
