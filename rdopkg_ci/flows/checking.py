"""Whether what waits can still be had: a build that is deleted from its source while its update
waits would surface at its promotion only.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import NamedTuple

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.update.place import UPDATES, Place
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors import files, sources
from rdopkg_ci.doors.sources import named
from rdopkg_ci.errors import CiError
from rdopkg_ci.flows.services import Services
from rdopkg_ci.flows.submission import builds
from rdopkg_ci.flows.updates import updates_at
from rdopkg_ci.settings import Settings

# In seconds: how long the gate trusts the last look.
DAY = 86400.0
# In our home.
REPORT = 'checked.json'


class SecondLook(NamedTuple):
    """What a look at everything in ``updates/`` and ready found. ``problems`` say which source
    could not be asked; of its builds nothing is known.
    """

    events: Sequence[Event]
    checked: int
    problems: Sequence[CiError]


def check(services: Services) -> SecondLook:
    """Look every build up at its source; an event for each that cannot be had any more."""
    tip = services.repo.tip()
    found = updates_at(services, tip, services.policy(tip), _waits)
    of_update = [
        (member.id, build) for member in found.pool.members for build in member.update.builds
    ]
    lost, problems = _lost(services.settings, [build for _, build in of_update])
    events = [
        Event(update_id, Action.VANISHED, f'{build.id} {lost[build]}', target=str(build.target))
        for update_id, build in of_update
        if build in lost
    ]
    done = SecondLook(events, len(of_update), problems)
    _remember(services.settings, done)
    return done


def is_due(settings: Settings) -> bool:
    """Whether nobody has looked for a day, going by the report of the last look."""
    try:
        age = time.time() - (settings.home / REPORT).stat().st_mtime
    except OSError:
        return True
    return not 0 <= age < DAY


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


def _remember(settings: Settings, done: SecondLook) -> None:
    """Leave a report for people, whose age tells when to look again."""
    report = {
        'vanished': [f'{event.subject}: {event.detail}' for event in done.events],
        'checked': done.checked,
        'problems': [str(problem) for problem in done.problems],
    }
    files.write(settings.home / REPORT, json.dumps(report, indent=1).encode())
