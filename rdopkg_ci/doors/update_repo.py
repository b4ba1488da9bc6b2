"""The branch of the rdo-update repo: open a clone of it, bring commits, commit exact paths, push,
again after a lost race.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from rdopkg_ci.doors.git.access import OWN, GitAccess
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.doors.git.ids import COMMIT
from rdopkg_ci.doors.git.repo import init_bare
from rdopkg_ci.doors.lock import held
from rdopkg_ci.doors.publication import placing
from rdopkg_ci.doors.tracked_branch import TrackedBranch, lock_of
from rdopkg_ci.errors import LostRace, Unwritable

ATTEMPTS = 8
T = TypeVar('T')
_REF = re.compile(rf'{COMMIT.pattern}|refs/(?!.*(?:\.\.|//|@\{{|\.lock))[\w./-]{{1,250}}', re.A)


@dataclass(frozen=True)
class UpdateRepo(TrackedBranch):
    """The branch that holds the updates and the policy."""

    @classmethod
    def open(cls, path: Path, remote: str, branch: str, access: GitAccess = OWN) -> UpdateRepo:
        """The clone at ``path``, made beside and renamed into place when it is not there yet: half
        of one is no repo to git.
        """
        if not path.exists():
            with held(lock_of(path)):
                if not path.exists():
                    temporary = placing.empty(path.with_name(f'.{path.name}'))
                    init_bare(temporary, branch)
                    temporary.rename(path)
        return cls(path, remote, branch, access)

    @classmethod
    def found(cls, path: Path, branch: str) -> UpdateRepo | None:
        """The clone that is at ``path`` already, without a way to its server; None for none."""
        return cls(path, '', branch) if path.exists() else None

    def brought(self, count: int) -> Sequence[str]:
        """The newest ``count`` commits that were fetched by a ref of their own."""
        options = ('--sort=-committerdate', f'--count={count}', '--format=%(objectname)')
        return self.run('for-each-ref', *options, 'refs/rdopkg-ci/').text.split()

    def bring(self, refs: Mapping[str, str]) -> Mapping[str, str]:
        """Have the commits, each with the ref that leads to it, in our clone: what is missing is
        fetched at once. Returns why a commit could not be had, for those that could not.
        """
        strange = {
            commit: 'it is not the id of a commit, or its ref not one'
            for commit, ref in refs.items()
            if not _is_safe(commit, ref)
        }
        missing = sorted(self.missing(refs.keys() - strange))
        specs = [_kept(refs[commit]) for commit in missing]
        if not specs:
            return strange
        reason = self._fetch(specs) or 'the server has another commit there'
        return {**strange, **dict.fromkeys(self.missing(missing), reason)}

    def _fetch(self, specs: Sequence[str]) -> str:
        """Why not all of them came; empty where they did."""
        try:
            with held(lock_of(self.path)):
                problem = self.server.fetch(specs)
                if problem and len(specs) > 1:
                    # One ref that is gone must not keep the others from coming.
                    for spec in specs:
                        self.server.fetch([spec])
                return problem
        except Unwritable as error:
            return str(error)

    def first_patch_set(self, number: int) -> str:
        """The commit that a change began with, whatever became of it; empty where none is had."""
        kept = _kept(f'refs/changes/{number % 100:02}/{number}/1')
        self._fetch([kept])
        return self.resolve(kept.partition(':')[2])

    def edit(self, edit: Callable[[str], tuple[Edit | None, T]]) -> T:
        """Commit what ``edit`` makes of the tip, None for nothing, asked anew after a lost race;
        returns what the ``edit`` that counted said beside it.
        """

        def one(tip: str) -> tuple[Sequence[Edit], T]:
            made, told = edit(tip)
            return (made,) if made else (), told

        return self.edit_all(one)

    def edit_all(self, edits: Callable[[str], tuple[Sequence[Edit], T]]) -> T:
        """The same with a commit for each edit, one on the other, pushed all or none."""
        for _ in range(ATTEMPTS):
            tip = new = self.tip()
            made, told = edits(tip)
            for one in made:
                one.check(self.files(new).keys())
                new = self.clone.commit(new, one.paths, one.message, one.author)
            if new == tip or self.server.push(new, f'refs/heads/{self.branch}'):
                return told
        problem = f'{self.server.shown}: {self.branch} moved {ATTEMPTS} times while we tried'
        raise LostRace(problem, 'Run this again.')


def _is_safe(commit: str, ref: str) -> bool:
    """Whether git takes both for what they are, and for nothing else."""
    return bool(COMMIT.fullmatch(commit) and _REF.fullmatch(ref))


def _kept(ref: str) -> str:
    """A ref of the server with the one of ours that keeps its commits from being swept away."""
    return f'+{ref}:refs/rdopkg-ci/{ref.removeprefix("refs/")}'
