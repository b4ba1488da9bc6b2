"""What `rdopkg update` does: hand over to submitting or to phase2."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci import exits


def update(
    names: Sequence[str] = (),
    phase2: bool = False,
    without: Sequence[str] = (),
    wait: bool = False,
    dry_run: bool = False,
    no_check: bool = False,
    id: str | None = None,
    wip: bool = False,
    reviewer: Sequence[str] = (),
    cc: Sequence[str] = (),
    json: bool = False,
    isolate: bool = False,
) -> None:
    try:
        from rdopkg_ci.cli import update_command
    except KeyboardInterrupt:
        # rdopkg would end with 1.
        exits.interrupted(json)
    options = update_command.UpdateOptions(
        phase2,
        tuple(without),
        wait,
        dry_run,
        no_check,
        update_id=id or '',
        wip=wip,
        reviewers=tuple(reviewer),
        cc=tuple(cc),
        as_json=json,
        isolate=isolate,
    )
    update_command.run(tuple(names), options)
