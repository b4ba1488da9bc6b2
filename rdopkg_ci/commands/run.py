"""Be one worker: run one phase for one target, and leave result.json, result.xml and a log a step.

Engines call this; its options are the parameters of a run.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from rdopkg_ci import settings
from rdopkg_ci.commands.target_argument import target_argument
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.errors import Exit, UsageError
from rdopkg_ci.flows.services import open_services
from rdopkg_ci.worker import jobs, steps
from rdopkg_ci.worker import run as worker

CODES = {Verdict.PASSED: Exit.OK, Verdict.FAILED: Exit.RED}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('phase', choices=('phase1', 'phase2', 'stage'))
    parser.add_argument('--target', required=True, type=target_argument, metavar='RELEASE/DIST')
    parser.add_argument('--commit', required=True, help='the commit under test')
    parser.add_argument(
        '--policy',
        default='',
        metavar='COMMIT',
        help='the commit to read the policy at (the one under test)',
    )
    parser.add_argument('--update', default='', metavar='ID', help='phase1: the update to test')
    parser.add_argument(
        '--without', default='', metavar='ID,ID', help='phase2: updates of the pool to leave out'
    )
    parser.add_argument(
        '--updates',
        default='',
        metavar='ID,ID',
        help='stage: the updates that the generation brings',
    )
    parser.add_argument('--generation', default='', help='stage: the generation to test')
    parser.add_argument('--key', default='', help='the key that the run was asked for under')
    parser.add_argument(
        '--result',
        type=Path,
        default=Path('result'),
        metavar='DIR',
        help='where to leave results (%(default)s)',
    )


def run(options: argparse.Namespace) -> int:
    if (options.phase == 'phase1' and not options.update) or (
        options.phase == 'stage' and not (options.updates and options.generation)
    ):
        raise UsageError(
            f'{options.phase} needs'
            f' {"--update" if options.phase == "phase1" else "--updates and --generation"}'
        )
    config = settings.load()
    with tempfile.TemporaryDirectory(prefix='rdopkg-ci-') as work:
        asked = jobs.Asked(**{name: getattr(options, name) for name in jobs.Asked._fields})
        job = jobs.read(open_services(config), asked, options.result.absolute(), Path(work))
        result = worker.run(job, steps.of(job, config))
    return CODES.get(result.verdict, Exit.BROKEN)
