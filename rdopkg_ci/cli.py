"""The one place that ends the program: every foreseeable failure becomes a sentence and an exit
code here.
"""

from __future__ import annotations

import difflib
import errno
import io
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, NoReturn

from rdopkg_ci import __version__
from rdopkg_ci.core.review.change import Asking
from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.errors import CiError, Exit, UsageError
from rdopkg_ci.menu import COMMANDS, listing

INTERRUPTED = 130
_WRITABLE = (
    'We keep things in ~/.rdopkg/ci, or where RDOPKG_CI_HOME says: it must be a directory that you'
    ' may write to.'
)
HINTS = {
    errno.EACCES: _WRITABLE,
    errno.EPERM: _WRITABLE,
    errno.EROFS: _WRITABLE,
    errno.ENOTDIR: _WRITABLE,
    errno.ENOSPC: 'Make room and run the same again.',
    errno.EDQUOT: 'Make room and run the same again.',
}


def ci(command: str | None, arguments: Sequence[str]) -> None:
    """Run one `rdopkg ci` command; ends the process unless all went well."""
    end(lambda: _ci(command, arguments), as_json='--json' in arguments)


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


def update(names: Sequence[str], options: UpdateOptions) -> None:
    """Run `rdopkg update`; ends the process unless all went well."""
    end(lambda: _update(names, options), as_json=options.as_json)


def _update(names: Sequence[str], options: UpdateOptions) -> int:
    of_phase2 = {'--without': bool(options.without), '--isolate': options.isolate}
    of_files = {
        '--id': bool(options.update_id),
        '--no-check': options.unchecked,
        '--wip, --reviewer, --cc': options.asking != Asking(),
    }
    _check_together(options.phase2, of_phase2, of_files)
    from rdopkg_ci.commands.arguments import split
    from rdopkg_ci.commands.update import isolate, phase2, submit

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


def prepare_streams() -> None:
    """Have all three streams, whatever we were started with: what the terminal's encoding does not
    know is escaped, and a closed one leads nowhere.
    """
    # The lowest number that is free is what the system gives: in this order they fit.
    for name, mode in (('stdin', 'r'), ('stdout', 'w'), ('stderr', 'w')):
        if getattr(sys, name) is None:
            nowhere = open(os.devnull, mode, encoding='utf-8')  # noqa: SIM115
            setattr(sys, name, nowhere)
            # The host's library of colours asks this one.
            setattr(sys, f'__{name}__', nowhere)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors='backslashreplace')


def end(command: Callable[[], int], as_json: bool = False) -> None:
    """Run ``command`` and end as it came out.

    The host prints the errors it knows to standard output, where they would spoil ``--json``,
    so we end by SystemExit as argparse does.
    """
    prepare_streams()
    try:
        code = command()
        sys.stdout.flush()
    except CiError as error:
        _say(error, as_json)
        code = error.exit_code
    except BrokenPipeError:
        # The reader has what it wanted.
        _mute()
        code = Exit.OK
    except OSError as error:
        _say(
            CiError(
                f'{error.filename or "the system"}: {error.strerror or error}',
                HINTS.get(error.errno or 0, ''),
            ),
            as_json,
        )
        code = Exit.BROKEN
    except KeyboardInterrupt:
        print('interrupted; runs go on; run the same again to go on', file=sys.stderr)
        code = INTERRUPTED
    if code:
        raise SystemExit(int(code))


def _mute() -> None:
    """Keep Python from failing again when it flushes standard output at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(error: CiError, as_json: bool) -> None:
    message, hint = safe(str(error)), safe(error.hint)
    if as_json:
        told = {'message': message, 'hint': hint, 'exit_code': int(error.exit_code)}
        try:
            print(json.dumps({'error': told}), flush=True)
        except OSError:
            # It may be what failed already.
            _mute()
    print(f'error: {message}', file=sys.stderr)
    if hint:
        print(hint, file=sys.stderr)


def _ci(command: str | None, arguments: Sequence[str]) -> int:
    if command == 'help':
        print(listing())
        return Exit.OK
    if command == 'version':
        print(f'rdopkg-ci {__version__}')
        return Exit.OK
    if command not in COMMANDS:
        _unknown(command)
    from rdopkg_ci.commands import parsing

    options = parsing.parser(command).parse_args(list(arguments))
    return parsing.module(command).run(options)


def _unknown(command: str | None) -> NoReturn:
    if command is None:
        raise UsageError(f'which command?\n{listing()}')
    near = difflib.get_close_matches(command, COMMANDS, n=1)
    guess = f', did you mean {near[0]!r}?' if near else ''
    raise UsageError(f'there is no command {command!r}{guess}\n{listing()}')
