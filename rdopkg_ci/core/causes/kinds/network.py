"""Servers, mirrors and names that do not answer."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, STRONG, Kind

KINDS = (
    Kind('download-error', 'requested url returned error', r'The requested URL returned error', STRONG + 2, 'repo_unreachable', Blame.INFRASTRUCTURE),
    Kind('download-error', 'curl: (', r'curl: \(\d+\)', STRONG, 'repo_unreachable', Blame.INFRASTRUCTURE, 1),
    Kind('download-error', 'couldn', r"Couldn't (?:download|connect|resolve)", STRONG, 'repo_unreachable', Blame.INFRASTRUCTURE),
    Kind('mirror-error', 'errno 14', r'\[Errno 14\]', LIKELY + 5, 'repo_unreachable', Blame.INFRASTRUCTURE),
    Kind('mirror-error', 'no more mirrors', r'No more mirrors to try', STRONG, 'repo_unreachable', Blame.INFRASTRUCTURE),
    Kind('mirror-error', 'failed to download', r'Failed to download (?:metadata|packages)', STRONG + 3, 'repo_unreachable', Blame.INFRASTRUCTURE, 1),
    Kind('mirror-error', 'cannot download', r'Cannot (?:download|retrieve)', STRONG, 'repo_unreachable', Blame.INFRASTRUCTURE, 1),
    Kind('mirror-error', 'failed to fetch', r'(?:[EW]: )?Failed to fetch ', STRONG, 'repo_unreachable', Blame.INFRASTRUCTURE),
    Kind('mirror-404', 'not found', r'(?:HTTP Error|[Ss]tatus(?: code)?:?|ERROR|error) 404|404:? Not Found', STRONG - 8, 'download_404', Blame.INFRASTRUCTURE),
    Kind('mirror-404', 'error', r'HTTP Error 404|ERROR 404|returned 404|[Ss]tatus(?: [Cc]ode)?:? ?404', STRONG - 8, 'download_404', Blame.INFRASTRUCTURE),
    Kind('http-error', 'http error', r'HTTP(?: [Ee]rror|/[\d.]+|Error:)? ?(?:50\d)\b|50\d (?:Internal Server|Bad Gateway|Service)', LIKELY + 4, 'repo_unreachable', Blame.INFRASTRUCTURE),
    Kind('dns', 'could not resolve host', r'[Cc]ould not resolve host', STRONG, 'repo_unreachable', Blame.INFRASTRUCTURE),
    Kind('dns', 'name resolution', r'[Tt]emporary failure in name resolution', STRONG, 'repo_unreachable', Blame.INFRASTRUCTURE),
    Kind('dns', 'name or service not known', r'Name or service not known', STRONG, 'repo_unreachable', Blame.INFRASTRUCTURE),
    Kind('dns', 'exception', r'UnknownHostException', STRONG - 3, 'repo_unreachable', Blame.INFRASTRUCTURE),
    Kind('dns', 'no such host', r'no such host', STRONG, 'repo_unreachable', Blame.INFRASTRUCTURE),
    Kind('network-error', 'connection', r'[Cc]onnection (?:refused|timed out|reset|was reset)', LIKELY, 'network_unreachable', Blame.INFRASTRUCTURE),
    Kind('network-error', 'dial tcp', r'dial (?:tcp|udp)', STRONG - 3, 'network_unreachable', Blame.INFRASTRUCTURE),
    Kind('network-error', 'unreachable', r'(?:Network|Host) is unreachable|No route to host', LIKELY + 4, 'network_unreachable', Blame.INFRASTRUCTURE),
    Kind('network-error', 'no route to host', r'No route to host', LIKELY + 8, 'network_unreachable', Blame.INFRASTRUCTURE),
    Kind('network-error', 'not pingable', r'is not pingable|Failed to ping', STRONG + 3, 'network_unreachable', Blame.INFRASTRUCTURE),
    Kind('network-error', 'i/o timeout', r'i/o timeout|TLS handshake timeout', STRONG - 3, 'network_unreachable', Blame.INFRASTRUCTURE),
    Kind('network-error', 'certificate', r'certificate (?:verify failed|has expired|is not trusted)|SSL certificate problem', STRONG, 'network_unreachable', Blame.INFRASTRUCTURE),
    Kind('checksum', 'checksum', r'[Cc]hecksum (?:mismatch|error|failed|does not match)|Intended checksum', STRONG + 2, 'download', Blame.INFRASTRUCTURE, 2),
    Kind('checksum', 'gpg', r'GPG (?:check FAILED|key retrieval failed)|is not signed', STRONG, 'download', Blame.INFRASTRUCTURE),
)
