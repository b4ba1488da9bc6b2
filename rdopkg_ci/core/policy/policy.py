"""The policy: ``ci.yml`` at the root of the rdo-update repo, read at the commit under test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from typing import NamedTuple

from rdopkg_ci.core.policy.command import Command
from rdopkg_ci.core.policy.recheck import Recheck
from rdopkg_ci.core.target import Target


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

    @property
    def scope(self) -> str:
        """What of the target it disables, to be told behind that."""
        phase = f' in {self.phase}' if self.phase else ''
        kind = f' for failures of the kind {self.signature}' if self.signature else ''
        return f'{phase}{kind}'

    def replaces(self, other: Disable) -> bool:
        """Whether it leaves nothing for another one to say: of the same the newer end counts."""
        of_this, of_other = (self.phase, self.signature), (other.phase, other.signature)
        is_wider = all(own in ('', its) for own, its in zip(of_this, of_other))
        is_in_time = of_this == of_other or self.until >= other.until
        return self.target == other.target and is_wider and is_in_time

    def holds(self, target: Target, phase: str, today: date) -> bool:
        return self.target == target and self.phase in ('', phase) and today <= self.until

    def covers(self, signature: str) -> bool:
        """Whether a failure of that signature is meant: ``go-test`` covers ``go-test:TestCart``
        too.
        """
        return self.signature in ('', signature, signature.partition(':')[0])


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

    @property
    def releases(self) -> frozenset[str]:
        """Those that some target is of."""
        return frozenset(target.release for target in self.targets)

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
