"""The update file: YAML to an Update and back.

``notes`` (text) and ``builds`` (a list) are required, ``group`` is not. A build has ``id``,
``source``, ``repo`` and ``dist``, and may have ``tag`` and ``arch``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update import build_file
from rdopkg_ci.core.update import group as groups
from rdopkg_ci.core.update.build_file import Located
from rdopkg_ci.core.update.update import Build, Update
from rdopkg_ci.core.yaml import composer, document, fields
from rdopkg_ci.core.yaml.nodes import ListNode, Node, ScalarNode
from rdopkg_ci.core.yaml.problems import Problems

HINT = (
    'An update file has notes and builds, and may have group; a build has id, source, repo and'
    ' dist, and may have tag and arch.'
)
_PLAIN_NOTES = re.compile(r'[A-Za-z0-9][A-Za-z0-9 .,;()/+*!?=@&~^_-]*')


class Parsed(NamedTuple):
    """``warnings`` name the file and the line; ``lines`` are those of the update's builds,
    ``group_line`` is that of its group, 0 without one.
    """

    update: Update
    warnings: tuple[str, ...]
    lines: tuple[int, ...]
    group_line: int = 0


def parse(data: bytes, name: str, policy: Policy | None = None) -> Parsed:
    """The update in a file called ``name``, its targets settled against ``policy`` where one is
    given.

    Raises InvalidInput with every problem and its line.
    """
    parsed, problems = read(data, name, policy)
    problems.stop()
    return parsed


def read(data: bytes, name: str, policy: Policy | None = None) -> tuple[Parsed, Problems]:
    """The same for who looks for further problems before it stops: with what is wrong, and of the
    update what can be read. Raises InvalidInput where nothing can.
    """
    problems = Problems(f'{name}:', HINT)
    nodes = fields.known(
        document.load(data, problems), 'an update', ('notes', 'builds'), ('group',), problems
    )
    notes = _notes(fields.text(nodes['notes'], 'notes', problems)) if 'notes' in nodes else ''
    group = _group(nodes['group'], problems, policy) if 'group' in nodes else ''
    found = _builds(nodes['builds'], problems, policy) if 'builds' in nodes else ()
    update = Update(tuple(one.build for one in found), notes, group)
    warnings = _warnings(nodes['notes'], name) if 'notes' in nodes else ()
    lines = tuple(one.line for one in found)
    line = nodes['group'].line if 'group' in nodes else 0
    return Parsed(update, warnings, lines, line), problems


def dump(update: Update) -> bytes:
    """The canonical file of an update: `parse` gives the same update back."""
    notes = f'notes: {update.notes}'
    if not (_PLAIN_NOTES.fullmatch(update.notes) and composer.kind(update.notes) == 'text'):
        notes = '\n'.join(
            ['notes: |-', *(f'  {line}'.rstrip(' ') for line in update.notes.split('\n'))]
        )
    lines = ['---', notes, 'builds:', *(line for build in update.builds for line in _lines(build))]
    lines += [f'group: {_word(update.group)}'] if update.group else []
    return ('\n'.join(lines) + '\n').encode()


def _lines(build: Build) -> list[str]:
    pairs = [('id', build.id), ('source', build.source), ('repo', build.repo), ('dist', build.dist)]
    pairs += [('tag', build.tag)] if build.tag else []
    pairs += [('arch', build.arch)] if build.arch != 'noarch' else []
    return [
        f'{"    " if at else "  - "}{key}: {_word(value)}' for at, (key, value) in enumerate(pairs)
    ]


def _word(value: str) -> str:
    return value if composer.kind(value) == 'text' else f"'{value}'"


def _notes(text: str) -> str:
    """Without white space at the ends of lines and of the whole, so that every way to write them is
    one text.
    """
    return '\n'.join(line.rstrip(' \t') for line in text.split('\n')).strip('\n').lstrip(' \t')


def _group(node: Node, problems: Problems, policy: Policy | None) -> str:
    group = fields.word(node, 'group', fields.DIRECTORY, problems)
    reserved = groups.reserved(group, policy)
    if reserved:
        problems.add(node.line, reserved)
    return group


def _builds(node: Node, problems: Problems, policy: Policy | None) -> Sequence[Located]:
    nodes = fields.items(node, 'builds', problems)
    if isinstance(node, ListNode) and not nodes:
        problems.add(node.line, 'builds is an empty list; an update has at least one build')
    found = [located for one in nodes if (located := build_file.read(one, problems, policy))]
    _tell_doubles(found, problems)
    return found


def _tell_doubles(found: Sequence[Located], problems: Problems) -> None:
    first: dict[tuple[str, str, str], int] = {}
    for build, line in found:
        key = (build.id, build.repo, build.dist)
        if key in first:
            problems.add(
                line, f'{build.id} for {build.target} is in line {first[key]} already; keep one'
            )
        else:
            first[key] = line


def _warnings(notes: Node, name: str) -> tuple[str, ...]:
    if not (isinstance(notes, ScalarNode) and notes.comment):
        return ()
    cut = f'YAML takes {quoted(notes.comment)} for a comment, so the notes end before it'
    return (
        (
            f'{name}: line {notes.end}: {cut}; put the notes in quotes, or on lines of their own'
            ' below `notes: |-`'
        ),
    )
