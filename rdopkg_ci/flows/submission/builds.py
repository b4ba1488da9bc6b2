"""Whether the builds of an update can be had from their sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rdopkg_ci.core.update.update import Build, Update
from rdopkg_ci.doors import sources
from rdopkg_ci.errors import InvalidInput, UsageError
from rdopkg_ci.settings import Settings


def check(settings: Settings, update: Update, name: str) -> None:
    """Look all builds up at their sources; raises InvalidInput naming those that cannot be had."""
    problems: dict[Build, str] = {}
    for source, builds in sources.by_source(update.builds).items():
        problems.update(_problems(settings, source, builds))
    if not problems:
        return
    bad = [build for build in update.builds if build in problems]
    told = [f'{build.id} ({build.target}) {problems[build]}' for build in bad]
    hint = 'Build them first, or submit with -a to skip this check.'
    if any(build.source == 'local' for build in bad):
        hint = f'The source local looks in {settings.sources.local}. {hint}'
    raise InvalidInput(f'{name}:', told, hint)


def _problems(settings: Settings, source: str, builds: Sequence[Build]) -> Mapping[Build, str]:
    """What is wrong with builds of one source, for those that have something wrong."""
    try:
        opened = sources.find(source, settings.sources.local, settings.source_index)
        states = opened.states(builds)
    except UsageError as error:
        return dict.fromkeys(builds, f'cannot be looked up: {error}')
    problems = {build: state.problem(source) for build, state in states.items()}
    return {build: problem for build, problem in problems.items() if problem}
