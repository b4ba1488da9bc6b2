"""The parsers of our commands, in one place for whoever runs, completes or prints them."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterable
from typing import NoReturn, Protocol, cast

from rdopkg_ci import exits
from rdopkg_ci.core.text.suggestions import near
from rdopkg_ci.errors import UsageError
from rdopkg_ci.menu import UPDATE, UPDATE_ARGUMENTS

# As argparse begins what it says of options that there are not.
_UNKNOWN = 'unrecognized arguments: '


class CommandModule(Protocol):
    """A module of `rdopkg ci`."""

    @staticmethod
    def arguments(parser: argparse.ArgumentParser) -> None: ...

    @staticmethod
    def run(options: argparse.Namespace) -> int: ...


class Parser(argparse.ArgumentParser):
    """Wrong usage is an error like any other: a sentence, and an object with ``--json``."""

    def error(self, message: str) -> NoReturn:
        words = message.removeprefix(_UNKNOWN).split() if message.startswith(_UNKNOWN) else []
        wrong = next((word.partition('=')[0] for word in words if word.startswith('--')), '')
        message += near(wrong, self._option_string_actions) if wrong else ''
        raise UsageError(message, f'{self.format_usage()}`{self.prog} --help` says more.')


def module(name: str) -> CommandModule:
    """What does `rdopkg ci NAME`."""
    return cast(CommandModule, importlib.import_module(f'rdopkg_ci.commands.ci.{name}'))


def parser(name: str) -> Parser:
    """That of `rdopkg ci NAME`."""
    command = module(name)
    made = _parser(f'rdopkg ci {name}', command.__doc__ or '', exits.OF_COMMANDS[name])
    command.arguments(made)
    return made


def update_parser() -> Parser:
    """That of `rdopkg update`, as rdopkg makes it of the same arguments."""
    made = _parser('rdopkg update', UPDATE, exits.OF_UPDATE)
    for one in UPDATE_ARGUMENTS:
        made.add_argument(*one.flags, **one.settings)
    return made


def _parser(program: str, description: str, ends: Iterable[int]) -> Parser:
    return Parser(
        prog=program,
        description=description,
        epilog=exits.told(ends),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
