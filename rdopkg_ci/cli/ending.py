"""The one place that ends the program: every foreseeable failure becomes a sentence and an exit
code here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import suppress

from rdopkg_ci import exits
from rdopkg_ci.cli import streams
from rdopkg_ci.core.text.terminal import safe
from rdopkg_ci.doors.processes import signals
from rdopkg_ci.errors import UNWRITABLE, CiError, Exit

# True of what starts runs and of what only reads.
_LEFT = 'runs that were started go on, and the same again does the rest'


def end(command: Callable[[], int], as_json: bool = False, left: str = _LEFT) -> None:
    """Run ``command`` and end as it came out. Who is interrupted is told what is ``left``.

    The host prints the errors it knows to standard output, where they would spoil ``--json``,
    so we end by SystemExit as argparse does.
    """
    try:
        streams.prepare()
        with signals.tidily():
            code = command()
            sys.stdout.flush()
    except CiError as error:
        _say(error, as_json)
        code = error.exit_code
    except BrokenPipeError:
        # The reader has what it wanted.
        streams.mute()
        code = Exit.OK
    except OSError as error:
        said = f'{error.filename or "the system"}: {error.strerror or error}'
        _say(CiError(said, UNWRITABLE.get(error.errno or 0, '')), as_json)
        code = Exit.BROKEN
    except KeyboardInterrupt:
        code = _cut_short('interrupted', left, exits.INTERRUPTED, as_json)
    except signals.ToldToEnd as told:
        code = _cut_short('told to end', left, int(str(told.code)), as_json)
    if code:
        raise SystemExit(int(code))


def _cut_short(what: str, left: str, code: int, as_json: bool) -> int:
    if as_json:
        _document(what, left, code)
    with suppress(OSError):
        print('; '.join(filter(None, (what, left))), file=sys.stderr)
    return code


def _document(message: str, hint: str, code: int) -> None:
    told = {'message': message, 'hint': hint, 'exit_code': code}
    try:
        print(json.dumps({'error': told}), flush=True)
    except OSError:
        # It may be what failed already.
        streams.mute()


def _say(error: CiError, as_json: bool) -> None:
    message, hint = safe(str(error)), safe(error.hint)
    if as_json:
        _document(message, hint, int(error.exit_code))
    print(f'error: {message}', file=sys.stderr)
    if hint:
        print(hint, file=sys.stderr)
