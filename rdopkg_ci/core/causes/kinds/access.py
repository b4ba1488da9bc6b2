"""Keys, passwords and rights."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, Kind

KINDS = (
    Kind('ssh-denied', 'permission denied (', r'Permission denied \([a-z]', STRONG + 5, 'ssh', Blame.INFRASTRUCTURE),
    Kind('ssh-hostkey', 'verification failed', r'Host key verification failed', STRONG + 5, 'ssh', Blame.INFRASTRUCTURE),
    Kind('ssh-error', 'ssh: ', r'^ssh: (?:connect|Could)', STRONG, 'ssh', Blame.INFRASTRUCTURE),
    Kind('auth-failed', 'authentication failed', r'[Aa]uthentication failed', STRONG + 2, 'auth', Blame.INFRASTRUCTURE),
    Kind('auth-failed', 'access denied', r'HTTP Basic: Access denied', STRONG + 3, 'auth', Blame.INFRASTRUCTURE),
    Kind('auth-failed', 'not authorized', r'(?:is )?not authorized to perform', STRONG + 5, 'auth', Blame.INFRASTRUCTURE),
    Kind('auth-failed', 'accessdenied', r'AccessDenied', LIKELY, 'auth', Blame.INFRASTRUCTURE),
    Kind('auth-failed', 'unauthorized', r'\b401\b.*[Uu]nauthorized|[Uu]nauthorized.*\b401\b|Not authorized|authorization failed', STRONG, 'auth', Blame.INFRASTRUCTURE),
    Kind('auth-failed', 'fail', r'[Ss]tatus(?: code)?:? ?401|code 401', STRONG, 'auth', Blame.INFRASTRUCTURE),
    Kind('auth-failed', 'forbidden', r'\b403\b.*Forbidden|Forbidden.*\b403\b', STRONG - 4, 'auth', Blame.INFRASTRUCTURE),
    Kind('auth-failed', 'bad credentials', r'Bad credentials', STRONG, 'auth', Blame.INFRASTRUCTURE),
    Kind('permission', 'permission denied', r'[Pp]ermission denied', STRONG - 3, 'permission', Blame.INFRASTRUCTURE),
    Kind('permission', 'operation not permitted', r'Operation not permitted', LIKELY, 'permission', Blame.INFRASTRUCTURE),
)
