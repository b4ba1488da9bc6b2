"""promote: what is ready goes to stage, is tested there as published, goes to production, and moves
to ``pushed/``.

Everything is named after its content, so whoever runs this again finds what is there already and
goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from rdopkg_ci.core.judging.judge import Ruling, judge
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.publication import publication
from rdopkg_ci.core.publication.publication import Item, Publication
from rdopkg_ci.core.runs import run_key
from rdopkg_ci.core.runs.run_key import RequestFactory
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors import files, production, signing
from rdopkg_ci.errors import InvalidInput, Refused
from rdopkg_ci.flows.evidence import Evidence
from rdopkg_ci.flows.ready import Ready, chosen
from rdopkg_ci.flows.services import Services

SIGNED = 'signed'


class Promotion(NamedTuple):
    """What a person asks for, pinned to ``commit``. ``waiting`` are the chosen updates whose
    targets are all disabled.
    """

    commit: str
    policy: Policy
    updates: Sequence[Ready]
    waiting: Sequence[Ready]
    publications: Sequence[Publication] = ()

    def request(self, item: Publication) -> RequestFactory:
        """What to run for a target and the number of an attempt."""
        return partial(run_key.stage, self.commit, self.commit, item.updates, item.generation)

    def items(self, update_id: str) -> Sequence[tuple[Publication, Item]]:
        """The RPMs of an update, on every target."""
        return [
            (where, item)
            for where in self.publications
            for item in where.items
            if item.update == update_id
        ]


def look(services: Services, names: Sequence[str], today: date) -> Promotion:
    """The plan; changes nothing. Raises Refused naming every collision."""
    commit = services.repo.tip()
    policy = services.policy(commit)
    every = chosen(services, commit, policy, names)
    _check_production(
        services,
        policy,
        sorted({target for update in every for target in update.member.update.targets}),
    )
    waiting = [
        update
        for update in every
        if judge(update.member.update.targets, 'stage', (), policy, today).all_disabled
    ]
    return plan(
        services,
        Promotion(commit, policy, [update for update in every if update not in waiting], waiting),
    )


def _check_production(services: Services, policy: Policy, targets: Sequence[Target]) -> None:
    """What CI tests against must be what gets published to, as far as can be seen from here: web
    servers show a directory of theirs.
    """
    problems = []
    for target in targets:
        url, place = (
            policy.targets[target].production,
            production.path(services.settings.production, target),
        )
        if url.startswith('file:') and files.of_url(url).resolve() != place.resolve():
            problems.append(
                f'{target}: the policy tests against {url}, but the setting production publishes to'
                f' {place}'
            )
    if problems:
        raise InvalidInput(
            'settings and policy:',
            tuple(problems),
            'Change the setting, or the policy, ci.yml in the rdo-update repo.',
        )


def plan(services: Services, asked: Promotion) -> Promotion:
    """The publications worked out anew, with production and the signed copies as they are now."""
    tested = [
        publication.Tested(update.id, update.member.update.targets, update.sums)
        for update in asked.updates
    ]
    holds = {
        target: production.content(services.settings.production, target)
        for update in tested
        for target in update.targets
    }
    key, checksums = (
        services.settings.sign_key,
        {entry.sha256 for update in tested for entry in update.sums},
    )
    copies = signing.known(checksums, key, services.settings.home / SIGNED) if key else {}
    planned = publication.plan(
        tested, holds, {original: files.sha256(copy) for original, copy in copies.items()}
    )
    problems = publication.collisions(planned)
    if problems:
        lines = '\n'.join(f'  {problem}' for problem in problems)
        raise Refused(
            f'one file name for two files:\n{lines}',
            'Production is as it was. The other updates can be promoted by their ids.',
        )
    return asked._replace(publications=planned)


def weigh(services: Services, asked: Promotion, today: date) -> Ruling:
    """How stage judges these very generations, as it stands now."""
    evidence = Evidence(services.engine)
    reports = [
        report
        for item in asked.publications
        for report in evidence.reports(asked.request(item), [item.target])
    ]
    return judge(
        [item.target for item in asked.publications], 'stage', reports, asked.policy, today
    )


def start(services: Services, asked: Promotion, ruling: Ruling) -> Sequence[str]:
    """Start the stage runs that are missing or granted another attempt."""
    deeds = []
    for item, row in zip(asked.publications, ruling.targets):
        if row.next_attempt:
            request = asked.request(item)(row.target, row.next_attempt)
            services.engine.start(request.phase, request.key, request.parameters)
            deeds.append(f'stage started on {item.target}')
    return deeds
