"""Is everything there that is needed? Each question by itself, so that one answer hides no
other.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial

from rdopkg_ci.core.finding import Finding, Health
from rdopkg_ci.doors.parallel import together
from rdopkg_ci.errors import CiError, NotAuthorised
from rdopkg_ci.flows import gerrit_checks, jenkins_checks, local_checks, policies
from rdopkg_ci.flows.services import open_branch, open_server, open_services
from rdopkg_ci.settings import Settings, environment

Question = Callable[[], Sequence[Finding]]


def examine(settings: Settings, for_gate: bool = False) -> Sequence[Finding]:
    """The checks of whatever the settings say is used; with ``for_gate`` the account needs what the
    gate does.
    """
    labels: list[str] = []
    found = [*_environment(), *_asked('update repo', partial(_repo, settings, labels))]
    if settings.gerrit.url:
        found += _asked('gerrit', partial(gerrit_checks.examine, settings, for_gate))
    if not settings.jenkins.url:
        told = {check.found for check in found}
        engine = [
            *_asked('engine', partial(_local, settings)),
            *local_checks.libraries(),
            *_asked('production', partial(local_checks.production, settings)),
        ]
        return [*found, *(check for check in engine if check.found not in told)]
    try:
        server = open_server(settings)
    except CiError as error:
        return [*found, _bad('jenkins', error)]
    first = _asked('jenkins', partial(jenkins_checks.server, server))
    if any(check.health is not Health.GOOD for check in first):
        return [*found, *first]
    questions = [
        partial(
            _asked, 'jobs', partial(jenkins_checks.jobs, server, labels, settings.jenkins.keep)
        ),
        partial(_asked, 'permission Job/Build', partial(jenkins_checks.build, server)),
        partial(_asked, 'agents', partial(jenkins_checks.agents, server, labels)),
        partial(
            _asked, 'permission Job/Create', partial(jenkins_checks.create, server), Health.NOTED
        ),
        partial(
            _asked,
            'permission Job/Configure',
            partial(jenkins_checks.configure, server),
            Health.NOTED,
        ),
    ]
    return [*found, *first, *(check for checks in together(questions) for check in checks)]


def _environment() -> Sequence[Finding]:
    """What somebody may take for set."""
    remedy = 'It counts for nothing: rename it, or unset it. docs/commands.md lists the settings.'
    ignored = environment.ignored(os.environ)
    return [Finding('environment', Health.NOTED, problem, remedy) for problem in ignored]


def _asked(what: str, question: Question, refused: Health | None = None) -> Sequence[Finding]:
    """The answers to a question; where it fails that is the answer, with ``refused`` for a missing
    permission.
    """
    try:
        return question()
    except NotAuthorised as error:
        return [_bad(what, error)._replace(health=refused or Health.NOT_AUTHORISED)]
    except CiError as error:
        return [_bad(what, error)]


def _bad(what: str, error: CiError) -> Finding:
    is_refused = isinstance(error, NotAuthorised)
    health = Health.NOT_AUTHORISED if is_refused else Health.BAD
    return Finding(what, health, str(error), error.hint)


def _repo(settings: Settings, labels: list[str]) -> Sequence[Finding]:
    branch = open_branch(settings, create=False)
    tip = branch.repo.tip()
    where = f'{branch.repo.remote}, branch {settings.branch} at {tip[:12]}'
    found = Finding('update repo', Health.GOOD, where)
    try:
        policy = policies.own(settings, branch.repo, tip)
    except CiError as error:
        return [found, _bad('policy', error)]
    labels += sorted(policy.labels)
    count = len(policy.targets)
    said = f'{count} target{"" if count == 1 else "s"}'
    return [found, Finding('policy', Health.GOOD, said)]


def _local(settings: Settings) -> Sequence[Finding]:
    open_services(settings, create=False)
    workers = settings.runs.workers
    return [Finding('engine', Health.GOOD, f'runs on this machine, {workers} at once')]
