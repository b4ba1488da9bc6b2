"""Containers, their registries and the daemon."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, Kind, Look

KINDS = (
    Kind('docker-socket', 'docker', Blame.INFRASTRUCTURE, (
        Look('docker daemon', r'permission denied while trying to connect to the Docker daemon|Cannot connect to the Docker daemon', PROOF),
    )),
    Kind('docker-daemon', 'docker', Blame.INFRASTRUCTURE, (
        Look('error response from daemon', r'Error response from daemon', STRONG + 3),
    )),
    Kind('registry', 'docker', Blame.INFRASTRUCTURE, (
        Look('toomanyrequests', r'toomanyrequests', STRONG + 5),
        Look('manifest', r'manifest (?:unknown|for .* not found)|pull access denied', STRONG + 4),
        Look('failed to copy', r'failed to copy: |failed to (?:resolve|pull|fetch|register)', STRONG + 2),
    )),
    Kind('container-step', 'container_build', Blame.PACKAGE, (
        Look('error: building', r'building at STEP ', STRONG + 3),
        Look('failed to solve', r'failed to solve', STRONG - 5),
        Look('non-zero code', r'returned a non-zero code', LIKELY),
    )),
    Kind('image-script', 'image_build', Blame.PACKAGE, (
        Look('scriptfailed', r'ScriptFailed', STRONG + 3),
    )),
    Kind('kubernetes', 'kubernetes', Blame.INFRASTRUCTURE, (
        Look('backoff', r'(?:CrashLoop|ImagePull)BackOff', STRONG + 5),
        Look('errimagepull', r'ErrImagePull', STRONG + 5),
        Look('progress deadline', r'exceeded its progress deadline', STRONG + 3),
    )),
)
