"""Keys, passwords and rights."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, Kind, Look

KINDS = (
    Kind('ssh-denied', 'ssh', Blame.INFRASTRUCTURE, (
        Look('permission denied (', r'Permission denied \([a-z]', STRONG + 5),
    )),
    Kind('ssh-hostkey', 'ssh', Blame.INFRASTRUCTURE, (
        Look('host key verification failed', r'Host key verification failed', STRONG + 5),
    )),
    Kind('ssh-error', 'ssh', Blame.INFRASTRUCTURE, (
        Look('ssh: ', r'^ssh: (?:connect|Could)', STRONG),
    )),
    Kind('auth-failed', 'auth', Blame.INFRASTRUCTURE, (
        Look('authentication failed', r'[Aa]uthentication failed', STRONG + 2),
        Look('http basic: access denied', r'HTTP Basic: Access denied', STRONG + 3),
        Look('not authorized to perform', r'(?:is )?not authorized to perform', STRONG + 5),
        Look('not authorized', r'\bNot authorized\b', STRONG),
        Look('accessdenied', r'AccessDenied', LIKELY),
        Look('unauthorized', r'\b401\b.*[Uu]nauthorized|[Uu]nauthorized.*\b401\b|Not authorized|authorization failed', STRONG),
        Look(' 401', r'[Ss]tatus(?: code)?:? ?401|code 401', STRONG),
        Look('forbidden', r'\b403\b.*Forbidden|Forbidden.*\b403\b', STRONG - 4),
        Look('expired', r'[Tt]oken (?:included in the request )?(?:is|has) expired|ExpiredToken', STRONG + 2),
        Look('bad credentials', r'Bad credentials', STRONG),
        Look('auth fail', r'\bAuth fail\b|Too many authentication failures', STRONG + 4),
        Look('invalid ', r'[Ii]nvalid (?:user(?:name)?(?: or password)?|credentials|token|API key)\b', STRONG - 4),
    )),
    Kind('aws', 'auth', Blame.INFRASTRUCTURE, (
        Look('an error occurred (', r'An error occurred \(\w+\) when calling the ', STRONG + 5),
        Look('unable to locate credentials', r'^(?:fatal error: |(?:up|down)load failed: .*|.*NoCredentialsError: )?Unable to locate credentials', STRONG + 2),
    )),
    Kind('sudo', 'permission', Blame.INFRASTRUCTURE, (
        Look('sudo: ', r'^sudo: (?:a password is required|no tty present|sorry, you must|a terminal is required|no valid sudoers)', STRONG + 5),
    )),
    Kind('cluster-denied', 'auth', Blame.INFRASTRUCTURE, (
        Look('you must be logged in to the server', r'You must be logged in to the server', PROOF),
        Look('error from server (', r'Error from server \((?:Forbidden|Unauthorized)\)', PROOF),
    )),
    Kind('permission', 'permission', Blame.INFRASTRUCTURE, (
        Look('permission denied', r'[Pp]ermission denied', STRONG - 3),
        Look('eacces', r'\bEACCES\b', STRONG - 3),
        Look('java.nio.file.accessdeniedexception: ', r'java\.nio\.file\.AccessDeniedException: ', STRONG - 3),
        Look('access is denied', r'Access is denied', STRONG - 3),
        Look('operation not permitted', r'Operation not permitted', LIKELY),
    )),
)
