"""Containers, their registries and the daemon."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WEAK, WRAPPER, Kind, Pattern

# Whose words those are: others deny and fail to fetch as well.
_REGISTRY = 'docker|podman|buildah|skopeo|kaniko|registry|manifest|containerd|buildkit|image'

KINDS = (
    Kind('docker-socket', 'docker', Blame.INFRASTRUCTURE, (
        Pattern('docker daemon', r"permission denied while trying to connect to the Docker daemon|(?:Cannot|Couldn.t) connect to (?:the )?Docker daemon", PROOF),
        Pattern(' to connect to the docker api at', r'(?:permission denied while trying|failed) to connect to the docker API at', PROOF),
        Pattern('error during connect: ', r'error during connect: ', PROOF - 2),
        Pattern('cannot connect to podman', r'Cannot connect to Podman', PROOF),
    )),
    Kind('docker-daemon', 'docker', Blame.INFRASTRUCTURE, (
        Pattern('sd-bus call: ', r'sd-bus call: ', PROOF),
        Pattern('error running container: ', r'^error running container: (?!.*exit status \d+$)', STRONG),
        Pattern('error response from daemon: ', r'Error response from daemon: (?!No such (?:container|image|volume))', STRONG + 3),
        Pattern('error response from daemon', r'Error response from daemon', WEAK),
        Pattern('oci runtime ', r'OCI runtime (?:create|exec|error|attempted)', STRONG + 3),
        Pattern('runc ', r'runc (?:create|run) failed', STRONG + 3),
        Pattern("container started but didn't run the expected", r"container started but didn't run the expected command", STRONG + 3),
        Pattern('port is already allocated', r'port is already allocated', STRONG + 5),
        Pattern('exec format error', r'exec format error', STRONG + 4),
        Pattern('exec user process caused', r'exec user process caused', STRONG + 4),
    )),
    Kind('registry', 'docker', Blame.INFRASTRUCTURE, (
        Pattern('toomanyrequests', r'toomanyrequests', STRONG + 5),
        Pattern('manifest unknown', r'manifest unknown', STRONG + 4),
        Pattern('manifest for ', r'manifest for .* not found', STRONG + 4),
        Pattern('pull access denied', r'pull access denied', STRONG + 4),
        Pattern('denied: ', r'(?:^|: )denied: ', STRONG + 4, near=_REGISTRY),
        Pattern('no basic auth credentials', r'no basic auth credentials', STRONG + 4),
        Pattern('unauthorized: ', r'\bunauthorized: ', STRONG + 4, near=_REGISTRY),
        Pattern('failed to ', r'failed to copy: |failed to (?:resolve|pull|fetch|register)', STRONG + 2, near=_REGISTRY),
        Pattern('error: ', r'^Error: (?:initializing (?:source|destination)|unable to copy from source|creating build container|short-name|trying to reuse blob|writing blob|copying (?:image|system)|reading manifest|pinging container registry|authenticating creds|logging into|getting image source|determining manifest)\b', STRONG + 3),
        Pattern(' did not resolve to an alias', r'short-name .* did not resolve to an alias', STRONG + 4),
    )),
    Kind('dockerfile', 'container_build', Blame.PACKAGE, (
        Pattern(' failed: ', r'^(?:COPY|ADD) failed: ', STRONG + 4),
        Pattern('dockerfile parse error', r'[Dd]ockerfile parse error', STRONG + 4),
        Pattern('unknown instruction: ', r'unknown instruction: ', STRONG + 3),
        Pattern('failed to read dockerfile', r'failed to read dockerfile', STRONG + 3),
        Pattern('unable to prepare context', r'unable to prepare context', STRONG + 4),
        Pattern('failed to calculate checksum', r'^ERROR: failed to (?:calculate checksum|compute cache key)', STRONG + 3),
        Pattern('invalid reference format', r'invalid reference format', STRONG + 4),
        Pattern('building at step ', r'building at STEP .*(?:no such file|no files)', STRONG + 4),
    )),
    Kind('container-step', 'container_build', Blame.PACKAGE, (
        Pattern('failed to solve: ', r'failed to solve: (?!process |executor failed|rpc error.*executor failed)', STRONG - 4),
        Pattern('failed to solve', r'failed to solve', WRAPPER + 8),
        Pattern('" did not complete successfully', r'process ".+" did not complete successfully', WRAPPER + 8),
        Pattern('executor failed running', r'executor failed running', WRAPPER + 8),
        Pattern('building at step ', r'building at STEP .*(?:exit status|exit code) \d+$', WRAPPER + 9),
        Pattern('building at step ', r'building at STEP ', LIKELY),
        Pattern('returned a non-zero code', r'returned a non-zero code', WRAPPER + 8),
        Pattern(' failed to build', r"[Ss]ervice '?\S+ failed to build", WRAPPER + 8),
    )),
    Kind('compose', 'docker', Blame.CI, (
        Pattern('dependency failed to start: ', r'dependency failed to start: ', STRONG + 4),
        Pattern(' is unhealthy', r'\bcontainer \S+ is unhealthy', STRONG + 4),
        Pattern('no configuration file provided', r'no configuration file provided', STRONG + 4),
        Pattern(' undefined ', r'(?:refers to|depends on) undefined (?:network|volume|service|config|secret)', STRONG + 4),
        Pattern('declared as external, but', r'declared as external, but', STRONG + 4),
        Pattern('no such service: ', r'[Nn]o such service: ', STRONG + 4),
        Pattern('pool overlaps', r'Pool overlaps with other one', STRONG + 3),
        Pattern('could not find an available', r'could not find an available, non-overlapping', STRONG + 3),
        Pattern('cannot start service ', r'Cannot start service ', STRONG + 2),
    )),
    Kind('image-script', 'image_build', Blame.PACKAGE, (
        Pattern('scriptfailed', r'ScriptFailed', STRONG + 3),
    )),
    Kind('kubernetes', 'kubernetes', Blame.INFRASTRUCTURE, (
        Pattern('backoff', r'(?:CrashLoop|ImagePull)BackOff', STRONG + 5),
        Pattern('errimagepull', r'ErrImagePull', STRONG + 5),
        Pattern('unable to connect to the server', r'Unable to connect to the server', STRONG + 4),
        Pattern('exceeded its progress deadline', r'exceeded its progress deadline', STRONG + 3),
        Pattern('error: timed out waiting for the condition', r'^error: timed out waiting for the condition', STRONG),
        Pattern('error from server', r'^Error from server(?: \(\w+\))?: ', STRONG + 3),
        Pattern('error: ', r'^error: (?:error parsing|unable to (?:read|decode|load)|the path \S+ does not exist|You must |unknown (?:command|flag)|no objects passed|no context|current-context)', STRONG + 2, near='kubectl|oc apply|kubeconfig'),
        Pattern('error: ', r"^error: (?:the server doesn't have|error validating|unable to recognize|no matches for kind)", STRONG + 3),
        Pattern(' denied the request', r'admission webhook .* denied the request', STRONG + 4),
        Pattern('" is invalid: ', r'^The \w+ "\S+" is invalid: ', STRONG + 4),
        Pattern('no matches for kind ', r'no matches for kind ', STRONG + 3),
        Pattern('error: failed to create cluster', r'^ERROR: failed to create cluster', STRONG + 3),
        Pattern('exiting due to ', r'Exiting due to [A-Z0-9_]+: ', STRONG + 4),
    )),
    Kind('helm', 'kubernetes', Blame.CI, (
        Pattern('error: ', r'^Error: (?:INSTALLATION|UPGRADE|UNINSTALL|ROLLBACK) FAILED', STRONG + 4, 1),
        Pattern('error: ', r'^Error: (?:release \S+ failed|rendered manifests contain|another operation \(|execution error at|chart |Chart\.yaml|failed to download|non-absolute URLs|path "|repo )', STRONG + 4),
        Pattern('error: ', r'^Error: (?:template: |parse error at|YAML parse error|unable to build kubernetes|Kubernetes cluster)', STRONG + 4),
    )),
)
