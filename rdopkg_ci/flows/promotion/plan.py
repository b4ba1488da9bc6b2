"""The plan of a promotion: what goes where, and what the stage runs of it are.

Everything is named after its content, so whoever runs this again finds what is there already and
goes on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rdopkg_ci.core.judging.judge import judge
from rdopkg_ci.core.judging.next_step import next_step
from rdopkg_ci.core.judging.turn import Turn
from rdopkg_ci.core.judging.typed import less
from rdopkg_ci.core.phase import STAGE
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.publication import publication
from rdopkg_ci.core.publication.publication import Item, Publication, TestedUpdate
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors import files
from rdopkg_ci.doors.publication import production, signing
from rdopkg_ci.errors import CiError, InvalidInput, NotGreen, listed
from rdopkg_ci.flows.board.members import member_row
from rdopkg_ci.flows.board.untested import untested_row
from rdopkg_ci.flows.promotion import destination, earlier, lapses
from rdopkg_ci.flows.promotion.chosen import chosen
from rdopkg_ci.flows.promotion.ready import Ready
from rdopkg_ci.flows.services import Services

SIGNED = 'signed'


class Promotion(NamedTuple):
    """What a person asks for, pinned to ``commit``. ``waiting`` says by the ids of the chosen
    updates whose targets are all disabled, or not all tested, who does what then; ``left_out`` are
    the ids of those that were left out; ``idle`` says of the names that choose nothing why,
    ``broken`` by id of what cannot be read; ``warnings`` say that too, and what else is not as it
    should; ``notes`` are what phase2 wants people to know, ``again`` the ids of those that the last
    stage, which is not over, was without.
    """

    commit: str
    policy: Policy
    updates: Sequence[Ready]
    waiting: Mapping[str, Turn]
    publications: Sequence[Publication] = ()
    warnings: Sequence[CiError] = ()
    left_out: Sequence[str] = ()
    idle: Mapping[str, str] = {}
    broken: Mapping[str, InvalidInput] = {}
    again: Sequence[str] = ()
    notes: Sequence[str] = ()

    @property
    def requests(self) -> Mapping[Target, Request]:
        """What to run on each target: the generation that is published there."""
        return {item.target: self._request(item) for item in self.publications}

    def _request(self, item: Publication) -> Request:
        return Request(
            STAGE,
            item.target,
            self.commit,
            self.commit,
            updates=tuple(sorted(item.updates)),
            generation=item.generation,
            label=self.policy.label(item.target),
        )

    def items(self, update_id: str) -> Sequence[tuple[Publication, Item]]:
        """The RPMs of an update, on every target."""
        found = ((where, item) for where in self.publications for item in where.items)
        return [(where, item) for where, item in found if item.update == update_id]


def plan(
    services: Services, names: Sequence[str], today: date, without: Sequence[str] = ()
) -> Promotion:
    """The plan; changes nothing. Raises NotGreen naming every collision, Refused where production
    is not what its metadata lists.
    """
    commit = services.repo.tip()
    policy, bad = services.in_force(commit)
    every, broken, left_out, idle = chosen(services, commit, policy, names, without)
    targets = sorted({target for update in every for target in update.member.update.targets})
    destination.check(services.settings, policy, targets)
    waiting = _waiting(every, policy, today)
    going = [update for update in every if update.id not in waiting]
    warnings = [*([bad] if bad else []), *broken.values()]
    asked = Promotion(commit, policy, going, waiting, (), warnings, left_out, idle, broken)
    return planned(
        services,
        asked._replace(
            again=earlier.in_again(services, policy, commit, going),
            notes=earlier.notes(services, commit, going),
        ),
    )


def _waiting(every: Sequence[Ready], policy: Policy, today: date) -> Mapping[str, Turn]:
    waiting = {}
    for update in every:
        member = update.member
        ruling = judge(member.update.targets, STAGE, (), policy, today)
        row = untested_row(member, update.sums, policy, today)
        if ruling.all_disabled and not row:
            row = member_row(member, update.place.directory, STAGE, ruling)
        if row:
            waiting[update.id] = next_step(row)
    return waiting


def planned(services: Services, promotion: Promotion) -> Promotion:
    """The publications worked out anew, with production and the signed copies as they are now."""
    settings = services.settings
    tested = [
        TestedUpdate(update.id, update.member.update.targets, update.sums)
        for update in promotion.updates
    ]
    targets = {target for update in tested for target in update.targets}
    holds = {target: production.content(settings.publish.production, target) for target in targets}
    lapses.check(services, promotion.commit, holds)
    originals = {entry.sha256 for update in tested for entry in update.sums}
    publications = publication.plan(tested, holds, _signed(services, originals))
    problems = publication.collisions(publications)
    if problems:
        is_alone = len(promotion.updates) == 1
        option = less(promotion.left_out, 'ID')
        others = '' if is_alone else f' The others can be promoted with {option}.'
        hint = f'Production is as it was.{others}'
        raise NotGreen(listed('one file name for two files:', problems), hint)
    return promotion._replace(publications=publications)


def _signed(services: Services, originals: Collection[str]) -> Mapping[str, str]:
    """The SHA-256 of the signed copies that there are, by that of the original."""
    key = services.settings.publish.sign_key
    copies = signing.known(originals, key, services.settings.home / SIGNED) if key else {}
    return {original: files.sha256(copy) for original, copy in copies.items()}
