"""The policy: ``ci.yml`` at the root of the rdo-update repo, read at the commit under test."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fnmatch import fnmatchcase
from typing import NamedTuple

from rdopkg_ci.core.policy.recheck import Recheck
from rdopkg_ci.core.target import Target

PLACEHOLDERS = ('release', 'dist', 'target', 'repo_file', 'policy_dir')
_PLACEHOLDER = re.compile(f'{{({"|".join(PLACEHOLDERS)})}}')
# What a shell or a template language has braces for looks otherwise.
_LIKE_ONE = re.compile(r'(?<![{$%]){([a-z_]+)}(?!})')


@dataclass(frozen=True)
class Repos:
    """The yum repos of a target, as URLs: ``production`` holds what we published, ``base`` what
    lies under it.
    """

    production: str
    base: tuple[str, ...] = ()


@dataclass(frozen=True)
class Disable:
    """``until`` is the last day it holds. Empty ``phase`` or ``signature`` means any."""

    target: Target
    reason: str
    owner: str
    until: date
    phase: str = ''
    signature: str = ''

    def holds(self, target: Target, phase: str, today: date) -> bool:
        return self.target == target and self.phase in ('', phase) and today <= self.until

    def covers(self, signature: str) -> bool:
        """Whether a failure of that signature is meant: ``go-test`` covers ``go-test:TestCart``
        too.
        """
        return self.signature in ('', signature, signature.partition(':')[0])


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
    that of the run. ``results`` are globs of the files of test results that it leaves.
    """

    name: str
    words: tuple[str, ...]
    always: bool = False
    timeout: float | None = None
    role: Role | None = None
    results: tuple[str, ...] = ()

    @property
    def needs_scripts(self) -> bool:
        """Whether it runs or names files that lie beside the policy."""
        return is_beside(self.words[0]) or any('{policy_dir}' in word for word in self.words)


@dataclass(frozen=True)
class Phase:
    """``timeout`` in seconds; ``steps`` run after the built-in ones."""

    steps: tuple[Command, ...] = ()
    timeout: float = 7200.0


class Rdoinfo(NamedTuple):
    """Where distroinfo's data lies: ``kind`` is local (a directory) or git (a URL)."""

    kind: str
    where: str


@dataclass(frozen=True)
class Policy:
    """``special`` maps targets that must not be submitted to, to the reason why. ``rdoinfo`` names
    more targets. ``agents`` are labels by globs of targets, the first that fits counts.
    ``may_be_older`` are tags whose builds need not be newer than what production has.
    """

    targets: Mapping[Target, Repos]
    special: Mapping[Target, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    must_provision: tuple[str, ...] = ()
    disabled: tuple[Disable, ...] = ()
    retries: int = 1
    phases: Mapping[str, Phase] = field(default_factory=dict)
    rdoinfo: Rdoinfo | None = None
    agents: Mapping[str, str] = field(default_factory=dict)
    recheck: Recheck = field(default_factory=Recheck)
    may_be_older: tuple[str, ...] = ()

    def phase(self, name: str) -> Phase:
        return self.phases.get(name, Phase())

    def label(self, target: Target) -> str:
        """The label of the agents that may test a target; empty: any may."""
        fitting = (label for glob, label in self.agents.items() if fnmatchcase(str(target), glob))
        return next(fitting, '')

    @property
    def labels(self) -> frozenset[str]:
        """Those of the agents that some targets are tested on."""
        return frozenset(self.agents.values())

    def must_be_provisioned(self, package: str) -> bool:
        return any(fnmatchcase(package, pattern) for pattern in self.must_provision)

    def disable_of(self, target: Target, phase: str, signature: str, today: date) -> Disable | None:
        """The disable that covers a run: one without a signature always does, one with it only that
        failure.
        """
        for disable in self.disabled:
            if disable.holds(target, phase, today) and disable.covers(signature):
                return disable
        return None


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
