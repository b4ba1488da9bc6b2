"""Whether the builds of an update can be had from their sources."""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.update.build_state import BuildStatus
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.core.update.update_file import Parsed
from rdopkg_ci.doors import sources
from rdopkg_ci.doors.http import Absent
from rdopkg_ci.doors.sources import named
from rdopkg_ci.errors import CiError, InvalidInput, Problem, UsageError, listed
from rdopkg_ci.settings import Settings

# Is told which builds are being built, and returns when it is time to look again.
Wait = Callable[[Sequence[Build]], None]


class Trouble(NamedTuple):
    """Why a build cannot be had, to be read behind its name; ``words`` name those that may be
    meant, ``reason`` does not. ``is_unasked`` says that no server could be asked, for want of the
    right setting.
    """

    words: str
    reason: str
    is_building: bool = False
    is_unasked: bool = False


def check(settings: Settings, parsed: Parsed, name: str, wait: Wait | None = None) -> None:
    """Look all builds up at their sources; raises InvalidInput naming those that cannot be had,
    with their lines in the file called ``name``, and CiError, with those it is about, for a source
    that does not answer. With ``wait`` those that are being built are waited for.
    """
    builds = parsed.update.builds
    found = _looked_up(settings, parsed, name, builds)
    while wait and (building := [build for build in found if found[build].is_building]):
        wait(building)
        found = {build: found[build] for build in found if build not in building}
        found.update(_looked_up(settings, parsed, name, building))
    if found:
        told = _lines(parsed, found, lambda build: f' {found[build].words}')
        raise InvalidInput(f'{name}:', told, _hint(settings, found))


def told_with(settings: Settings, parsed: Parsed, problem: InvalidInput) -> InvalidInput:
    """The problem of a file with those of its builds that could be read and cannot be had, so that
    both are mended in one go. What no server tells is not missed before the file is right.
    """
    try:
        found = _looked_up(settings, parsed, problem.what, parsed.update.builds)
    except CiError:
        return problem
    if not found:
        return problem
    told = [*problem.problems, *_lines(parsed, found, lambda build: f' {found[build].words}')]
    told.sort(key=lambda one: one.line or math.inf)
    return InvalidInput(problem.what, told, f'{problem.hint} {_hint(settings, found)}'.strip())


def _looked_up(
    settings: Settings, parsed: Parsed, name: str, builds: Sequence[Build]
) -> dict[Build, Trouble]:
    found: dict[Build, Trouble] = {}
    for source, some in sources.by_source(builds).items():
        try:
            found.update(troubles(settings, source, some))
        except UsageError as error:
            found.update(dict.fromkeys(some, _unasked(str(error))))
        except Absent as error:
            words = f'{named.setting(source)} leads nowhere: {error}'
            found.update(dict.fromkeys(some, _unasked(words)))
        except CiError as error:
            what = f'{name}: source {source} ({named.setting(source)}): {error}'
            error.args = (listed(what, _lines(parsed, some)),)
            raise
    return found


def _unasked(why: str) -> Trouble:
    words = f'cannot be looked up: {why}'
    return Trouble(words, words, is_unasked=True)


def _lines(
    parsed: Parsed, some: Container[Build], words: Callable[[Build], str] = lambda _: ''
) -> Sequence[Problem]:
    """Some of the builds by their lines, with ``words`` of each."""
    return [
        Problem(line, f'{build.id} ({build.target}){words(build)}')
        for line, build in zip(parsed.lines, parsed.update.builds)
        if build in some
    ]


def _hint(settings: Settings, found: Mapping[Build, Trouble]) -> str:
    if all(trouble.is_unasked for trouble in found.values()):
        return 'Set it to the URL of that server, or submit with -a to skip this check.'
    hint = 'Build them first, or submit with -a to skip this check.'
    if any(trouble.is_building for trouble in found.values()):
        hint = f'{hint} With --wait what is being built is waited for.'
    if any(build.source == 'local' for build in found):
        hint = f'The source local looks in {settings.sources.local}. {hint}'
    return hint


def troubles(settings: Settings, source: str, builds: Iterable[Build]) -> Mapping[Build, Trouble]:
    """What is wrong with builds of one source, for those that have something wrong. Raises
    UsageError where nobody has set where the source is, CiError where it does not answer.
    """
    states = named.find(source, settings.sources, settings.home).states(builds)
    return {
        build: Trouble(
            words, state._replace(near=()).problem(source), state.status is BuildStatus.BUILDING
        )
        for build, state in states.items()
        if (words := state.problem(source))
    }
