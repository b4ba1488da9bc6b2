"""Whether the builds of an update can be had from their sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.update.build_state import BuildStatus
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.core.update.update_file import Parsed
from rdopkg_ci.doors import sources
from rdopkg_ci.doors.sources import named
from rdopkg_ci.errors import InvalidInput, Problem, UsageError
from rdopkg_ci.settings import Settings

# Is told which builds are being built, and returns when it is time to look again.
Wait = Callable[[Sequence[Build]], None]


class Trouble(NamedTuple):
    """Why a build cannot be had, to be read behind its name; ``words`` name those that may be
    meant, ``reason`` does not.
    """

    words: str
    reason: str
    is_building: bool = False


def check(settings: Settings, parsed: Parsed, name: str, wait: Wait | None = None) -> None:
    """Look all builds up at their sources; raises InvalidInput naming those that cannot be had,
    with their lines in the file called ``name``. With ``wait`` those that are being built are
    waited for.
    """
    builds = parsed.update.builds
    found = troubles(settings, builds)
    while wait and (building := [build for build in found if found[build].is_building]):
        wait(building)
        found = {build: found[build] for build in found if build not in building}
        found.update(troubles(settings, building))
    bad = [(line, build) for line, build in zip(parsed.lines, builds) if build in found]
    if bad:
        told = [
            Problem(line, f'{build.id} ({build.target}) {found[build].words}')
            for line, build in bad
        ]
        raise InvalidInput(f'{name}:', told, _hint(settings, [build for _, build in bad], found))


def _hint(settings: Settings, bad: Sequence[Build], found: Mapping[Build, Trouble]) -> str:
    hint = 'Build them first, or submit with -a to skip this check.'
    if any(found[build].is_building for build in bad):
        hint = f'{hint} With --wait what is being built is waited for.'
    if any(build.source == 'local' for build in bad):
        hint = f'The source local looks in {settings.sources.local}. {hint}'
    return hint


def troubles(settings: Settings, builds: Iterable[Build]) -> dict[Build, Trouble]:
    """What is wrong with builds, for those that have something wrong, with one look at each
    source.
    """
    found: dict[Build, Trouble] = {}
    for source, some in sources.by_source(builds).items():
        found.update(_of_source(settings, source, some))
    return found


def _of_source(settings: Settings, source: str, builds: Sequence[Build]) -> Mapping[Build, Trouble]:
    try:
        states = named.find(source, settings.sources, settings.home).states(builds)
    except UsageError as error:
        words = f'cannot be looked up: {error}'
        return dict.fromkeys(builds, Trouble(words, words))
    return {
        build: Trouble(
            words, state._replace(near=()).problem(source), state.status is BuildStatus.BUILDING
        )
        for build, state in states.items()
        if (words := state.problem(source))
    }
