"""HTTP for every door that needs it: times, sizes, retries and redirects within bounds, failures by
name, and no credentials but to the server that they are for.

A GET is tried again when the connection fails or the server answers 502, 503 or 504, after the time
it asks for. Credentials are those given, else those in the URL, else those of ~/.netrc; they never
follow a redirect to another server.
"""

from __future__ import annotations

from rdopkg_ci.doors.http.address import shown
from rdopkg_ci.doors.http.client import Http
from rdopkg_ci.doors.http.failures import (
    Absent,
    HttpError,
    HttpResponse,
    NotAllowed,
    Rejected,
    Unreachable,
)
from rdopkg_ci.doors.http.limits import Credentials, Limits, refused

__all__ = [
    'Absent',
    'Credentials',
    'Http',
    'HttpError',
    'HttpResponse',
    'Limits',
    'NotAllowed',
    'Rejected',
    'Unreachable',
    'refused',
    'shown',
]
