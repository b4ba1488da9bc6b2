"""Containers, their registries and the daemon."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WEAK, WRAPPER, Kind, Look

KINDS = (
    Kind('docker-socket', 'docker', Blame.INFRASTRUCTURE, (
        Look('docker daemon', r"permission denied while trying to connect to the Docker daemon|(?:Cannot|Couldn.t) connect to (?:the )?Docker daemon", PROOF),
        Look(' to connect to the docker api at', r'(?:permission denied while trying|failed) to connect to the docker API at', PROOF),
        Look('error during connect: ', r'error during connect: ', PROOF - 2),
        Look('cannot connect to podman', r'Cannot connect to Podman', PROOF),
    )),
    Kind('docker-daemon', 'docker', Blame.INFRASTRUCTURE, (
        Look('error response from daemon: ', r'Error response from daemon: (?!No such (?:container|image|volume))', STRONG + 3),
        Look('error response from daemon', r'Error response from daemon', WEAK),
        Look('oci runtime ', r'OCI runtime (?:create|exec|error|attempted)', STRONG + 3),
        Look('runc ', r'runc (?:create|run) failed', STRONG + 3),
        Look("container started but didn't run the expected", r"container started but didn't run the expected command", STRONG + 3),
        Look('port is already allocated', r'port is already allocated', STRONG + 5),
        Look('exec format error', r'exec format error', STRONG + 4),
        Look('exec user process caused', r'exec user process caused', STRONG + 4),
    )),
    Kind('registry', 'docker', Blame.INFRASTRUCTURE, (
        Look('toomanyrequests', r'toomanyrequests', STRONG + 5),
        Look('manifest unknown', r'manifest unknown', STRONG + 4),
        Look('manifest for ', r'manifest for .* not found', STRONG + 4),
        Look('pull access denied', r'pull access denied', STRONG + 4),
        Look('denied: ', r'(?:^|: )denied: ', STRONG + 4),
        Look('no basic auth credentials', r'no basic auth credentials', STRONG + 4),
        Look('unauthorized: ', r'\bunauthorized: ', STRONG + 4),
        Look('failed to ', r'failed to copy: |failed to (?:resolve|pull|fetch|register)', STRONG + 2),
        Look('error: ', r'^Error: (?:initializing source|unable to copy from source|creating build container|short-name) ', STRONG + 3),
        Look(' did not resolve to an alias', r'short-name .* did not resolve to an alias', STRONG + 4),
    )),
    Kind('dockerfile', 'container_build', Blame.PACKAGE, (
        Look(' failed: ', r'^(?:COPY|ADD) failed: ', STRONG + 4),
        Look('dockerfile parse error', r'[Dd]ockerfile parse error', STRONG + 4),
        Look('unknown instruction: ', r'unknown instruction: ', STRONG + 3),
        Look('failed to read dockerfile', r'failed to read dockerfile', STRONG + 3),
        Look('unable to prepare context', r'unable to prepare context', STRONG + 4),
        Look('failed to calculate checksum', r'^ERROR: failed to (?:calculate checksum|compute cache key)', STRONG + 3),
        Look('invalid reference format', r'invalid reference format', STRONG + 4),
        Look('no ', r'building at STEP .*(?:no such file|no files)', STRONG + 4),
    )),
    Kind('container-step', 'container_build', Blame.PACKAGE, (
        Look('failed to solve: ', r'failed to solve: (?!process |executor failed|rpc error.*executor failed)', STRONG - 4),
        Look('failed to solve', r'failed to solve', WRAPPER + 8),
        Look('" did not complete successfully', r'process ".+" did not complete successfully', WRAPPER + 8),
        Look('executor failed running', r'executor failed running', WRAPPER + 8),
        Look('building at step ', r'building at STEP ', LIKELY),
        Look('returned a non-zero code', r'returned a non-zero code', WRAPPER + 8),
        Look(' failed to build', r"[Ss]ervice '?\S+ failed to build", WRAPPER + 8),
    )),
    Kind('compose', 'docker', Blame.TEST, (
        Look('dependency failed to start: ', r'dependency failed to start: ', STRONG + 4),
        Look(' is unhealthy', r'\bcontainer \S+ is unhealthy', STRONG + 4),
        Look('no configuration file provided', r'no configuration file provided', STRONG + 4),
        Look(' undefined ', r'(?:refers to|depends on) undefined (?:network|volume|service|config|secret)', STRONG + 4),
        Look('declared as external, but', r'declared as external, but', STRONG + 4),
        Look('no such service: ', r'[Nn]o such service: ', STRONG + 4),
        Look('pool overlaps', r'Pool overlaps with other one', STRONG + 3),
        Look('could not find an available', r'could not find an available, non-overlapping', STRONG + 3),
        Look('cannot start service ', r'Cannot start service ', STRONG + 2),
    )),
    Kind('image-script', 'image_build', Blame.PACKAGE, (
        Look('scriptfailed', r'ScriptFailed', STRONG + 3),
    )),
    Kind('kubernetes', 'kubernetes', Blame.INFRASTRUCTURE, (
        Look('backoff', r'(?:CrashLoop|ImagePull)BackOff', STRONG + 5),
        Look('errimagepull', r'ErrImagePull', STRONG + 5),
        Look('unable to connect to the server', r'Unable to connect to the server', STRONG + 4),
        Look('exceeded its progress deadline', r'exceeded its progress deadline', STRONG + 3),
        Look('error: timed out waiting for the condition', r'^error: timed out waiting for the condition', STRONG),
        Look('error from server', r'^Error from server(?: \(\w+\))?: ', STRONG + 3),
        Look('error: ', r"^error: (?:the server doesn't have|error validating|unable to recognize|no matches for kind)", STRONG + 3),
        Look(' denied the request', r'admission webhook .* denied the request', STRONG + 4),
        Look('" is invalid: ', r'^The \w+ "\S+" is invalid: ', STRONG + 4),
        Look('no matches for kind ', r'no matches for kind ', STRONG + 3),
        Look('error: failed to create cluster', r'^ERROR: failed to create cluster', STRONG + 3),
        Look('exiting due to ', r'Exiting due to [A-Z0-9_]+: ', STRONG + 4),
    )),
    Kind('helm', 'kubernetes', Blame.PACKAGE, (
        Look('error: ', r'^Error: (?:INSTALLATION|UPGRADE|UNINSTALL|ROLLBACK) FAILED', STRONG + 4, 1),
        Look('error: ', r'^Error: (?:release \S+ failed|rendered manifests contain|another operation \(|execution error at|chart )', STRONG + 4),
        Look('error: ', r'^Error: (?:template: |parse error at|YAML parse error|unable to build kubernetes|Kubernetes cluster)', STRONG + 4),
    )),
)
