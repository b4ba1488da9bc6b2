"""The manual pages of docs/man, made of what `--help` says: `python tests/man_pages.py` after a
change.
"""

from __future__ import annotations

import argparse
import re
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import roff
from roff import Block, Row

import rdopkg_ci
from rdopkg_ci import exits
from rdopkg_ci.commands import parsing
from rdopkg_ci.menu import ABOUT, COMMANDS

PLACE = Path(__file__).parents[1] / 'docs' / 'man'
# Of a command that an example shows.
_EXAMPLE = 'rdopkg '


class Page(NamedTuple):
    """``about`` is its line in the index of all pages, ``ends`` are exit codes."""

    parser: ArgumentParser
    about: str
    ends: Iterable[int]

    @property
    def name(self) -> str:
        return self.parser.prog.replace(' ', '-')


def pages() -> Iterator[tuple[str, str]]:
    """The file and the text of each page."""
    every = [
        Page(_overview(), ABOUT, exits.EVERY),
        Page(parsing.update_parser(), 'submit a package update to CI', exits.OF_UPDATE),
        *(Page(parsing.parser(name), COMMANDS[name], exits.OF_COMMANDS[name]) for name in COMMANDS),
    ]
    for page in every:
        yield f'{page.name}.1', ''.join(f'{line}\n' for line in _lines(page))


def _overview() -> ArgumentParser:
    commands = '\n'.join(f'  {name}  {summary}' for name, summary in COMMANDS.items())
    see = '`rdopkg ci COMMAND --help` and the manual page rdopkg-ci-COMMAND(1) describe each.'
    parser = ArgumentParser(
        prog='rdopkg ci',
        description=f'{ABOUT[0].upper()}{ABOUT[1:]}.\n\n{commands}\n\n{see}',
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument('command', metavar='COMMAND', help='one of the commands above')
    parser.add_argument(
        'arguments', metavar='...', nargs=argparse.REMAINDER, help='what the command takes'
    )
    return parser


def _lines(page: Page) -> Iterator[str]:
    # The date is that of the version: the same text comes of it on any day.
    source = roff.escaped(f'rdopkg-ci {rdopkg_ci.__version__}')
    yield f'.TH {roff.escaped(page.name.upper())} "1" "" "{source}" "rdopkg\\-ci"'
    # Neither hyphens nor wide gaps in what may be copied.
    yield from ('.nr HY 0', '.nh', '.ad l')
    said = list(roff.blocks(page.parser.description or ''))
    examples = [one for one in said if _is_example(one)]
    yield from roff.section('NAME', [roff.escaped(f'{page.name} - {page.about}')])
    yield from roff.section('SYNOPSIS', _synopsis(page.parser))
    yield from roff.section('DESCRIPTION', _told(one for one in said if one not in examples))
    yield from _arguments(page.parser)
    if examples:
        yield from roff.section('EXAMPLES', _told(examples))
    ends = (Row(str(code), meaning) for code, meaning in exits.meanings(page.ends))
    yield from roff.section('EXIT STATUS', roff.table(ends))
    yield from roff.section('SEE ALSO', [_see_also(page)])


def _is_example(block: Block) -> bool:
    return bool(block.rows) and all(row.term.startswith(_EXAMPLE) for row in block.rows)


def _told(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        rows = (Row(roff.bold(row.term), row.meaning) for row in block.rows)
        yield from roff.table(rows) if block.rows else roff.paragraph(block.text)


def _synopsis(parser: ArgumentParser) -> Iterator[str]:
    """An argument never ends a line half way."""
    # Or it has colours, where Python knows how.
    setattr(parser, 'color', False)  # noqa: B010
    usage = ' '.join(parser.format_usage().removeprefix('usage: ').split())
    arguments = usage.removeprefix(parser.prog).strip()
    yield f'.SY "{roff.escaped(parser.prog)}"'
    yield from map(roff.unbroken, re.findall(r'\[(?:[^][]|\[[^][]*\])*\]|\S+', arguments))
    yield '.YS'


def _arguments(parser: ArgumentParser) -> Iterator[str]:
    positional = [one for one in parser._actions if not one.option_strings]
    options = [one for one in parser._actions if one.option_strings]
    if positional:
        yield from roff.section('ARGUMENTS', _described(parser, positional))
    yield from roff.section('OPTIONS', _described(parser, options))


def _described(parser: ArgumentParser, actions: Sequence[argparse.Action]) -> Iterator[str]:
    formatter = parser._get_formatter()
    for one in actions:
        default = one.dest.upper() if one.option_strings else one.dest
        value = '' if one.nargs == 0 else formatter._metavar_formatter(one, default)(1)[0]
        value = f'[{value}]' if one.nargs == '?' and one.option_strings else value
        flags = ', '.join(map(roff.bold, one.option_strings))
        shown = ' '.join(filter(None, [flags, value and roff.italic(value)]))
        yield from roff.table([Row(shown, formatter._expand_help(one) if one.help else '')])


def _see_also(page: Page) -> str:
    """The pages of the commands that this one speaks of; of the overview all."""
    said = page.parser.format_help()
    named = {f'rdopkg-ci-{name}' for name in re.findall(r'`rdopkg ci (\w+)', said)}
    every = {f'rdopkg-ci-{name}' for name in COMMANDS}
    around = {'rdopkg', 'rdopkg-ci'} | ({'rdopkg-update'} if '`rdopkg update' in said else set())
    found = every | {'rdopkg', 'rdopkg-update'} if page.name == 'rdopkg-ci' else named & every
    others = sorted(set(chain(around, found)) - {page.name})
    return ', '.join(f'{roff.bold(name)}(1)' for name in others)


def main() -> None:
    PLACE.mkdir(exist_ok=True)
    for name, text in pages():
        (PLACE / name).write_text(text, 'utf-8')


if __name__ == '__main__':
    main()
