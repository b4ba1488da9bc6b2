"""What a revision brings, and the branch with it: files are merged whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rdopkg_ci.core.review.change import Change
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.doors.git.paths import ABSENT, PathChange
from rdopkg_ci.doors.git.repo import Git
from rdopkg_ci.doors.processes.command import CommandFailed
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
    brought = _brought(repo, change.revision, base, edits)
    if base == tip:
        return change.revision
    before, now, after = repo.files(base), repo.files(tip), repo.files(change.revision)
    for path in brought:
        if now.get(path) not in (before.get(path), after.get(path)):
            raise Refused(
                f'merge conflict: {path} was changed in the branch too', 'Submit the update again.'
            )
    return repo.commit(tip, brought, f'Merge "{change.subject}"\n', merged=change.revision)


def _brought(
    repo: Git, revision: str, base: str, edits: Sequence[PathChange]
) -> Mapping[str, bytes | None]:
    """The content of what changes, None for what is removed. Raises Refused unless the revision is
    exactly what git makes of its parent and that: trees made by hand may have names and modes that
    break who reads them.
    """
    kept = [edit.path for edit in edits if edit.new != ABSENT]
    brought: dict[str, bytes | None] = dict.fromkeys(edit.path for edit in edits)
    brought.update((path, repo.read(revision, path)) for path in kept)
    whole = all(brought[path] is not None for path in kept)
    try:
        is_made_by_git = whole and repo.tree(base, brought) == repo.resolve(f'{revision}^{{tree}}')
    except CommandFailed:
        is_made_by_git = False
    if not is_made_by_git:
        raise Refused(
            f'{revision[:12]} is damaged, or not as git writes commits', 'Submit the update again.'
        )
    return brought


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
