"""`rdopkg update`: submitting files, phase2, or the search in a red round of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.cli.ending import end
from rdopkg_ci.core.review.change import Asking
from rdopkg_ci.errors import UsageError


class UpdateOptions(NamedTuple):
    """The options of `rdopkg update`; ``unchecked`` is --no-check."""

    phase2: bool = False
    without: tuple[str, ...] = ()
    wait: bool = False
    dry_run: bool = False
    unchecked: bool = False
    update_id: str = ''
    wip: bool = False
    reviewers: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    as_json: bool = False
    isolate: bool = False

    @property
    def asking(self) -> Asking:
        return Asking(self.wip, self.reviewers, self.cc)


def run(names: Sequence[str], options: UpdateOptions) -> None:
    """Run `rdopkg update`; ends the process unless all went well."""
    end(lambda: _run(names, options), as_json=options.as_json)


def _run(names: Sequence[str], options: UpdateOptions) -> int:
    of_phase2 = {'--without': bool(options.without), '--isolate': options.isolate}
    of_files = {
        '--id': bool(options.update_id),
        '--no-check': options.unchecked,
        '--wip, --reviewer, --cc': options.asking != Asking(),
    }
    _check_together(options.phase2, of_phase2, of_files)
    from rdopkg_ci.commands import unheeded
    from rdopkg_ci.commands.arguments import split
    from rdopkg_ci.commands.update import isolate, phase2, submit

    unheeded.warn('update')
    if not options.phase2:
        return submit.run(
            names,
            options.dry_run,
            options.unchecked,
            options.update_id,
            options.asking,
            options.as_json,
            options.wait,
        )
    if options.isolate:
        if options.without:
            raise UsageError('--without: not with --isolate, which looks into the last red round')
        return isolate.run(names, options.wait, options.dry_run, options.as_json)
    return phase2.run(names, split(options.without), options.wait, options.dry_run, options.as_json)


def _check_together(
    phase2: bool, of_phase2: Mapping[str, bool], of_files: Mapping[str, bool]
) -> None:
    wrong = [name for name, given in (of_files if phase2 else of_phase2).items() if given]
    if wrong:
        raise UsageError(f'{", ".join(wrong)}: only {"without" if phase2 else "with"} --phase2')
