"""The update file: YAML to an Update and back.

``notes`` (text) and ``builds`` (a list) are required, ``group`` is not. A build has ``id``,
``source``, ``repo`` and ``dist``, and may have ``tag`` and ``arch``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rdopkg_ci.core.phase import PHASES
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.policy.policy_file import POLICY
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update import build_file
from rdopkg_ci.core.update.build_file import Located
from rdopkg_ci.core.update.place import FAILED, PUSHED, UPDATES
from rdopkg_ci.core.update.update import Build, Update
from rdopkg_ci.core.yaml import composer, document, fields
from rdopkg_ci.core.yaml.nodes import ListNode, Node, ScalarNode
from rdopkg_ci.core.yaml.problems import Problems

HINT = (
    'An update file has notes and builds, and may have group; a build has id, source, repo and'
    ' dist, and may have tag and arch.'
)
_PLAIN_NOTES = re.compile(r'[A-Za-z0-9][A-Za-z0-9 .,;()/+*!?=@&~^_-]*')
# What the repo has beside the groups, and what means something else to `status` and `promote`.
_TAKEN = (UPDATES, PUSHED, FAILED, POLICY, 'review', 'all', *PHASES)


class Parsed(NamedTuple):
    """``warnings`` name the file and the line; ``lines`` are those of the update's builds."""

    update: Update
    warnings: tuple[str, ...]
    lines: tuple[int, ...]


class PartlyParsed(NamedTuple):
    """``parsed`` holds what of a file could be read."""

    parsed: Parsed
    problems: Problems


def parse(data: bytes, name: str, policy: Policy | None = None) -> Parsed:
    """The update in a file called ``name``, its targets settled against ``policy`` where one is
    given.

    Raises InvalidInput with every problem and its line.
    """
    parsed, problems = parse_partly(data, name, policy)
    problems.stop()
    return parsed


def parse_partly(data: bytes, name: str, policy: Policy | None = None) -> PartlyParsed:
    """The same for who goes on with the builds that are right; raises where it is no YAML."""
    problems = Problems(f'{name}:', HINT)
    nodes = fields.known(
        document.load(data, problems), 'an update', ('notes', 'builds'), ('group',), problems
    )
    notes = _notes(fields.text(nodes['notes'], 'notes', problems)) if 'notes' in nodes else ''
    group = _group(nodes['group'], problems, policy) if 'group' in nodes else ''
    found = _builds(nodes['builds'], problems, policy) if 'builds' in nodes else ()
    update = Update(tuple(one.build for one in found), notes, group)
    warnings = _warnings(nodes['notes'], name) if 'notes' in nodes else ()
    return PartlyParsed(Parsed(update, warnings, tuple(one.line for one in found)), problems)


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
    is_release = policy is not None and group in policy.releases
    if group.lower() in _TAKEN or is_release:
        problems.add(
            node.line,
            f'group {quoted(group)} is taken: it is the name of something else; choose another',
        )
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
