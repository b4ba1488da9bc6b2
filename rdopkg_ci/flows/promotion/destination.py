"""What CI tests against must be what gets published to, as far as can be seen from here: web
servers show a directory of theirs.
"""

from __future__ import annotations

from collections.abc import Iterable

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors import files
from rdopkg_ci.doors.publication import production
from rdopkg_ci.errors import InvalidInput
from rdopkg_ci.settings import Settings

REMEDY = 'Change the setting, or the policy, ci.yml in the rdo-update repo.'


def problem(settings: Settings, policy: Policy, target: Target) -> str:
    """Empty where all is well."""
    url = policy.targets[target].production
    place = production.path(settings.publish.production, target)
    if url.startswith('file:') and files.of_url(url).resolve() != place.resolve():
        return f'the policy tests against {url}, but publish.production leads to {place}'
    return ''


def check(settings: Settings, policy: Policy, targets: Iterable[Target]) -> None:
    """Raises InvalidInput with all problems at once."""
    found = ((target, problem(settings, policy, target)) for target in targets)
    problems = [f'{target}: {why}' for target, why in found if why]
    if problems:
        raise InvalidInput('settings and policy:', tuple(problems), REMEDY)
