"""A command of the policy's own, and how its words are filled in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from rdopkg_ci.core.target import Target

PLACEHOLDERS = ('release', 'dist', 'target', 'repo_file', 'policy_dir')
_PLACEHOLDER = re.compile(f'{{({"|".join(PLACEHOLDERS)})}}')
_BESIDE = '{policy_dir}/'
# What a shell or a template language has braces for looks otherwise.
_LIKE_ONE = re.compile(r'(?<![{$%]){([a-z_]+)}(?!})')


class Role(Enum):
    """What a command of the policy's own does with the packages under test, for its place in the
    order; most have none.
    """

    PROVISION = 'provision'
    INSTALL = 'install'


@dataclass(frozen=True)
class Command:
    """A step of the policy's own: its name and the words of its command, yet to be filled in.

    ``always`` runs it after a failure too; ``timeout`` is a limit of its own in seconds, None for
    that of the run. ``results`` are globs of the files of test results that it leaves. ``line`` is
    where it stands in the policy's file.
    """

    name: str
    words: tuple[str, ...]
    always: bool = False
    timeout: float | None = None
    role: Role | None = None
    results: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def script(self) -> str:
        """The path of its program in the rdo-update repo; empty where it lies elsewhere, or its
        words have to be filled in to tell.
        """
        program = self.words[0].removeprefix(_BESIDE)
        is_there = is_beside(self.words[0]) or program != self.words[0]
        return program if is_there and not _PLACEHOLDER.search(program) else ''

    @property
    def program(self) -> str:
        """What it starts where that lies elsewhere; empty where its words have to be filled in."""
        first = self.words[0]
        return '' if is_beside(first) or _PLACEHOLDER.search(first) else first

    @property
    def needs_scripts(self) -> bool:
        """Whether it runs or names files that lie beside the policy."""
        return is_beside(self.words[0]) or any('{policy_dir}' in word for word in self.words)


def fill(
    words: Sequence[str], target: Target, repo_file: str, policy_dir: str = ''
) -> Sequence[str]:
    """The words with the `PLACEHOLDERS` filled in, word by word; other braces stay. A program that
    lies beside the policy is named by its place below ``policy_dir``.
    """
    values = {
        'release': target.release,
        'dist': target.dist,
        'target': str(target),
        'repo_file': repo_file,
        'policy_dir': policy_dir,
    }
    filled = [_PLACEHOLDER.sub(lambda match: values[match[1]], word) for word in words]
    return [f'{policy_dir}/{filled[0]}', *filled[1:]] if is_beside(words[0]) else filled


def is_beside(program: str) -> bool:
    """Whether a program is named as a file of the rdo-update repo, such as ``ci/tempest.sh``."""
    return '/' in program and not program.startswith(('/', '{'))


def strange_placeholders(word: str) -> Sequence[str]:
    """What looks like a placeholder in a word, and is none."""
    return [name for name in _LIKE_ONE.findall(word) if name not in PLACEHOLDERS]
