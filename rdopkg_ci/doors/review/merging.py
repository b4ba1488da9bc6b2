"""What a revision brings, and the branch with it: files are merged whole."""

from __future__ import annotations

from rdopkg_ci.core.review.change import Change
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.doors.git import Git
from rdopkg_ci.doors.gitpaths import ABSENT, PathChange
from rdopkg_ci.errors import Refused


def merge(repo: Git, change: Change, tip: str) -> str:
    """The commit that brings the change to ``tip``; raises Refused where both sides changed a path,
    and for anything but regular files.
    """
    if repo.is_ancestor(change.revision, tip):
        return tip
    edits = _edits(repo, change)
    base, *others = repo.parents(change.revision)
    for parent in (base, *others):
        # Its files and its past would come along, which nobody has looked at.
        if not repo.is_ancestor(parent, tip):
            raise Refused(f'its parent {parent[:12]} is not in the branch', 'Submit it again.')
    if base == tip:
        return change.revision
    before, now, after = repo.files(base), repo.files(tip), repo.files(change.revision)
    brought: dict[str, bytes | None] = {}
    for path in (edit.path for edit in edits):
        if now.get(path) not in (before.get(path), after.get(path)):
            raise Refused(
                f'merge conflict: {path} was changed in the branch too', 'Submit the update again.'
            )
        brought[path] = repo.read(change.revision, path) if path in after else None
    return repo.commit(tip, brought, f'Merge "{change.subject}"\n', merged=change.revision)


def _edits(repo: Git, change: Change) -> tuple[PathChange, ...]:
    edits = repo.changed([change.revision]).get(change.revision)
    if edits is None or repo.roots([change.revision]):
        raise Refused(
            f'{change.revision[:12]} has no parent to be compared with', 'Submit the update again.'
        )
    for edit in edits:
        if not edit.is_plain:
            what = f'{quoted(edit.path)} is not a regular file (mode {edit.new} after {edit.old})'
            raise Refused(what.replace(f' after {ABSENT}', ''), 'Submit the file itself.')
    return edits
