"""Disable and enable targets: edits of the policy's text in the repo, everything else in it kept as
it is.
"""

from __future__ import annotations

from dataclasses import replace

from rdopkg_ci.core.causes.kinds import families
from rdopkg_ci.core.policy import policy_text
from rdopkg_ci.core.policy.policy import Disable, Policy
from rdopkg_ci.core.policy.policy_file import POLICY
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.suggestions import near
from rdopkg_ci.core.text.terminal import quoted, safe_line
from rdopkg_ci.core.update import targets
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.errors import UsageError
from rdopkg_ci.flows.services import Services


def disable(services: Services, wanted: Disable) -> Disable:
    """Add a disable, the target spelled as the policy spells it, in the place of those that it
    covers; the same one again changes nothing. Returns what was added.
    """

    def edit(tip: str) -> tuple[Edit | None, Disable]:
        policy = services.policy(tip)
        new = replace(wanted, target=_known(policy, wanted.target))
        _check_signature(new.signature)
        if new in policy.disabled:
            return None, new
        text = policy_text.without(_text(services, tip), new.replaces)
        text = policy_text.with_disable(text, new)
        message = f'Disable {new.target} until {new.until}\n\n{safe_line(new.reason)}\n'
        return Edit({POLICY: text.encode()}, message), new

    return services.repo.edit(edit)


def enable(services: Services, target: Target) -> bool:
    """Remove every disable of a target; returns whether there was one."""

    def edit(tip: str) -> tuple[Edit | None, bool]:
        policy = services.policy(tip)
        meant = _known(policy, target)
        if not any(known.target == meant for known in policy.disabled):
            return None, False
        text = policy_text.without(_text(services, tip), lambda one: one.target == meant)
        return Edit({POLICY: text.encode()}, f'Enable {meant}\n'), True

    return services.repo.edit(edit)


def _check_signature(signature: str) -> None:
    known = _signatures()
    if signature and signature.partition(':')[0] not in known:
        problem = f'there is no kind of failure {quoted(signature)}{near(signature, known)}'
        where = '`rdopkg ci status` and `rdopkg ci explain` show them in parentheses'
        raise UsageError(problem, f'{where}, after who is to blame.')


def _known(policy: Policy, target: Target) -> Target:
    try:
        return targets.spell(target, policy)
    except ValueError as error:
        known = ', '.join(sorted(map(str, policy.targets)))
        raise UsageError(
            f'the policy does not know {target}: {error}', f'It knows: {known}.'
        ) from error


def _signatures() -> frozenset[str]:
    return frozenset(kind.signature for kinds in families().values() for kind in kinds)


def _text(services: Services, tip: str) -> str:
    return (services.repo.read(tip, POLICY) or b'').decode()
