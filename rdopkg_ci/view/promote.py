"""A promotion as text: what it will do, and how stage judges it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from rdopkg_ci.core.judging.ruling import Ruling
from rdopkg_ci.core.judging.turn import Turn
from rdopkg_ci.core.judging.typed import less
from rdopkg_ci.core.phase import STAGE
from rdopkg_ci.core.publication.publication import Publication
from rdopkg_ci.core.text.terminal import safe, safe_line
from rdopkg_ci.errors import CiError
from rdopkg_ci.view.board import ruling_lines
from rdopkg_ci.view.board_data import turn_data
from rdopkg_ci.view.bounded import bounded
from rdopkg_ci.view.follow import follow
from rdopkg_ci.view.style import Paint, Style


def plan(
    titles: Mapping[str, str],
    publications: Sequence[Publication],
    waiting: Mapping[str, Turn],
    left_out: Sequence[str] = (),
    idle: Mapping[str, str] = {},
    again: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> str:
    """Per target and update the RPMs: ``+`` is added, ``=`` is in production already.

    ``titles`` are those of the updates by their ids; ``waiting`` says by id who is next with what
    is disabled or not tested, ``left_out`` are ids, and ``idle`` says why names choose nothing;
    ``again`` are ids that the last stage was without; ``notes`` are what phase2 wants people to
    know.
    """
    is_told = waiting or left_out or idle
    nothing = 'Nothing to promote.' if is_told else 'Nothing to promote: nothing is ready.'
    lines = [] if titles else [nothing]
    lines += [f'{update_id}  {safe_line(title)}'.rstrip() for update_id, title in titles.items()]
    for item in publications:
        lines += _publication(item)
    if any(len(item.new) < len(item.items) for item in publications):
        lines.append('(+ is to add, = is in production already)')
    lines += [f'{one} is in: the last stage was without it.' for one in again]
    lines += [f'note: {bounded(one)}' for one in notes]
    lines += [f'{one}: {why}.' for one, why in idle.items()]
    lines += [f'{one} waits for {turn.told()}' for one, turn in waiting.items()]
    lines += [f'{one} stays where it is: it was left out with --without.' for one in left_out]
    return '\n'.join(lines) + '\n'


def _publication(item: Publication) -> Sequence[str]:
    new = set(item.new)
    added = {rpm.path for rpm in new}
    lines = [
        f'{item.target}: production holds {counted(len(item.production))}, {len(added)} to add'
    ]
    for update_id in item.updates:
        signs = sorted(
            (rpm.path, '+' if rpm in new else '=') for rpm in item.items if rpm.update == update_id
        )
        lines += [f'  {update_id}  {sign} {path}' for path, sign in signs]
    return lines


def plan_data(publications: Sequence[Publication]) -> dict[str, Any]:
    """By target: the generation, the updates it brings, the paths of the RPMs to add, and of those
    that production has already.
    """
    plans = {
        str(item.target): {
            'generation': item.generation,
            'updates': list(item.updates),
            'added': sorted({new.path for new in item.new}),
            'in_production': sorted(
                {one.path for one in item.items} - {new.path for new in item.new}
            ),
        }
        for item in publications
    }
    return {'publications': plans}


def stays_data(
    waiting: Mapping[str, Turn],
    left_out: Sequence[str],
    idle: Mapping[str, str],
    broken: Mapping[str, CiError],
) -> list[dict[str, Any]]:
    """What stays where it is, and names that choose nothing: why, and who goes on."""
    told = {
        **{one: (_why(turn), turn_data(turn)) for one, turn in waiting.items()},
        **dict.fromkeys(left_out, ('left out with --without', None)),
        **{one: (why, None) for one, why in idle.items()},
        **{one: (safe(str(why)), None) for one, why in broken.items()},
    }
    return [{'name': one, 'reason': why, 'next': turn} for one, (why, turn) in told.items()]


def _why(turn: Turn) -> str:
    """The reason, which such a turn begins with."""
    return turn.what.partition(': ')[0]


def ruling(
    judged: Ruling,
    paint: Paint,
    is_alone: bool = False,
    begun: Collection[str] = (),
    left_out: Sequence[str] = (),
) -> str:
    """``is_alone`` says that no other update could go without the one that is red; ``begun`` are
    the targets that runs were started on for it, ``left_out`` the ids that it was without.
    """
    lines = [*ruling_lines(judged, Style(paint)), *_old(judged, begun)]
    if not judged.finished:
        lines.append('Stage is not finished: the same again goes on, with --wait until it is over.')
        lines.append(follow(STAGE).rstrip())
    elif judged.all_disabled:
        target = judged.targets[0].target
        lines.append('Stage proves nothing, for every target is disabled: production is as it was.')
        lines.append(f'`rdopkg ci enable {target}` has it judged again.')
    elif not judged.green:
        option = less(left_out, 'ID')
        first = 'Run' if is_alone else f'Promote the others with {option}, run'
        lines.append(f'Stage is not green: production is as it was. {first} stage again with')
        lines.append('`rdopkg ci retry stage` where something around it has changed;')
        lines.append('`rdopkg ci status stage` says who does what else.')
    return '\n'.join(lines) + '\n'


def _old(judged: Ruling, begun: Collection[str]) -> Sequence[str]:
    """Of what is red by a run of before: the same RPMs are not tested again by themselves."""
    reports = [(row.target, row.report) for row in judged.targets if row.verdict.red]
    ended = [(target, one.result.finished) for target, one in reports if one and one.result]
    return [
        f'{target}: this run is of {at:%Y-%m-%d %H:%M} UTC and counts, for the RPMs are the same;'
        ' `rdopkg ci retry stage` tests them again by the policy as it is now.'
        for target, at in ended
        if str(target) not in begun
    ]


def counted(number: int) -> str:
    return f'{number} RPM' if number == 1 else f'{number} RPMs'
