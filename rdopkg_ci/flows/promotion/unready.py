"""Why a name that is given to a promotion means nothing that is ready, and what comes first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress

from rdopkg_ci.core.text.suggestions import near
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.errors import CiError
from rdopkg_ci.flows.gathering import proposed
from rdopkg_ci.flows.services import Services


def reason(services: Services, blobs: Mapping[str, str], name: str, known: Iterable[str]) -> str:
    """``known`` are the words that would have meant something."""
    places = [place for path in blobs if (place := Place.parse(path)) and place.id == name]
    said = f'nothing is ready of {quoted(name)}'
    if any(place.directory == UPDATES for place in places):
        return f'{said}: it is in updates/, and `rdopkg update --phase2` comes first'
    if _is_proposed(services, name):
        return f'{said}: it is in review, and the gate and `rdopkg update --phase2` come first'
    if places:
        return f'{said}: it is in {places[0].directory}/, and has to be submitted again'
    return f'{said}{near(name, known)}'


def _is_proposed(services: Services, name: str) -> bool:
    with suppress(CiError):
        changes = services.review.open_changes()
        return any(place.id == name for _, place in proposed.places(changes))
    return False
