"""Git and its kind: clone, fetch, checkout, merge."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import PROOF, STRONG, Kind, Look

KINDS = (
    Kind('git-fatal', 'scm_checkout', Blame.INFRASTRUCTURE, (
        Look('fatal: ', r'^(?:stderr: |error: |remote: )?fatal: (?!.*\[)', STRONG + 3),
    )),
    Kind('git-clone', 'scm_checkout', Blame.INFRASTRUCTURE, (
        Look('error cloning', r'ERROR: Error cloning remote repo', PROOF, 4),
    )),
    Kind('git-fetch', 'scm_checkout', Blame.INFRASTRUCTURE, (
        Look('error fetching', r'ERROR: Error fetching remote repo', STRONG, 4),
    )),
    Kind('git-revision', 'scm_checkout', Blame.CI, (
        Look("couldn't find any", r"Couldn't find any revision to build", PROOF),
        Look("couldn't find remote", r"[Cc]ouldn't find remote ref", PROOF),
        Look('error: pathspec', r"error: pathspec", PROOF - 1),
    )),
    Kind('git-conflict', 'scm_merge', Blame.PACKAGE, (
        Look('conflict', r'^CONFLICT \(', PROOF, 1),
        Look('automatic merge failed', r'Automatic merge failed', STRONG),
    )),
    Kind('git-apply', 'scm_merge', Blame.PACKAGE, (
        Look('patch does not apply', r'error: .*patch does not apply', PROOF),
    )),
    Kind('git-rejected', 'scm_push', Blame.CI, (
        Look('rejected', r'! \[(?:remote )?rejected\]', STRONG, 1),
    )),
    Kind('git-submodule', 'scm_checkout', Blame.INFRASTRUCTURE, (
        Look('failed', r"(?:Clone of|clone of) .* into submodule path .* failed", STRONG),
    )),
)
