"""The report of the last look at the sources, in our home: for people, for the board, and for the
gate, which goes by its age.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.event import Event
from rdopkg_ci.core.text import json_values
from rdopkg_ci.doors import files
from rdopkg_ci.errors import CiError
from rdopkg_ci.settings import Settings

# In seconds: how long the gate trusts the last look.
DAY = 86400.0
REPORT = 'checked.json'
LIMIT = 16_000_000


class SecondLook(NamedTuple):
    """What a look at everything in ``updates/`` and ready found. ``blobs`` are git's ids of the
    files it was about, by the id of their update; ``problems`` say which source could not be asked;
    of its builds nothing is known.
    """

    events: Sequence[Event]
    checked: int
    problems: Sequence[CiError]
    blobs: Mapping[str, str]


class Lost(NamedTuple):
    """What had vanished of an update when its file was ``blob``."""

    blob: str
    builds: tuple[str, ...]


def is_due(settings: Settings) -> bool:
    """Whether nobody has looked for a day, going by the report of the last look."""
    try:
        age = time.time() - (settings.home / REPORT).stat().st_mtime
    except OSError:
        return True
    return not 0 <= age < DAY


def remember(settings: Settings, done: SecondLook) -> None:
    lost: dict[str, list[str]] = {}
    for event in done.events:
        lost.setdefault(event.subject, []).append(f'{event.detail} ({event.target})')
    report = {
        'vanished': [
            {'update': update_id, 'blob': done.blobs[update_id], 'builds': builds}
            for update_id, builds in lost.items()
        ],
        'checked': done.checked,
        'problems': [str(problem) for problem in done.problems],
    }
    files.write(settings.home / REPORT, json.dumps(report, indent=1).encode())


def lost(settings: Settings) -> Mapping[str, Lost]:
    """What the report says by the id of an update; nothing where it cannot be read."""
    try:
        report = json_values.load((settings.home / REPORT).read_bytes(), LIMIT)
        return dict(map(_lost, json_values.items(report, 'vanished')))
    except (OSError, ValueError):
        return {}


def _lost(raw: object) -> tuple[str, Lost]:
    data = json_values.mapping(raw, 'an update')
    builds = json_values.lines(data, 'builds', 'a build')
    return json_values.text(data, 'update'), Lost(json_values.text(data, 'blob'), builds)
