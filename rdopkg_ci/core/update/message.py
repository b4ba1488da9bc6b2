"""The commit message of an update."""

from __future__ import annotations

from rdopkg_ci.core.text.terminal import safe, safe_line
from rdopkg_ci.core.update.update import Build, Update

# Indented notes start no line that means something to git or Gerrit: no trailer, no `---`, no `diff
# --git`, no comment.
_INDENT = '    '


def commit_message(update_id: str, update: Update, key: str, is_edit: bool = False) -> str:
    """``New ID``, or ``Edit ID`` of what is merged, one line a build, the notes, and the Change-Id
    alone in the last paragraph, where Gerrit looks for it.
    """
    builds = '\n'.join(_line(build) for build in update.builds)
    notes = '\n'.join(
        f'{_INDENT}{line}'.rstrip() for line in safe(update.notes).strip().split('\n')
    )
    subject = f'{"Edit" if is_edit else "New"} {update_id}'
    return '\n\n'.join([subject, builds, notes, f'Change-Id: {key}']) + '\n'


def _line(build: Build) -> str:
    tag = f' [{build.tag}]' if build.tag else ''
    return safe_line(f'{build.id} @ {build.source} -> {build.repo} / {build.dist}{tag}')
