"""Disable and enable targets: edits of the policy's text in the repo, everything else in it kept as it is."""

from __future__ import annotations

from typing import Optional

from rdopkg_ci.core import policy_text
from rdopkg_ci.core.policy import Disable
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.terminal import safe_line
from rdopkg_ci.doors.update_repo import Edit
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows.world import POLICY, World


def disable(world: World, new: Disable) -> None:
    """Add a disable; the same one again changes nothing."""
    def edit(tip: str) -> Optional[Edit]:
        policy = world.policy(tip)
        if new.target not in policy.targets:
            known = ', '.join(sorted(map(str, policy.targets)))
            raise UsageError(f'the policy does not know {new.target}', f'It knows: {known}.')
        if new in policy.disabled:
            return None
        text = policy_text.with_disable(_text(world, tip), new)
        return Edit({POLICY: text.encode()}, f'Disable {new.target} until {new.until}\n\n{safe_line(new.reason)}\n')

    world.repo.edit(edit)


def enable(world: World, target: Target) -> bool:
    """Remove every disable of a target; returns whether there was one."""
    found = False

    def edit(tip: str) -> Optional[Edit]:
        nonlocal found
        found = any(known.target == target for known in world.policy(tip).disabled)
        if not found:
            return None
        return Edit({POLICY: policy_text.without_disable(_text(world, tip), target).encode()}, f'Enable {target}\n')

    world.repo.edit(edit)
    return found


def _text(world: World, tip: str) -> str:
    return (world.repo.read(tip, POLICY) or b'').decode()
