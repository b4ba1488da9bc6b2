"""phase1: each open change is tested alone on every target, then merged or voted down."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.judging.judge import judge
from rdopkg_ci.core.judging.ruling import Ruling
from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.review.change import Comment
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update import group, topic, update_file
from rdopkg_ci.core.update.update import Update
from rdopkg_ci.errors import InvalidInput, NotAuthorised, Refused
from rdopkg_ci.flows.gathering import spoken
from rdopkg_ci.flows.gathering.proposed import NOWHERE, Proposed
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.naming.taken import taken
from rdopkg_ci.flows.phases import voted
from rdopkg_ci.flows.phases.reviewed import Reviewed, post_review
from rdopkg_ci.flows.phases.starting import start, started
from rdopkg_ci.flows.services import Services


def survey(snapshot: Snapshot) -> Sequence[Reviewed]:
    """The open changes that propose an update, judged as they stand."""
    repo, paths = snapshot.services.repo, snapshot.services.repo.files(snapshot.tip)
    ids = {item.place.id for item in snapshot.proposed if item.place != NOWHERE}
    used = taken(repo, snapshot.tip, ids, paths)
    judged = [_judge(snapshot, _checked(item, used), paths) for item in snapshot.proposed]
    return [item._replace(is_gone=item.update_id in used) for item in judged]


def _checked(item: Proposed, used: Mapping[str, str]) -> Proposed:
    """The same, refused where its id belongs to another update."""
    return item if item.refusal else item._replace(refusal=used.get(item.place.id, ''))


def _judge(snapshot: Snapshot, item: Proposed, paths: Collection[str]) -> Reviewed:
    change = item.change
    nothing = Reviewed(change, item.place.id, None, Ruling(()), {}, item.problem)
    if item.problem:
        return nothing
    try:
        update = _update(snapshot, item, paths)
    except InvalidInput as error:
        path, found = str(item.place), error.problems
        comments = tuple(Comment(path, problem.line, problem.text) for problem in found)
        return nothing._replace(problem=str(error), comments=comments)
    requests = _plan(snapshot, item, update)
    reports = snapshot.evidence.reports(requests)
    ruling = judge(update.targets, PHASE1, reports, snapshot.policy, snapshot.today)
    if change.wip:
        ruling = ruling.at_rest('no run yet, it waits for its author')
    again = spoken.rechecked(change, snapshot.policy.recheck)
    return Reviewed(change, item.place.id, update, ruling, requests, rechecked=again)


def _update(snapshot: Snapshot, item: Proposed, paths: Collection[str]) -> Update:
    """The update that a change proposes; raises InvalidInput where it is none, or cannot become
    one of this branch.
    """
    path = str(item.place)
    if item.refusal:
        raise InvalidInput(f'{path}:', (item.refusal,))
    update = update_file.parse(item.content, path, snapshot.policy).update
    taken_group = group.problem(update.group, paths, snapshot.policy)
    if taken_group:
        raise InvalidInput(f'{path}:', (taken_group,))
    return update


def _plan(snapshot: Snapshot, item: Proposed, update: Update) -> Mapping[Target, Request]:
    """What to run on each target; the policy is the branch's, for a change is as old as its
    parent.
    """
    change = item.change
    return {
        target: Request(
            PHASE1,
            target,
            change.revision,
            snapshot.tip,
            ref=change.ref,
            update=item.place.id,
            label=snapshot.policy.label(target),
        )
        for target in update.targets
    }


def within(room: int, reviewed: Sequence[Reviewed]) -> Iterator[Reviewed]:
    """Those to advance now: no more than ``room`` runs wait for their judgement at once, for an
    engine lists no more, and it may have forgotten the older ones.
    """
    waiting = [item for item in reviewed if not item.ruling.finished]
    taken = sum(bool(row.report) for item in waiting for row in item.ruling.targets)
    for item in reviewed:
        wanted = sum(bool(row.next_attempt) for row in item.ruling.targets)
        if not wanted or taken + wanted <= room or not taken:
            taken += wanted
            yield item


def advance(services: Services, reviewed: Reviewed) -> Iterator[Event]:
    """Do what is next for one change; yields what was done."""
    change, update = reviewed.change, reviewed.update
    if change.wip or (update is None and not reviewed.comments):
        return
    if update is None:
        yield from post_review(services, reviewed, -1)
        return
    yield from _set_topic(services, reviewed, topic.topic(update.targets))
    again = list(_again(reviewed))
    for request in again:
        yield started(services.engine, request, reviewed.update_id)
    if again:
        return
    yield from start(services.engine, reviewed.ruling, reviewed.requests, reviewed.update_id)
    if reviewed.ruling.finished:
        yield from voted.conclude(services, reviewed)


def _set_topic(services: Services, reviewed: Reviewed, computed: str) -> Iterator[Event]:
    """Where it differs; who may not set it tests all the same."""
    if reviewed.change.topic == computed:
        return
    try:
        services.review.set_topic(reviewed.change, computed)
        yield Event(reviewed.update_id, Action.TOPIC_SET, computed)
    except (Refused, NotAuthorised) as why:
        yield Event(reviewed.update_id, Action.TOPIC_KEPT, str(why))


def _again(reviewed: Reviewed) -> Iterator[Request]:
    """The next attempts of what was red when we spoke last, where a person asked for them and they
    are not under way yet.
    """
    said = reviewed.rechecked
    for row in reviewed.ruling.targets if said else ():
        told = said.reports.get(row.target) if said else None
        is_old = told and row.report and row.report.attempt == told.attempt
        if told and told.verdict.red and is_old and row.target in reviewed.requests:
            yield reviewed.requests[row.target].attempted(told.attempt + 1)
