"""Git and its kind: clone, fetch, checkout, merge."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import PROOF, STRONG, Kind

KINDS = (
    Kind('git-fatal', 'fatal: ', r'^(?:stderr: |error: |remote: )?fatal: (?!.*\[)', STRONG + 3, 'scm_checkout', Blame.INFRASTRUCTURE),
    Kind('git-clone', 'error cloning', r'ERROR: Error cloning remote repo', PROOF, 'scm_checkout', Blame.INFRASTRUCTURE, 4),
    Kind('git-fetch', 'error fetching', r'ERROR: Error fetching remote repo', STRONG, 'scm_checkout', Blame.INFRASTRUCTURE, 4),
    Kind('git-revision', "couldn't find any", r"Couldn't find any revision to build", PROOF, 'scm_checkout', Blame.CI),
    Kind('git-revision', "couldn't find remote", r"[Cc]ouldn't find remote ref", PROOF, 'scm_checkout', Blame.CI),
    Kind('git-revision', 'error: pathspec', r"error: pathspec", PROOF - 1, 'scm_checkout', Blame.CI),
    Kind('git-conflict', 'conflict', r'^CONFLICT \(', PROOF, 'scm_merge', Blame.PACKAGE, 1),
    Kind('git-conflict', 'automatic merge failed', r'Automatic merge failed', STRONG, 'scm_merge', Blame.PACKAGE),
    Kind('git-apply', 'patch does not apply', r'error: .*patch does not apply', PROOF, 'scm_merge', Blame.PACKAGE),
    Kind('git-rejected', 'rejected', r'! \[(?:remote )?rejected\]', STRONG, 'scm_push', Blame.CI, 1),
    Kind('git-submodule', 'failed', r"(?:Clone of|clone of) .* into submodule path .* failed", STRONG, 'scm_checkout', Blame.INFRASTRUCTURE),
)
