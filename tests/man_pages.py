"""The manual pages of docs/man, made of what `--help` says: `python tests/man_pages.py` after a
change.
"""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from pathlib import Path

from argparse_manpage.manpage import Manpage

import rdopkg_ci
from rdopkg_ci import exits
from rdopkg_ci.commands import parsing
from rdopkg_ci.menu import COMMANDS, listing

PLACE = Path(__file__).parents[1] / 'docs' / 'man'


def pages() -> Iterator[tuple[str, str]]:
    """The file and the text of each page."""
    about = 'follow package updates through CI and publish what passed'
    yield 'rdopkg-ci.1', _page(_overview(), about)
    yield 'rdopkg-update.1', _page(parsing.update_parser(), 'submit a package update to CI')
    for name, summary in COMMANDS.items():
        yield f'rdopkg-ci-{name}.1', _page(parsing.parser(name), summary)


def _overview() -> ArgumentParser:
    see = '`man rdopkg-ci-COMMAND` and `rdopkg ci COMMAND --help` describe each.'
    parser = ArgumentParser(
        prog='rdopkg ci',
        description=f'commands:\n{listing()}\n\n{see}',
        epilog=exits.told(exits.EVERY),
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument('command', metavar='COMMAND', help='one of the commands above')
    return parser


def _page(parser: ArgumentParser, about: str) -> str:
    page = Manpage(parser)
    page.prog = parser.prog.replace(' ', '-')
    page.description = about
    page.source = f'rdopkg-ci {rdopkg_ci.__version__}'
    page.manual = 'rdopkg-ci'
    # That of the version: the same text comes of it on any day.
    page.date = ''
    return str(page)


def main() -> None:
    PLACE.mkdir(exist_ok=True)
    for name, text in pages():
        (PLACE / name).write_text(text, 'utf-8')


if __name__ == '__main__':
    main()
