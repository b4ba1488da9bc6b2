"""The steps of a run in order, computed from its phase, its builds and the policy alone."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from rdopkg_ci.core.phase import PHASE1, PHASE2, STAGE
from rdopkg_ci.core.policy.command import Command, Role
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.update.update import Build

FETCH, REPO, RESOLVE, FILES, INSTALL = 'fetch', 'repo', 'resolve', 'files', 'install'
# Stage tests a published repo, so it has nothing to fetch.
BUILT_IN = {
    PHASE1: (FETCH, REPO, RESOLVE, FILES, INSTALL),
    PHASE2: (FETCH, REPO, RESOLVE, FILES, INSTALL),
    STAGE: (RESOLVE, FILES, INSTALL),
}


@dataclass(frozen=True)
class PlannedStep:
    """A built-in step, or with ``command`` one of the policy's own. ``kept`` is how many seconds
    of the run are kept free for steps after it that always run.
    """

    name: str
    command: Command | None = None
    kept: float = 0.0

    @property
    def always(self) -> bool:
        """Whether it runs after a failure too."""
        return self.command is not None and self.command.always

    @property
    def timeout(self) -> float | None:
        """Its own limit in seconds, None for that of the run."""
        return self.command.timeout if self.command else None

    def limit(self, seconds_left: float) -> float:
        """How many seconds it may take of those that are left of the run; none when not above
        zero.
        """
        free = seconds_left - self.kept
        return free if self.timeout is None else min(free, self.timeout)


@dataclass(frozen=True)
class Plan:
    """``timeout`` is that of the whole run, in seconds. ``packages_first`` says why the packages
    under test are installed before provisioning; empty when they come after it, as an upgrade.
    """

    phase: str
    steps: tuple[PlannedStep, ...]
    timeout: float
    packages_first: str = ''


def plan(
    phase: str, builds: Iterable[Build], policy: Policy, left_out: Container[str] = ()
) -> Plan:
    """What a run of ``phase`` does that tests ``builds``. ``left_out`` are built-in steps that the
    machine is not to do.
    """
    settings = policy.phase(phase)
    first = _why_packages_first(phase, builds, policy)
    commands = _ordered(settings.steps, bool(first))
    steps = [PlannedStep(name) for name in BUILT_IN[phase] if name not in left_out]
    steps += [PlannedStep(command.name, command) for command in commands]
    return Plan(phase, _with_kept(steps), settings.timeout, first)


def _with_kept(steps: Sequence[PlannedStep]) -> tuple[PlannedStep, ...]:
    """The steps with the time that each must leave, so that a slow one takes none from those that
    clean up.
    """
    done: list[PlannedStep] = []
    kept = 0.0
    for step in reversed(steps):
        done.append(replace(step, kept=kept))
        kept += (step.timeout or 0.0) if step.always else 0.0
    return tuple(reversed(done))


def _why_packages_first(phase: str, builds: Iterable[Build], policy: Policy) -> str:
    """Only an ordinary update is tried as an upgrade of what was provisioned without it."""
    if phase != PHASE1:
        return f'{phase} provisions with all packages under test'
    names = sorted({build.name for build in builds})
    needed = [name for name in names if policy.must_be_provisioned(name)]
    return f'must_provision of the policy names {", ".join(needed)}' if needed else ''


def _ordered(commands: Sequence[Command], packages_first: bool) -> Sequence[Command]:
    """The policy's commands as written, but those that install the packages stand right before the
    first that provisions, or else right behind the last.
    """
    installing = [command for command in commands if command.role is Role.INSTALL]
    others = [command for command in commands if command.role is not Role.INSTALL]
    places = [at for at, command in enumerate(others) if command.role is Role.PROVISION]
    if not places:
        return commands
    at = places[0] if packages_first else places[-1] + 1
    return [*others[:at], *installing, *others[at:]]
