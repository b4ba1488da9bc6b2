"""Keys, passwords and rights."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, Kind, Pattern

KINDS = (
    Kind('ssh-denied', 'ssh', Blame.INFRASTRUCTURE, (
        Pattern('permission denied (', r'Permission denied \([a-z]', STRONG + 5),
    )),
    Kind('ssh-hostkey', 'ssh', Blame.INFRASTRUCTURE, (
        Pattern('host key verification failed', r'Host key verification failed', STRONG + 5),
    )),
    Kind('ssh-error', 'ssh', Blame.INFRASTRUCTURE, (
        Pattern('ssh: ', r'^ssh: (?:connect|Could)', STRONG),
        Pattern('exchange_identification: ', r'^(?:kex|ssh)_exchange_identification: ', STRONG),
        Pattern('closed by remote host', r'^(?:Connection (?:to \S+ )?closed by remote host|client_loop: send disconnect)', LIKELY + 4),
        *(Pattern(f'connection {word} by', rf'^(?:stderr: )?Connection {word} by \S+ port \d+', LIKELY + 6) for word in ('closed', 'reset')),
        Pattern('could not be sent', r'SSH Error: data could not be sent', STRONG),
    )),
    Kind('auth-failed', 'auth', Blame.CI, (
        Pattern('authentication failed', r'[Aa]uthentication failed', STRONG + 2),
        Pattern('fatal: could not read ', r'fatal: could not read (?:Username|Password) for ', STRONG + 6),
        Pattern('http basic: access denied', r'HTTP Basic: Access denied', STRONG + 3),
        Pattern('not authorized to perform', r'(?:is )?not authorized to perform', STRONG + 5),
        Pattern('not authorized', r'\bNot authorized\b', STRONG),
        Pattern('accessdenied', r'AccessDenied', LIKELY),
        Pattern('unauthorized', r'\b401\b.*[Uu]nauthorized|[Uu]nauthorized.*\b401\b|Not authorized|authorization failed', STRONG),
        Pattern(' 401', r'[Ss]tatus(?: code)?:? ?401|code 401', STRONG),
        Pattern('forbidden', r'\b403\b.*Forbidden|Forbidden.*\b403\b', STRONG - 4),
        Pattern('expired', r'[Tt]oken (?:included in the request )?(?:is|has) expired|ExpiredToken', STRONG + 2),
        Pattern('bad credentials', r'Bad credentials', STRONG),
        Pattern('auth fail', r'\bAuth fail\b|Too many authentication failures', STRONG + 4),
        Pattern('invalid ', r'[Ii]nvalid (?:user(?:name)?(?: or password)?|credentials|token|API key)\b', STRONG - 4),
    )),
    Kind('aws', 'auth', Blame.CI, (
        Pattern('no valid credential sources', r'[Nn]o valid credential sources', STRONG + 4),
        Pattern('an error occurred (', r'An error occurred \(\w+\) when calling the ', STRONG + 5),
        Pattern('unable to locate credentials', r'^(?:fatal error: |(?:up|down)load failed: .*|.*NoCredentialsError: )?Unable to locate credentials', STRONG + 2),
    )),
    Kind('sudo', 'permission', Blame.CI, (
        Pattern('sudo: ', r'^sudo: (?:a password is required|no tty present|sorry, you must|a terminal is required|no valid sudoers)', STRONG + 5),
    )),
    Kind('cluster-denied', 'auth', Blame.CI, (
        Pattern('you must be logged in to the server', r'You must be logged in to the server', PROOF),
        Pattern('error from server (', r'Error from server \((?:Forbidden|Unauthorized)\)', PROOF),
    )),
    Kind('not-root', 'permission', Blame.CI, (
        Pattern(', are you root?', r', are you root\?', STRONG + 2),
        Pattern('could not open lock file', r'Could not open lock file .*Permission denied', STRONG + 3),
        Pattern('you need to be root', r'[Yy]ou (?:need to be|must be|have to be|need to run \S+ as) (?:the )?root\b', STRONG + 2),
        Pattern('superuser privileges', r'has to be run (?:with superuser privileges|under the root user|as root)', STRONG + 2),
    )),
    Kind('permission', 'permission', Blame.INFRASTRUCTURE, (
        Pattern('permission denied', r'[Pp]ermission denied', STRONG - 3),
        Pattern('eacces', r'\bEACCES\b', STRONG - 3),
        Pattern('java.nio.file.accessdeniedexception: ', r'java\.nio\.file\.AccessDeniedException: ', STRONG - 3),
        Pattern('access is denied', r'Access is denied', STRONG - 3),
        Pattern('operation not permitted', r'Operation not permitted', LIKELY),
    )),
)
