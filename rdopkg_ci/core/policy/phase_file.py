"""The phases of a policy: ``phase1: {steps: [{name: packstack, command: [packstack, --allinone]}],
timeout: 120m}``.

A step may have ``role: provision`` or ``install``, ``always: true``, a ``timeout`` of its own, and
``results: ["*.xml"]``, the files of test results that it leaves.
"""

from __future__ import annotations

from collections.abc import Mapping

from rdopkg_ci.core.phase import PHASES
from rdopkg_ci.core.policy.command import (
    PLACEHOLDERS,
    Command,
    Role,
    is_beside,
    strange_placeholders,
)
from rdopkg_ci.core.policy.policy import Phase
from rdopkg_ci.core.text.suggestions import unknown
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.yaml import fields, values
from rdopkg_ci.core.yaml.nodes import ListNode, Node
from rdopkg_ci.core.yaml.problems import Problems

# The worker's own steps and files.
OPTIONAL = ('role', 'always', 'timeout', 'results')
# JUnit XML and subunit.
RESULTS = ('.xml', '.subunit')
RESERVED = ('fetch', 'repo', 'resolve', 'files', 'install', 'result')


def read(node: Node, problems: Problems) -> Mapping[str, Phase]:
    found = {}
    for key, value in fields.entries(node, 'phases', problems):
        name = phase_name(key, problems)
        nodes = fields.known(value, f'phase {quoted(key.text)}', (), ('steps', 'timeout'), problems)
        steps = _steps(nodes['steps'], problems) if 'steps' in nodes else ()
        seconds = (
            values.timeout(nodes['timeout'], 'timeout', problems) if 'timeout' in nodes else None
        )
        phase = Phase(steps, seconds) if seconds else Phase(steps)
        _check_time(phase, value, problems)
        found[name] = phase
    return found


def _check_time(phase: Phase, node: Node, problems: Problems) -> None:
    """What is kept free for the steps that always run must leave some for the others."""
    kept = sum(step.timeout or 0 for step in phase.steps if step.always)
    if kept >= phase.timeout:
        problems.add(
            node.line,
            f'the steps that always run may take {kept:g} seconds, which leaves nothing of the'
            f" phase's {phase.timeout:g}; give them shorter timeouts or the phase a longer one",
        )


def phase_name(node: Node, problems: Problems) -> str:
    """One of the three phases; empty where it is none."""
    name = fields.line(node, 'phase', problems)
    if name and name not in PHASES:
        problems.add(node.line, unknown('phase', name, PHASES))
        return ''
    return name


def _steps(node: Node, problems: Problems) -> tuple[Command, ...]:
    steps: dict[str, Command] = {}
    for one in fields.items(node, 'steps', problems):
        step = _step(one, problems)
        if step and step.name in steps:
            problems.add(
                one.line, f'step {quoted(step.name)} stands here twice; give each a name of its own'
            )
        elif step:
            steps[step.name] = step
    return tuple(steps.values())


def _step(node: Node, problems: Problems) -> Command | None:
    nodes = fields.known(node, 'a step', ('name', 'command'), OPTIONAL, problems)
    name = fields.word(nodes['name'], 'name', fields.DIRECTORY, problems) if 'name' in nodes else ''
    if name.lower() in RESERVED:
        problems.add(
            nodes['name'].line,
            f'step {quoted(name)} is one that every run has; choose another name',
        )
    words = _words(nodes['command'], problems) if 'command' in nodes else ()
    seconds = values.timeout(nodes['timeout'], 'timeout', problems) if 'timeout' in nodes else None
    command = Command(
        name,
        words,
        values.flag(nodes['always'], 'always', problems) if 'always' in nodes else False,
        seconds,
        _role(nodes['role'], problems) if 'role' in nodes else None,
        _results(nodes['results'], problems) if 'results' in nodes else (),
        node.line,
    )
    return command if name and words else None


def _role(node: Node, problems: Problems) -> Role | None:
    name = fields.line(node, 'role', problems)
    roles = {role.value: role for role in Role}
    if name and name not in roles:
        problems.add(node.line, unknown('role', name, roles))
    return roles.get(name)


def _results(node: Node, problems: Problems) -> tuple[str, ...]:
    names = [
        fields.word(one, 'results', values.GLOB, problems)
        for one in fields.items(node, 'results', problems)
    ]
    for name in names:
        if name and not name.endswith(RESULTS):
            problems.add(
                node.line,
                f'results {quoted(name)} must end in {" or ".join(RESULTS)}: JUnit XML or subunit',
            )
    return tuple(names)


def _words(node: Node, problems: Problems) -> tuple[str, ...]:
    if not (isinstance(node, ListNode) and node.items):
        problems.add(
            node.line,
            'command must be a list of words, such as [packstack, --allinone]; no shell reads it',
        )
        return ()
    words = tuple(values.word(one, 'a word of the command', problems) for one in node.items)
    for item, word in zip(node.items, words):
        for name in strange_placeholders(word):
            said = unknown('placeholder', f'{{{name}}}', [f'{{{one}}}' for one in PLACEHOLDERS])
            problems.add(item.line, f'{said}. Where braces are meant, put spaces inside them')
    if is_beside(words[0]) and '..' in words[0].split('/'):
        problems.add(node.line, f'{quoted(words[0])} leads out of the rdo-update repo')
    return words
