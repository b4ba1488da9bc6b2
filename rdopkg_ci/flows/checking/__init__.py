"""Whether what waits can still be had: a build that is deleted from its source while its update
waits would surface at its promotion only.
"""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors import sources
from rdopkg_ci.doors.sources import named
from rdopkg_ci.errors import CiError
from rdopkg_ci.flows.checking import checked
from rdopkg_ci.flows.checking.changed import changed
from rdopkg_ci.flows.checking.checked import SecondLook
from rdopkg_ci.flows.gathering.updates import updates_at
from rdopkg_ci.flows.services import Services
from rdopkg_ci.flows.submission import builds
from rdopkg_ci.settings import Settings


def check(services: Services) -> SecondLook:
    """Look every build up at its source; an event for each that cannot be had any more, or not as
    it was tested.
    """
    tip = services.repo.tip()
    found = updates_at(services, tip, services.policy(tip), _waits)
    of_update = [
        (member.id, build) for member in found.pool.members for build in member.update.builds
    ]
    lost, problems = _lost(services.settings, [build for _, build in of_update])
    other = changed(services.settings, services.repo, tip, found.pool.members)
    wrong = {key: why for key in of_update if (why := lost.get(key[1]) or other.get(key))}
    events = [
        Event(update_id, Action.VANISHED, f'{build.id} {why}', target=str(build.target))
        for (update_id, build), why in wrong.items()
    ]
    done = SecondLook(events, len(of_update), problems, found.blobs)
    checked.remember(services.settings, done)
    return done


def _waits(place: Place) -> bool:
    return place.directory == UPDATES or place.is_ready


def _lost(
    settings: Settings, wanted: Sequence[Build]
) -> tuple[dict[Build, str], Sequence[CiError]]:
    """What is wrong with builds that have something wrong, and which source does not answer."""
    lost: dict[Build, str] = {}
    problems: list[CiError] = []
    for source, some in sources.by_source(wanted).items():
        try:
            found = builds.troubles(settings, source, some)
            lost.update((build, trouble.reason) for build, trouble in found.items())
        except CiError as error:
            what = f'source {source} ({named.setting(source)})'
            problems.append(CiError(f'{what}: {error}', error.hint))
    return lost, problems
