"""The programs of a policy's steps, looked at before a run has to start them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.policy.policy_file import POLICY
from rdopkg_ci.core.policy.scripts import HEAD, Script, anywhere, wrong
from rdopkg_ci.doors import files
from rdopkg_ci.doors.git.reader import GitReader
from rdopkg_ci.errors import InvalidInput, Problem

_EXECUTABLE, _LINK = '100755 ', '120000 '
# In bytes: of a larger file nobody looks how it begins.
_MOST = 1_000_000
HINT = (
    'A script has to be executable (`git update-index --chmod=+x PATH`) and to begin with its'
    ' interpreter; what lies elsewhere has to be on the machines that run it.'
)


def at(
    repo: GitReader, commit: str, policy: Policy, is_here: Callable[[str], bool] = anywhere
) -> Sequence[Problem]:
    """What is wrong with those of the policy at a commit."""
    steps = [step for phase in policy.phases.values() for step in phase.steps]
    if not steps:
        return ()
    held = repo.files(commit)
    asked = [(commit, step.script) for step in steps if step.script in held]
    texts = repo.read_each(asked, _MOST)

    def look(path: str) -> Script | None:
        kind = held.get(path)
        if kind is None:
            return None
        if kind.startswith(_LINK):
            # Where it leads is seen when it is checked out.
            return Script(True, None)
        return Script(kind.startswith(_EXECUTABLE), texts.get((commit, path)))

    return [*wrong(policy, look, is_here)]


def check_at(
    repo: GitReader, commit: str, policy: Policy, is_here: Callable[[str], bool] = anywhere
) -> None:
    """Raises InvalidInput for `at`."""
    name = f'the policy, {POLICY} of the rdo-update repo at {commit[:12]}'
    _check(f'{name}:', at(repo, commit, policy, is_here))


def check_beside(path: Path, policy: Policy) -> None:
    """Raises InvalidInput for what is wrong with those that lie beside a policy's file."""
    _check(f'{path}:', [*wrong(policy, partial(_here, path.parent))])


def _here(place: Path, name: str) -> Script | None:
    path = place / name
    try:
        with files.opened(path) as stream:
            return Script(_is_executable(path), stream.read(HEAD))
    except OSError:
        return Script(_is_executable(path), None) if path.is_file() else None


def _is_executable(path: Path) -> bool:
    """By its mode, for whether it is here, on this disk, says nothing of where it is run."""
    return bool(path.stat().st_mode & 0o111)


def _check(what: str, problems: Sequence[Problem]) -> None:
    if problems:
        raise InvalidInput(what, problems, HINT)
