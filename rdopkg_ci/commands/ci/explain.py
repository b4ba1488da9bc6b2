"""Name the actual error in failed logs: what went wrong in a line, the lines that prove it, and who
has to act.

LOG is a file, a URL, or - for standard input; packed with gzip or not. It ends with 0 when every
log was read, whatever was found in them: with --json, "outcome" is failed, succeeded or unknown.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from rdopkg_ci.core.causes import decode, explain
from rdopkg_ci.core.causes.cause import Answer, Outcome
from rdopkg_ci.doors import logs
from rdopkg_ci.errors import CiError, Exit, NotAuthorised, UsageError
from rdopkg_ci.view import explain as view

# So many logs are worth a second process.
MANY = 10


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('logs', nargs='+', metavar='LOG', help='file, URL or -')
    parser.add_argument('--json', action='store_true', help='print a line of JSON for each log')
    parser.add_argument(
        '--failed',
        action='store_true',
        help='the jobs are known to have failed: name the likeliest cause whatever the log says',
    )
    parser.add_argument(
        '--baseline',
        default='',
        metavar='LOG',
        help='a green log of the same job: what it says too is no cause',
    )


def run(options: argparse.Namespace) -> int:
    errors: list[CiError] = []
    answers = _answers(options.logs, options.baseline, options.failed)
    for name, answer, why_not_a_log, error in answers:
        if error:
            errors.append(error)
        elif options.json:
            print(view.as_json(name, answer, why_not_a_log))
        else:
            print(view.text(name, answer, why_not_a_log, len(options.logs) > 1))
    sys.stdout.flush()
    if len(options.logs) == len(errors) == 1:
        raise errors[0]
    if errors:
        kinds = (UsageError, NotAuthorised)
        same = (kind for kind in kinds if all(isinstance(error, kind) for error in errors))
        kind: type[CiError] = next(same, CiError)
        raise kind(
            '\n'.join(map(str, errors)),
            'The other logs were read.' if len(options.logs) > len(errors) else '',
        )
    return Exit.OK


class Read(NamedTuple):
    """``why_not_a_log`` says what it is instead of a log, where no cause was found; ``error`` why
    it could not be read, None when it was.
    """

    log: str
    answer: Answer
    why_not_a_log: str = ''
    error: CiError | None = None


def _answers(names: Sequence[str], baseline: str, failed: bool) -> Iterator[Read]:
    """The answers in order, as they come; many logs are shared out among the processors."""
    answer = partial(_answer, baseline, failed)
    if len(names) < MANY:
        yield from map(answer, names)
        return
    import gc
    from concurrent.futures import ProcessPoolExecutor

    # Nothing that is made of a log leads back to itself, and looking for what does takes a
    # twentieth of the time.
    with ProcessPoolExecutor(initializer=gc.disable) as pool:
        yield from pool.map(answer, names, chunksize=4)


def _answer(baseline: str, failed: bool, name: str) -> Read:
    title = logs.title(name)
    try:
        pieces = logs.read(name)
        head = next(pieces, b'')
        green = logs.read(baseline) if baseline else ()
        answer = explain(chain([head], pieces), baseline=green, failed=failed)
        why_not_a_log = '' if answer.cause else decode.why_not_a_log(head)
        return Read(title, Answer(Outcome.UNKNOWN) if why_not_a_log else answer, why_not_a_log)
    except CiError as error:
        return Read(title, Answer(Outcome.UNKNOWN), error=error)
