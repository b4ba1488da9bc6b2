"""Why a promotion of some name would do nothing."""

from __future__ import annotations

from collections.abc import Mapping

from rdopkg_ci.core.update.place import PUSHED, Place
from rdopkg_ci.flows.services import Services


def reason(services: Services, commit: str, blobs: Mapping[str, str], name: str) -> str:
    """Of a name that is known and chooses none of what is ready."""
    if str(Place(PUSHED, name)) not in blobs:
        return 'nothing that is ready has builds for it'
    last = services.repo.history.story(commit, name)[-1]
    return f'in production already, since {last.at:%Y-%m-%d}'
