"""What may come next on a command line, as a shell wants to know it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence

from rdopkg_ci.commands import parsing
from rdopkg_ci.menu import COMMANDS


def candidates(words: Sequence[str], values: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """What ``words`` after `rdopkg`, of which the last one is unfinished, may end with. ``values``
    are known ones by the metavar of the argument that takes them, and the actions of rdopkg as
    ACTION. Where that is nothing the shell completes files by itself; an empty one first says that
    files may come as well.
    """
    *before, prefix = _split(words) or ['']
    as_typed = ''
    if '=' in prefix and prefix.startswith('--'):
        option, _, prefix = prefix.partition('=')
        before, as_typed = [*before, option], f'{option}='
    if not before:
        found: Sequence[str] = ('ci', 'update', *values.get('ACTION', ()))
    elif before == ['ci']:
        found = ('help', *COMMANDS)
    elif before == ['ci', 'help']:
        found = ('update', *COMMANDS)
    else:
        parser, rest = _parser(before)
        found = list(_next(parser, rest, prefix, values)) if parser else ()
    fitting = sorted({f'{as_typed}{one}' for one in found if one and one.startswith(prefix)})
    return ['', *fitting] if fitting and '' in found else fitting


def _split(words: Sequence[str]) -> Sequence[str]:
    """The words without the `=` of an option that bash makes a word of: that is no beginning of
    what comes behind it.
    """
    *before, last = words or ['']
    if last == '=' and before and before[-1].startswith('--'):
        return [*before, '']
    return [one for one in before if one != '='] + [last]


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
            yield from _positional(one, before, prefix, values)


def _positional(
    argument: argparse.Action,
    before: Sequence[str],
    prefix: str,
    values: Mapping[str, Sequence[str]],
) -> Iterator[str]:
    """Its values, and an empty one where files may be among them: of what an update may be called
    by once one has begun to write it.
    """
    names = str(argument.metavar or '').split('|')
    if names == ['FILE', 'RELEASE']:
        yield from values.get('RELEASE', ()) if '--phase2' in before else ()
        return
    yield from _values(argument, values)
    if 'LOG' in names or (prefix and not {'WHAT', 'ID'}.isdisjoint(names)):
        yield ''


def _takes_value(option: argparse.Action) -> bool:
    return option.nargs != 0


def _values(argument: argparse.Action, values: Mapping[str, Sequence[str]]) -> Iterator[str]:
    if argument.choices:
        yield from map(str, argument.choices)
        return
    for name in str(argument.metavar or '').split('|'):
        yield from values.get(name, ())
