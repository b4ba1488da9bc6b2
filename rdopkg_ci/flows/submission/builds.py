"""Whether the builds of an update can be had from their sources."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.update.build_state import BuildStatus
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.core.update.update_file import Parsed
from rdopkg_ci.doors import sources
from rdopkg_ci.doors.http import Absent
from rdopkg_ci.doors.sources import named
from rdopkg_ci.errors import CiError, Problem, UsageError, listed, worst
from rdopkg_ci.settings import Settings

# Is told which builds are being built, and returns when it is time to look again.
Wait = Callable[[Sequence[Build]], None]


class Trouble(NamedTuple):
    """Why a build cannot be had, to be read behind its name; ``words`` name those that may be
    meant, ``reason`` does not. With a ``remedy`` nobody could be asked, for want of the right
    setting.
    """

    words: str
    reason: str
    is_building: bool = False
    remedy: str = ''


class LookedUp(NamedTuple):
    """What is wrong with builds, by their lines, and what to do about it; ``unanswered`` are those
    whose source did not answer, for the ``failures``.
    """

    problems: Sequence[Problem] = ()
    hint: str = ''
    unanswered: Sequence[Problem] = ()
    failures: Sequence[CiError] = ()

    def stop(self) -> None:
        """Raises CiError with all failures where there are any, of the kind of the worst."""
        for error in self.failures:
            if error.exit_code == worst(self.failures):
                error.args = ('\n'.join(map(str, self.failures)),)
                raise error


def look(settings: Settings, parsed: Parsed, name: str, wait: Wait | None = None) -> LookedUp:
    """Look all builds up at their sources, each source by itself; ``name`` is what the file is
    called. With ``wait`` those that are being built are waited for.
    """
    found, lost = _asked(settings, parsed.update.builds)
    while wait and not lost and (building := [one for one in found if found[one].is_building]):
        wait(building)
        again, lost = _asked(settings, building)
        found = {**{build: found[build] for build in found if build not in building}, **again}
    told = _lines(parsed, found, lambda build: f' {found[build].words}')
    hint = _hint(settings, found) if found else ''
    return LookedUp(told, hint, *_unanswered(parsed, name, lost))


def _asked(
    settings: Settings, builds: Sequence[Build]
) -> tuple[dict[Build, Trouble], Mapping[str, CiError]]:
    """Troubles by build, and by its name why a source does not answer."""
    found: dict[Build, Trouble] = {}
    lost = {}
    for source, some in sources.by_source(builds).items():
        try:
            found.update(troubles(settings, source, some))
        except UsageError as error:
            found.update(dict.fromkeys(some, _unasked(str(error), error.hint)))
        except Absent as error:
            words = f'{named.setting(source)} leads nowhere: {error}'
            found.update(dict.fromkeys(some, _unasked(words, named.REMEDY)))
        except CiError as error:
            lost[source] = error
    return found, lost


def _unanswered(
    parsed: Parsed, name: str, lost: Mapping[str, CiError]
) -> tuple[Sequence[Problem], Sequence[CiError]]:
    """The builds of the sources that do not answer, and why, with the builds, they do not."""
    problems: list[Problem] = []
    for source, error in lost.items():
        some = [build for build in parsed.update.builds if build.source == source]
        why = f'source {source} ({named.setting(source)}): {error}'
        listing = _lines(parsed, some)
        problems += [Problem(line, f'{text} cannot be looked up: {why}') for line, text in listing]
        error.args = (listed(f'{name}: {why}', listing),)
    return problems, [*lost.values()]


def _unasked(why: str, remedy: str) -> Trouble:
    words = f'cannot be looked up: {why}'
    return Trouble(words, words, remedy=remedy)


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
    remedies = list(dict.fromkeys(one.remedy for one in found.values() if one.remedy))
    asked = {build for build, trouble in found.items() if not trouble.remedy}
    if not asked:
        return f'{" ".join(remedies).removesuffix(".")}, or submit with -a to skip this check.'
    hints = [*remedies, 'Build them first, or submit with -a to skip this check.']
    if any(trouble.is_building for trouble in found.values()):
        hints.append('With --wait what is being built is waited for.')
    if any(build.source == 'local' for build in asked):
        hints.insert(0, f'The source local looks in {settings.sources.local}.')
    return ' '.join(hints)


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
