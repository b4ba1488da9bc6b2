"""What a revision brings, and the branch with it: files are merged whole."""

from __future__ import annotations

from collections.abc import Mapping

from rdopkg_ci.core.review.change import Change
from rdopkg_ci.doors.git import Git
from rdopkg_ci.errors import Refused


def edits(repo: Git, revision: str) -> Mapping[str, str | None]:
    """The ids of the blobs that a revision brings against its parent, None where it removes
    a path.
    """
    before, after = repo.files(repo.parents(revision)[0]), repo.files(revision)
    return {
        path: after.get(path) for path in {*before, *after} if before.get(path) != after.get(path)
    }


def merge(repo: Git, change: Change, tip: str) -> str:
    """The commit that brings the change to ``tip``; raises Refused where both sides changed
    a path.
    """
    if repo.is_ancestor(change.revision, tip):
        return tip
    base = repo.parents(change.revision)[0]
    if base == tip:
        return change.revision
    before, now = repo.files(base), repo.files(tip)
    brought: dict[str, bytes | None] = {}
    for path, blob in edits(repo, change.revision).items():
        if now.get(path) not in (before.get(path), blob):
            raise Refused(
                f'merge conflict: {path} was changed in the branch too', 'Submit the update again.'
            )
        brought[path] = repo.read(change.revision, path) if blob else None
    return repo.commit(tip, brought, f'Merge "{change.subject}"\n', merged=change.revision)
