"""Show how the jobs on the Jenkins differ from those that are wanted, or bring them to it.

Ends with 8 where something is to do. A job that was edited on the server is never overwritten
without --force.

  rdopkg ci jobs             what differs; nothing is changed
  rdopkg ci jobs --apply     create and update them
  rdopkg ci jobs --xml DIR   their files, for a job builder or a review
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from rdopkg_ci import settings
from rdopkg_ci.commands import telling
from rdopkg_ci.commands.telling import Teller
from rdopkg_ci.core.jobs import config_xml, job_definition
from rdopkg_ci.core.jobs.comparison import JobComparison, JobState
from rdopkg_ci.doors import files
from rdopkg_ci.errors import Exit, UsageError, distinct, exit_of
from rdopkg_ci.flows import server_jobs
from rdopkg_ci.flows.server_jobs import AppliedJob
from rdopkg_ci.flows.services import is_there, labels_of, open_server
from rdopkg_ci.settings import Settings
from rdopkg_ci.view import jobs as view


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        '--apply',
        action='store_true',
        help='create what is missing, and update what is as we left it before',
    )
    parser.add_argument(
        '--force', action='store_true', help='with --apply: overwrite what was edited, too'
    )
    parser.add_argument(
        '--xml', type=Path, metavar='DIR', help='write their files there, and ask no server'
    )
    telling.arguments(parser)


def run(options: argparse.Namespace) -> int:
    if options.force and not options.apply:
        raise UsageError('--force: only with --apply')
    if options.xml and options.apply:
        raise UsageError('--xml: only without --apply')
    config, teller = settings.load(), Teller(options.json)
    if options.xml:
        return _write(config, options.xml, teller)
    server, labels = open_server(config), labels_of(config)
    found = server_jobs.compared(server, labels, config.jenkins.keep)
    # Without a policy nobody knows which labels there are.
    unwanted = server_jobs.unwanted(server, labels) if is_there(config) else ()
    home = server.address.home
    if not options.apply:
        teller.text(view.compared(found, unwanted, home))
        teller.finish(jobs=[view.data(one) for one in found], unwanted=list(unwanted))
        return Exit.OK if all(one.state is JobState.SAME for one in found) else Exit.UNFINISHED
    applied = server_jobs.apply(server, found, options.force)
    for one in applied:
        teller.text(view.applied(one.before, one.after, bool(one.failure)))
    teller.text(view.left(unwanted, home))
    teller.problems(distinct(one.failure for one in applied if one.failure))
    now = [one.after or one.before for one in applied]
    teller.finish(jobs=[view.data(one) for one in now], unwanted=list(unwanted))
    return _exit_code(applied, now)


def _exit_code(applied: Sequence[AppliedJob], now: Sequence[JobComparison]) -> int:
    failures = [one.failure for one in applied if one.failure]
    if failures:
        return exit_of(failures)
    if any(one.after and one.after.state is not JobState.SAME for one in applied):
        return Exit.BROKEN
    return Exit.OK if all(one.state is JobState.SAME for one in now) else Exit.UNFINISHED


def _write(config: Settings, place: Path, teller: Teller) -> int:
    written = []
    keep = config.jenkins.keep
    for job in job_definition.wanted(labels_of(config), junit=False, keep=keep):
        path = place / f'{job.name}.xml'
        files.write(path, config_xml.dump(job))
        teller.text(f'{path}\n')
        written.append(str(path))
    teller.finish(files=written)
    return Exit.OK
