"""`rdopkg update FILE`: say what was checked, submit it, and say where it is."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rdopkg_ci import settings
from rdopkg_ci.commands.telling import Teller
from rdopkg_ci.core.review.change import Asking
from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors.git import people
from rdopkg_ci.errors import CiError, Exit, UsageError
from rdopkg_ci.flows import identity
from rdopkg_ci.flows.polling import Pauses
from rdopkg_ci.flows.services import Services, is_there, open_services
from rdopkg_ci.flows.services.reviewing import open_gerrit
from rdopkg_ci.flows.submission import submit
from rdopkg_ci.view import submission as view

_NOBODY = CiError(
    'the local review asks nobody: --reviewer and --cc count for nothing',
    'They are for a Gerrit, set as gerrit.url.',
)

_NAME = (
    'Say it with `git config --global user.name NAME` and `git config --global user.email ADDRESS`.'
)


class _Waiting:
    """Says which builds are waited for, once for each that it comes to."""

    def __init__(self) -> None:
        self._pauses = Pauses()
        self._told = ''

    def __call__(self, builds: Sequence[Build]) -> None:
        names = ', '.join(f'{build.id} ({build.target})' for build in builds)
        if names != self._told:
            print(f'waiting for what is being built: {names}', file=sys.stderr, flush=True)
            self._told = names
        self._pauses.pause()


def run(
    names: Sequence[str],
    dry_run: bool,
    unchecked: bool,
    update_id: str,
    asking: Asking,
    as_json: bool,
    wait: bool = False,
) -> int:
    if len(names) != 1:
        problem = f'one update file at a time, not {len(names)}' if names else 'which update file?'
        raise UsageError(problem, 'rdopkg update FILE, or rdopkg update --phase2 [RELEASE…]')
    tell = Teller(as_json)
    with _opened(dry_run) as services:
        tell.problems(_doubts(services, asking, dry_run))
        waiting = _Waiting() if wait else None
        found = submit.prepare(services, Path(names[0]), not unchecked, update_id, waiting, dry_run)
        for warning in found.warnings:
            print(f'warning: {safe(warning)}', file=sys.stderr)
        change = found.change
        if dry_run:
            tell.text(view.plan(found, checked=not unchecked))
        elif found.place:
            tell.text(f'{found.update_id}: nothing to do, these builds are in {found.place}\n')
        else:
            change = services.review.propose(found.proposal._replace(asking=asking))
            tell.text(view.proposed(found, change, asking.wip, services.settings.gate))
            tell.note(view.events(found, change))
        tell.finish(**view.data(found, change))
        return Exit.OK


def _doubts(services: Services, asking: Asking, dry_run: bool) -> Sequence[CiError]:
    """What its author may not have meant; of a push that is not tried, whether it may be."""
    found = []
    if (asking.reviewers or asking.cc) and not services.settings.gerrit.url:
        found.append(_NOBODY)
    author = services.repo.person()
    if dry_run and services.settings.gerrit.url:
        return [*found, *filter(None, [identity.problem(open_gerrit(services.settings), author)])]
    if not people.is_known(author):
        found.append(CiError(f'git does not know who you are: the update is by {author}', _NAME))
    return found


@contextmanager
def _opened(dry_run: bool) -> Iterator[Services]:
    """The doors; what the first submission makes is said. Before it a dry run goes by what would be
    made.
    """
    config = settings.load()
    if is_there(config):
        yield open_services(config)
    elif dry_run:
        with tempfile.TemporaryDirectory(prefix='rdopkg-ci.') as place:
            kept = {'RDOPKG_CI_SOURCES_LOCAL': str(config.sources.local)}
            yield open_services(settings.load({**os.environ, 'RDOPKG_CI_HOME': place, **kept}))
    else:
        services = open_services(config)
        what = 'an rdo-update repo, with a policy to start from'
        print(f'made {config.embedded_repo}: {what}', file=sys.stderr)
        yield services
