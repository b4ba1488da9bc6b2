"""Containers, their registries and the daemon."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, Kind

KINDS = (
    Kind('docker-socket', 'docker daemon', r'permission denied while trying to connect to the Docker daemon|Cannot connect to the Docker daemon', PROOF, 'docker', Blame.INFRASTRUCTURE),
    Kind('docker-daemon', 'error response from daemon', r'Error response from daemon', STRONG + 3, 'docker', Blame.INFRASTRUCTURE),
    Kind('registry', 'toomanyrequests', r'toomanyrequests', STRONG + 5, 'docker', Blame.INFRASTRUCTURE),
    Kind('registry', 'manifest', r'manifest (?:unknown|for .* not found)|pull access denied', STRONG + 4, 'docker', Blame.INFRASTRUCTURE),
    Kind('registry', 'failed to copy', r'failed to copy: |failed to (?:resolve|pull|fetch|register)', STRONG + 2, 'docker', Blame.INFRASTRUCTURE),
    Kind('container-step', 'error: building', r'building at STEP ', STRONG + 3, 'container_build', Blame.PACKAGE),
    Kind('container-step', 'failed to solve', r'failed to solve', STRONG - 5, 'container_build', Blame.PACKAGE),
    Kind('container-step', 'non-zero code', r'returned a non-zero code', LIKELY, 'container_build', Blame.PACKAGE),
    Kind('image-script', 'scriptfailed', r'ScriptFailed', STRONG + 3, 'image_build', Blame.PACKAGE),
    Kind('kubernetes', 'backoff', r'(?:CrashLoop|ImagePull)BackOff|ErrImagePull', STRONG, 'kubernetes', Blame.INFRASTRUCTURE),
)
