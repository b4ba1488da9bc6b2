"""Can this machine run the phases? What its workers need, asked before the first run errs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from rdopkg_ci.core.finding import Finding, Health
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.publication.lapse import Lapse
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.libsolv import library
from rdopkg_ci.doors.repos import repofile
from rdopkg_ci.doors.rpm import rpms
from rdopkg_ci.doors.update_repo import UpdateRepo
from rdopkg_ci.errors import CiError, MissingTool, listed
from rdopkg_ci.flows.promotion import destination, lapses
from rdopkg_ci.flows.services import open_branch, policies
from rdopkg_ci.settings import Settings

_LIBRARIES: tuple[Callable[[], Any], ...] = (rpms.library, library.load)
# In bytes: of repomd.xml, which is small.
_LIMIT = 10_000_000


def libraries() -> Sequence[Finding]:
    """Those of the extra ``worker``."""
    missing = [finding for load in _LIBRARIES for finding in _missing(load)]
    return missing or [Finding('libraries', Health.GOOD, 'createrepo_c and solv')]


def _missing(load: Callable[[], Any]) -> Iterator[Finding]:
    try:
        load()
    except MissingTool as error:
        yield Finding('libraries', Health.BAD, str(error), error.hint)


def production(settings: Settings, is_read_here: bool) -> Sequence[Finding]:
    """The production repos that are directories here, as the runs of this machine read them where
    they do, and as promote publishes to them.
    """
    repo = open_branch(settings, create=False).repo
    tip = repo.seen()[0]
    policy = policies.own(settings, repo, tip)
    urls = {target: repos.production for target, repos in policy.targets.items() if is_read_here}
    here = [target for target, url in urls.items() if url.startswith('file:')]
    wrong = [finding for one in here for finding in _wrong(settings, policy, one)]
    wrong += _lapsed(settings, repo, tip, sorted(policy.targets))
    if wrong or not here:
        return wrong
    count = f'{len(here)} repo{"" if len(here) == 1 else "s"}'
    return [Finding('production', Health.GOOD, f'{count} below {settings.publish.production}')]


def _lapsed(
    settings: Settings, repo: UpdateRepo, tip: str, targets: Iterable[Target]
) -> Iterator[Finding]:
    """What the metadata lists and is not there, as far as names and sizes tell."""
    found: list[Lapse] = []
    for target in targets:
        try:
            found += lapses.lapses(settings, target)
        except CiError as error:
            yield Finding(f'production {target}', Health.BAD, str(error), error.hint)
    if found:
        problem = listed(f'it is {lapses.WRONG}', lapses.told(settings, repo, tip, found))
        yield Finding('production', Health.BAD, problem, lapses.remedy(settings, found))


def _wrong(settings: Settings, policy: Policy, target: Target) -> Iterator[Finding]:
    what = f'production {target}'
    try:
        repofile.get(policy.targets[target].production, repofile.REPOMD, _LIMIT)
    except CiError as error:
        yield Finding(what, Health.BAD, str(error), error.hint)
    problem = destination.problem(settings, policy, target)
    if problem:
        yield Finding(what, Health.BAD, problem, destination.REMEDY)
