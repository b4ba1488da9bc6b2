"""Keys, passwords and rights."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, Kind, Look

KINDS = (
    Kind('ssh-denied', 'ssh', Blame.INFRASTRUCTURE, (
        Look('permission denied (', r'Permission denied \([a-z]', STRONG + 5),
    )),
    Kind('ssh-hostkey', 'ssh', Blame.INFRASTRUCTURE, (
        Look('verification failed', r'Host key verification failed', STRONG + 5),
    )),
    Kind('ssh-error', 'ssh', Blame.INFRASTRUCTURE, (
        Look('ssh: ', r'^ssh: (?:connect|Could)', STRONG),
    )),
    Kind('auth-failed', 'auth', Blame.INFRASTRUCTURE, (
        Look('authentication failed', r'[Aa]uthentication failed', STRONG + 2),
        Look('access denied', r'HTTP Basic: Access denied', STRONG + 3),
        Look('not authorized', r'(?:is )?not authorized to perform', STRONG + 5),
        Look('accessdenied', r'AccessDenied', LIKELY),
        Look('unauthorized', r'\b401\b.*[Uu]nauthorized|[Uu]nauthorized.*\b401\b|Not authorized|authorization failed', STRONG),
        Look('fail', r'[Ss]tatus(?: code)?:? ?401|code 401', STRONG),
        Look('forbidden', r'\b403\b.*Forbidden|Forbidden.*\b403\b', STRONG - 4),
        Look('bad credentials', r'Bad credentials', STRONG),
    )),
    Kind('permission', 'permission', Blame.INFRASTRUCTURE, (
        Look('permission denied', r'[Pp]ermission denied', STRONG - 3),
        Look('operation not permitted', r'Operation not permitted', LIKELY),
    )),
)
