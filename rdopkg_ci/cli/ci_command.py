"""`rdopkg ci`: the command that its first word names."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci import __version__
from rdopkg_ci.cli.ending import end
from rdopkg_ci.cli.unknown import unknown
from rdopkg_ci.errors import Exit
from rdopkg_ci.menu import COMMANDS, listing

# A run itself is what ends; the others read what has nothing to do with runs.
_LEAVE_NOTHING = ('run', 'explain', 'topic', 'completion', 'help', 'version')


def run(command: str | None, arguments: Sequence[str]) -> None:
    """Run one `rdopkg ci` command; ends the process unless all went well."""
    as_json = '--json' in arguments
    if command in _LEAVE_NOTHING:
        end(lambda: _run(command, arguments), as_json, left='')
    else:
        end(lambda: _run(command, arguments), as_json)


def _run(command: str | None, arguments: Sequence[str]) -> int:
    if command == 'help':
        return _help(arguments)
    if command == 'version':
        print(f'rdopkg-ci {__version__}')
        return Exit.OK
    if command not in COMMANDS:
        unknown(command, arguments)
    from rdopkg_ci.commands import parsing, unheeded

    options = parsing.parser(command).parse_args(list(arguments))
    unheeded.warn(command)
    return parsing.module(command).run(options)


def _help(about: Sequence[str]) -> int:
    """The list of the commands, or what one of them says of itself."""
    names = [word for word in about if not word.startswith('-')]
    if not names:
        print(listing())
        return Exit.OK
    if names[0] not in (*COMMANDS, 'update'):
        unknown(names[0])
    from rdopkg_ci.commands import parsing

    of_update = names[0] == 'update'
    (parsing.update_parser() if of_update else parsing.parser(names[0])).print_help()
    return Exit.OK
