"""Be one worker: run one phase for one target, and leave result.json, result.xml and a log a step.

Engines call this; its options are the parameters of a run, which a Jenkins has in the environment.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Mapping
from pathlib import Path

from rdopkg_ci import settings
from rdopkg_ci.core.phase import PHASES
from rdopkg_ci.core.runs.parameters import PARAMETERS
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.doors import files
from rdopkg_ci.doors.scratch import scratch
from rdopkg_ci.errors import Exit, UsageError
from rdopkg_ci.flows.services import open_branch
from rdopkg_ci.view import plan as view
from rdopkg_ci.worker import jobs, steps
from rdopkg_ci.worker import run as worker
from rdopkg_ci.worker.job import Job
from rdopkg_ci.worker.stopping import orderly, within

# In seconds: fetching two commits of a small repo.
READING = 900
CODES = {Verdict.PASSED: Exit.OK, Verdict.FAILED: Exit.RED}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('phase', choices=PHASES, help='what to run')
    for one in PARAMETERS:
        only = '' if one.phases == PHASES else f'{", ".join(one.phases)}: '
        parser.add_argument(f'--{one.name}', default='', metavar=one.metavar, help=only + one.help)
    parser.add_argument(
        '--key', default='', help='the key that the run was asked for under; its end is the attempt'
    )
    parser.add_argument(
        '--from-environment',
        action='store_true',
        help='take the parameters from variables of their names, and empty the DIR of results',
    )
    parser.add_argument(
        '--plan', action='store_true', help='print the steps in their order and run nothing'
    )
    parser.add_argument('--json', action='store_true', help='with --plan: the plan as JSON')
    parser.add_argument(
        '--result',
        type=Path,
        default=Path('result'),
        metavar='DIR',
        help='where to leave results (%(default)s)',
    )


def run(options: argparse.Namespace) -> int:
    if options.json and not options.plan:
        raise UsageError('--json: only with --plan', 'A run leaves its result.json in --result.')
    result = options.result.absolute()
    if options.from_environment and not options.plan:
        # First of all: what an earlier run left here must not be taken for what this one leaves.
        files.clear(result)
    try:
        request = Request.parse(options.phase, _parameters(options))
    except ValueError as error:
        raise UsageError(str(error), 'rdopkg ci run --help says what each phase needs.') from error
    config = settings.load()
    with orderly(), scratch() as work:
        with within(READING, 'reading the job from the rdo-update repo'):
            is_ours = not options.from_environment
            job = jobs.read(open_branch(config, create=False), request, result, work, is_ours)
        if options.plan:
            print(_plan(job, options.json))
            return Exit.OK
        ended = worker.run(job, steps.of(job, config))
    return CODES.get(ended.verdict, Exit.BROKEN)


def _parameters(options: argparse.Namespace) -> Mapping[str, str]:
    """The parameters by their names, from the command line or from the environment."""
    names = [*(one.name for one in PARAMETERS), 'key']
    given = {name: getattr(options, name) for name in names}
    if not options.from_environment:
        return given
    both = [f'--{name}' for name, value in given.items() if value]
    if both:
        raise UsageError(f'{", ".join(both)}: only without --from-environment')
    return {name: os.environ.get(name, '') for name in names}


def _plan(job: Job, as_json: bool) -> str:
    if as_json:
        return json.dumps(view.data(job.plan, job.target, list(job.builds)), indent=1)
    return view.text(job.plan, job.target, list(job.builds))
