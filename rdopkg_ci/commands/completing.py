"""What may come next on a command line, as a shell wants to know it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence

from rdopkg_ci.commands import parsing
from rdopkg_ci.menu import COMMANDS


def candidates(words: Sequence[str], values: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """What ``words`` after `rdopkg`, of which the last one is unfinished, may end with. ``values``
    are known ones by the metavar of the argument that takes them, and the actions of rdopkg as
    ACTION; nothing for any other, such as files, which the shell completes by itself.
    """
    *before, prefix = words or ['']
    if not before:
        found: Sequence[str] = ('ci', 'update', *values.get('ACTION', ()))
    elif before == ['ci']:
        found = ('help', *COMMANDS)
    else:
        parser, rest = _parser(before)
        found = list(_next(parser, rest, prefix, values)) if parser else ()
    return sorted({one for one in found if one.startswith(prefix)})


def _parser(before: Sequence[str]) -> tuple[argparse.ArgumentParser | None, Sequence[str]]:
    """Whose words these are, with those after its name."""
    action, *rest = before
    if action == 'update':
        return parsing.update_parser(), rest
    if action == 'ci' and rest[0] in COMMANDS:
        return parsing.parser(rest[0]), rest[1:]
    return None, ()


def _next(
    parser: argparse.ArgumentParser,
    before: Sequence[str],
    prefix: str,
    values: Mapping[str, Sequence[str]],
) -> Iterator[str]:
    options = {flag: one for one in parser._actions for flag in one.option_strings}
    option = options.get(before[-1]) if before else None
    if option and _takes_value(option):
        yield from _values(option, values)
        if option.nargs != '?':
            return
    if prefix.startswith('-'):
        yield from options
        return
    for one in parser._actions:
        if not one.option_strings:
            yield from _values(one, values)


def _takes_value(option: argparse.Action) -> bool:
    return option.nargs != 0


def _values(argument: argparse.Action, values: Mapping[str, Sequence[str]]) -> Iterator[str]:
    if argument.choices:
        yield from map(str, argument.choices)
        return
    for name in str(argument.metavar or '').split('|'):
        yield from values.get(name, ())
