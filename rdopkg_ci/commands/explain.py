"""Name the actual error in failed logs: what went wrong in a line, the lines that prove it, and who has to act.

LOG is a file, a URL, or - for standard input; packed with gzip or not.
"""

from __future__ import annotations

import argparse
import sys

from rdopkg_ci.core.causes import explain
from rdopkg_ci.doors import logs
from rdopkg_ci.errors import CiError, Exit
from rdopkg_ci.view import explain as view


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('logs', nargs='+', metavar='LOG', help='file, URL or -')
    parser.add_argument('--json', action='store_true', help='print a line of JSON for each log')
    parser.add_argument('--baseline', default='', metavar='LOG', help='a green log of the same job: what it says too is no cause')


def run(options: argparse.Namespace) -> int:
    unreadable: list[CiError] = []
    for name in options.logs:
        try:
            cause = explain(logs.read(name), baseline=logs.read(options.baseline) if options.baseline else ())
        except CiError as error:
            unreadable.append(error)
            continue
        print(view.as_json(name, cause) if options.json else view.text(name, cause, len(options.logs) > 1))
    sys.stdout.flush()
    if unreadable:
        raise CiError('\n'.join(map(str, unreadable)), 'The other logs were read.' if len(options.logs) > 1 else '')
    return Exit.OK
