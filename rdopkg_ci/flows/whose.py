"""Who looks or submits, and whether something is theirs."""

from __future__ import annotations

from collections.abc import Set

from rdopkg_ci.core.judging.row import address_of
from rdopkg_ci.doors.git import people
from rdopkg_ci.flows.services import Services


def addresses(services: Services) -> Set[str]:
    """Those of who looks; on a repo of this machine their login's too, which is what they had
    before git knew them.
    """
    here = [] if services.settings.gerrit.url else [people.login()]
    return {address_of(one) for one in (services.repo.person(), *here)} - {''}
