"""The settings that a file holds, with every problem in it and its line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rdopkg_ci.core.text.terminal import quoted, safe_line
from rdopkg_ci.core.yaml import document, fields
from rdopkg_ci.core.yaml.nodes import REFUSED, MappingNode, Node, ScalarNode, is_null
from rdopkg_ci.core.yaml.problems import Problems
from rdopkg_ci.doors import files
from rdopkg_ci.doors.leaf import SECRET
from rdopkg_ci.settings.table import MOVED, SECRET_VARIABLES, SECTIONS, TOP, variable

LIMIT = 1_000_000


def read(path: Path, problems: Problems) -> Mapping[str, Node]:
    """The nodes of what the file sets, by the setting's name; a key without a value sets nothing.
    Raises UsageError where the file cannot be read, InvalidInput where it is not YAML.
    """
    root = document.load(files.read(path, LIMIT), problems, or_nothing=True)
    keys = [leaf.key for leaf in TOP]
    top = fields.known(_kept('', root, problems), 'settings', (), [*keys, *SECTIONS], problems)
    found = {key: node for key, node in top.items() if key in keys}
    for section in SECTIONS.keys() & top.keys():
        node = _kept(section, top[section], problems)
        if not is_null(node) and not _is_old_sources(section, node, problems):
            leaves = [leaf.key for leaf in SECTIONS[section]]
            inner = fields.known(node, section, (), leaves, problems)
            found.update({f'{section}.{key}': value for key, value in inner.items()})
    return {name: node for name, node in found.items() if not _is_empty(node)}


def _is_empty(node: Node) -> bool:
    return is_null(node) or (isinstance(node, ScalarNode) and not node.text and node.kind == 'text')


def _kept(section: str, node: Node, problems: Problems) -> Node:
    """The mapping without what is told to stand elsewhere."""
    if not isinstance(node, MappingNode):
        return node
    kept = []
    for entry in node.entries:
        place = _elsewhere(section, entry.key.text)
        if place:
            problems.add(entry.key.line, place)
        else:
            kept.append(entry)
    return node._replace(entries=tuple(kept))


def _elsewhere(section: str, key: str) -> str:
    """Why a key must not be here, and where it belongs; empty where it may."""
    if SECRET.search(key):
        name = SECRET_VARIABLES.get(section)
        where = f'the environment variable {name}' if name else '`git credential`'
        return f'{quoted(key)} is a secret, which no settings hold; put it into ~/.netrc or {where}'
    moved = MOVED.get(key) if not section else None
    if moved:
        outer, _, inner = moved.partition('.')
        return (
            f'{quoted(key)} is now {inner} of the section {outer}: write'
            f' {outer}: {{{inner}: …}} ({variable(moved)} in the environment)'
        )
    return ''


def _is_old_sources(section: str, node: Node, problems: Problems) -> bool:
    """Whether it is the directory that ``sources`` was in the first version."""
    if section != 'sources' or not isinstance(node, ScalarNode) or node.kind == REFUSED:
        return False
    shown = safe_line(node.text[:200])
    problems.add(node.line, f'sources is a section now: write sources: {{local: {shown}}}')
    return True
