"""Servers, mirrors and names that do not answer."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, Kind, Look

KINDS = (
    Kind('download-error', 'repo_unreachable', Blame.INFRASTRUCTURE, (
        Look('requested url returned error', r'The requested URL returned error', STRONG + 2),
        Look('curl: (', r'curl: \(\d+\)', STRONG, 1),
        Look('couldn', r"Couldn't (?:download|connect|resolve)", STRONG),
    )),
    Kind('mirror-error', 'repo_unreachable', Blame.INFRASTRUCTURE, (
        Look('errno 14', r'\[Errno 14\]', LIKELY + 5),
        Look('no more mirrors', r'No more mirrors to try', STRONG),
        Look('failed to download', r'Failed to download (?:metadata|packages)', STRONG + 7, 1),
        Look('cannot download', r'Cannot (?:download|retrieve)', STRONG, 1),
        Look('failed to fetch', r'(?:[EW]: )?Failed to fetch ', STRONG),
    )),
    Kind('mirror-404', 'download_404', Blame.INFRASTRUCTURE, (
        Look('not found', r'(?:HTTP Error|[Ss]tatus(?: code)?:?|ERROR|error) 404|404:? Not Found', STRONG - 8),
        Look('error', r'HTTP Error 404|ERROR 404|returned 404|[Ss]tatus(?: [Cc]ode)?:? ?404', STRONG - 8),
        Look('not found', r'404 +Not Found \[IP', STRONG),
    )),
    Kind('http-error', 'repo_unreachable', Blame.INFRASTRUCTURE, (
        Look('http error', r'HTTP(?: [Ee]rror|/[\d.]+|Error:)? ?(?:50\d)\b|50\d (?:Internal Server|Bad Gateway|Service)', LIKELY + 4),
    )),
    Kind('dns', 'repo_unreachable', Blame.INFRASTRUCTURE, (
        Look('could not resolve host', r'[Cc]ould not resolve host', STRONG),
        Look('name resolution', r'[Tt]emporary failure in name resolution', STRONG),
        Look('name or service not known', r'Name or service not known', STRONG),
        Look('exception', r'UnknownHostException', STRONG - 3),
        Look('no such host', r'no such host', STRONG),
    )),
    Kind('network-error', 'network_unreachable', Blame.INFRASTRUCTURE, (
        Look('connection', r'[Cc]onnection (?:refused|timed out|reset|was reset)', LIKELY),
        Look('dial tcp', r'dial (?:tcp|udp)', STRONG - 3),
        Look('unreachable', r'(?:Network|Host) is unreachable|No route to host', LIKELY + 4),
        Look('no route to host', r'No route to host', LIKELY + 8),
        Look('not pingable', r'is not pingable|Failed to ping', STRONG + 3),
        Look('i/o timeout', r'i/o timeout|TLS handshake timeout', STRONG - 3),
        Look('certificate', r'certificate (?:verify failed|has expired|is not trusted)|SSL certificate problem', STRONG),
    )),
    Kind('checksum', 'download', Blame.INFRASTRUCTURE, (
        Look('checksum', r'[Cc]hecksum (?:mismatch|error|failed|does not match)|Intended checksum', STRONG + 2, 2),
        Look('gpg', r'GPG (?:check FAILED|key retrieval failed)|is not signed', STRONG),
    )),
)
