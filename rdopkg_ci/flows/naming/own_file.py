"""The update file that somebody names by its path, as for `rdopkg update FILE`."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.text.characters import LIMIT
from rdopkg_ci.core.text.terminal import quoted, safe_line
from rdopkg_ci.core.update import update_file
from rdopkg_ci.core.update.update import Update
from rdopkg_ci.doors import files
from rdopkg_ci.errors import CiError, InvalidInput, UsageError

SUFFIXES = ('.yml', '.yaml')


def is_named(name: str) -> bool:
    """Whether it names a file of ours, and is written as one."""
    return ('/' in name or name.endswith(SUFFIXES)) and os.path.isfile(name)


def read(name: str, policy: Policy) -> Update | None:
    """The update in the file of that name, None where there is no such file. Raises InvalidInput
    where it holds something else.
    """
    if not is_named(name):
        return None
    data = files.read(Path(name), LIMIT)
    try:
        return update_file.parse(data, name, policy).update
    except InvalidInput:
        # What was submitted long ago may be for a target that the policy has no more.
        return update_file.parse(data, name).update


def is_update(name: str) -> bool:
    """Whether a file of ours is an update file, and no log that only looks like YAML."""
    if not (name.endswith(SUFFIXES) and is_named(name)):
        return False
    try:
        return bool(update_file.parse(files.read(Path(name), LIMIT), name))
    except CiError:
        return False


def unmerged(name: str) -> UsageError:
    """That no update in the branch is from that file, though it may be under review."""
    typed = safe_line(f'rdopkg ci status {shlex.quote(name)}')
    problem = f'{quoted(name, 200)}: no update in the branch lists just these builds'
    return UsageError(problem, f'`{typed}` says where it is.')


def unsubmitted(name: str, update_id: str = '') -> UsageError:
    """That no update is from that file; ``update_id`` is one that has other builds of its packages
    and may have been meant.
    """
    typed = safe_line(f'rdopkg update {shlex.quote(name)}')
    better = f', `{typed} --id {update_id}` in the place of the builds of {update_id}'
    problem = f'{quoted(name, 200)} was not submitted as it is: no update lists just these builds'
    return UsageError(problem, f'`{typed}` submits it{better if update_id else ""}.')
