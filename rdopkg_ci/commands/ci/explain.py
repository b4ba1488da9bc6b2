"""Name the actual error in failed logs: what went wrong in a line, the lines that prove it, and who
has to act.

LOG is a file, a URL, or - for standard input; packed with gzip or not. An update file, or what is
no file, names an update as for status, or a run by its key or page: then its logs are read, of
what is red. It ends with 0 when every log was read, whatever was found in them: with --json,
"outcome" is failed, succeeded or unknown.

  rdopkg ci explain console.log                        a file
  rdopkg ci explain 06ny                               the logs of what is red of an update
  rdopkg ci explain --short *.log                      a line each: whose turn, and why
  rdopkg ci explain console.log --baseline green.log   not what is in a green log too
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Union

from rdopkg_ci.commands.log_names import is_log
from rdopkg_ci.core.causes import decode, explain
from rdopkg_ci.core.causes.cause import Answer, Outcome
from rdopkg_ci.doors import logs
from rdopkg_ci.doors.terminal.columns import columns
from rdopkg_ci.errors import CiError, Exit, NotAuthorised, UsageError
from rdopkg_ci.view import explain as view

if TYPE_CHECKING:
    from rdopkg_ci.commands.sought import Found

# A log as it is called, or what was found of a run.
Asked = Union[str, 'Found']
# So many logs are worth a second process.
MANY = 10


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('logs', nargs='+', metavar='LOG', help='file, URL, - or what status names')
    form = parser.add_mutually_exclusive_group()
    form.add_argument('--json', action='store_true', help='print a line of JSON for each log')
    form.add_argument('--short', action='store_true', help='print a line for each log')
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
    asked, width = _asked(options.logs), columns(sys.stdout, os.environ)
    answers = _answers(asked, options.baseline, options.failed)
    for name, answer, why_not_a_log, error in answers:
        if error:
            errors.append(error)
        elif options.json:
            print(view.as_json(name, answer, why_not_a_log))
        elif options.short:
            print(view.short(name, answer, why_not_a_log))
        else:
            print(view.text(name, answer, why_not_a_log, len(asked) > 1, width))
    sys.stdout.flush()
    if len(asked) == len(errors) == 1:
        raise errors[0]
    if errors:
        kinds = (UsageError, NotAuthorised)
        same = (kind for kind in kinds if all(isinstance(error, kind) for error in errors))
        kind: type[CiError] = next(same, CiError)
        raise kind(
            '\n'.join(map(str, errors)),
            'The other logs were read.' if len(asked) > len(errors) else '',
        )
    return Exit.OK


def _asked(names: Sequence[str]) -> Sequence[Asked]:
    """In the order of the names; of a run or an update there may be several logs."""
    others = [name for name in names if not is_log(name)]
    if not others:
        return names
    # Who explains a file does not wait for what the board needs.
    from rdopkg_ci.commands.sought import sought

    found = sought(others)
    asked: list[Asked] = []
    for name in names:
        asked += found.get(name, [name])
    return asked


class Read(NamedTuple):
    """``why_not_a_log`` says what it is instead of a log, where no cause was found; ``error`` why
    it could not be read, None when it was.
    """

    log: str
    answer: Answer
    why_not_a_log: str = ''
    error: CiError | None = None


def _answers(asked: Sequence[Asked], baseline: str, failed: bool) -> Iterator[Read]:
    """The answers in order, as they come; many logs are shared out among the processors."""
    answer = partial(_answer, baseline, failed)
    if len(asked) < MANY or not all(isinstance(one, str) for one in asked):
        yield from map(answer, asked)
        return
    import gc
    from concurrent.futures import ProcessPoolExecutor

    # Nothing that is made of a log leads back to itself, and looking for what does takes a
    # twentieth of the time.
    with ProcessPoolExecutor(initializer=gc.disable) as pool:
        yield from pool.map(answer, asked, chunksize=2)


def _answer(baseline: str, failed: bool, asked: Asked) -> Read:
    if isinstance(asked, CiError):
        return Read('', Answer(Outcome.UNKNOWN), error=asked)
    title = logs.title(asked) if isinstance(asked, str) else asked.address
    try:
        pieces = logs.read(asked) if isinstance(asked, str) else asked.read()
        head = next(pieces, b'')
        green = logs.read(baseline) if baseline else ()
        is_red = failed or (not isinstance(asked, str) and asked.report.verdict.red)
        tests = not isinstance(asked, str)
        answer = explain(chain([head], pieces), baseline=green, failed=is_red, tests=tests)
        if not isinstance(asked, str) and not baseline:
            answer = asked.told(answer)
        why_not_a_log = '' if answer.cause else decode.why_not_a_log(head)
        return Read(title, Answer(Outcome.UNKNOWN) if why_not_a_log else answer, why_not_a_log)
    except CiError as error:
        return Read(title, Answer(Outcome.UNKNOWN), error=error)
