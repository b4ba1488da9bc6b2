"""Git and its kind: clone, fetch, checkout, merge."""

from __future__ import annotations

from rdopkg_ci.core.cause import Blame
from rdopkg_ci.core.causes.kind import LIKELY, PROOF, STRONG, WEAK, WRAPPER, kind

KINDS = (
    kind('git-fatal', 'fatal: ', r'^(?:stderr: |error: |remote: )?fatal: (?!.*\[)', STRONG + 3, 'scm_checkout', Blame.INFRASTRUCTURE),
    kind('git-clone', 'cloning remote repo', r'ERROR: Error cloning remote repo', PROOF, 'scm_checkout', Blame.INFRASTRUCTURE, 4),
    kind('git-fetch', 'fetching remote repo', r'ERROR: Error fetching remote repo', STRONG, 'scm_checkout', Blame.INFRASTRUCTURE, 4),
    kind('git-revision', "find any revision", r"Couldn't find any revision to build", PROOF, 'scm_checkout', Blame.CI),
    kind('git-revision', "find remote ref", r"[Cc]ouldn't find remote ref", PROOF, 'scm_checkout', Blame.CI),
    kind('git-revision', 'pathspec', r"error: pathspec", PROOF - 1, 'scm_checkout', Blame.CI),
    kind('git-conflict', 'conflict', r'^CONFLICT \(', PROOF, 'scm_merge', Blame.PACKAGE, 1),
    kind('git-conflict', 'automatic merge failed', r'Automatic merge failed', STRONG, 'scm_merge', Blame.PACKAGE),
    kind('git-apply', 'patch does not apply', r'error: .*patch does not apply', PROOF, 'scm_merge', Blame.PACKAGE),
    kind('git-rejected', 'rejected', r'! \[(?:remote )?rejected\]', STRONG, 'scm_push', Blame.CI, 1),
    kind('git-submodule', 'into submodule path', r"(?:Clone of|clone of) .* into submodule path .* failed", STRONG, 'scm_checkout', Blame.INFRASTRUCTURE),
    kind('svn', 'svn: e', r'svn: E\d+', STRONG, 'scm_checkout', Blame.INFRASTRUCTURE),
)
