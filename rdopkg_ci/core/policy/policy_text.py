"""The text of a policy: the one written at first use, and edits that keep every other byte,
comments above all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

from rdopkg_ci.core.policy import policy_file
from rdopkg_ci.core.policy.policy import Disable
from rdopkg_ci.core.policy.policy_file import POLICY
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.characters import forbidden
from rdopkg_ci.core.yaml import document
from rdopkg_ci.core.yaml.nodes import Entry, ListNode, MappingNode
from rdopkg_ci.core.yaml.problems import Problems
from rdopkg_ci.errors import InvalidInput

HINT = (
    f'Edit {POLICY} in a clone of the rdo-update repo: one line `- {{target: …}}` below `disabled:`'
    ' for each disable.'
)
ERA = {
    'icehouse': 'epel-6 epel-7 fedora-20',
    'juno': 'epel-7 fedora-21',
    'kilo': 'el7 f22',
    'liberty': 'el7 f22 f23',
}
_KEY = re.compile(r"""(["']?disabled["']?[ \t]*:)(?:[ \t]*(?:\[[ \t]*\]|~|null)(?=\s|$))?""")
_DASH = re.compile(r'([ \t]*)-(?=\s|$)')
_INITIAL = """\
# The policy of this rdo-update repo: which targets there are and how CI treats them. Edit it like
# an update, in a clone, as a commit, reviewed; `rdopkg ci policy FILE` checks it. phase1 goes by
# the branch's, phase2 and stage by that of the commit they test. docs/pipeline.md has every key.

# Release, then dist, as updates spell them. `production` is the URL of the yum repo that we
# publish to: file, http or https; it starts empty. `base` lists what lies under it, such as the
# OS and EPEL. To make this your own: replace releases and dists by yours, and give each its
# repos. Instead, `rdoinfo: {local: /DIRECTORY}` or `rdoinfo: {git: https://…}` takes them from
# rdoinfo's rdo.yml.
releases:
%(releases)s
# Targets that exist but take no updates, and why.
special:
  juno/fedora-20: this repo is a symlink to that of juno/fedora-21; submit to juno/fedora-21 instead

# Other spellings of dists, `written: meant`. elN, epel-N, centosN and rhelN are known to be the
# same, and so are fN, fcN and fedora-N; a release's own spelling wins.
aliases: {}

# Globs of the packages that provision a cloud: an update with one of them is installed before
# provisioning, others after it.
must_provision: [openstack-packstack, openstack-puppet-modules]

# Targets left out of judgement until a day, by `rdopkg ci disable`: shown as disabled, never as
# green. A signature narrows it.
disabled: []

# How often a run is repeated that ended in an error of the infrastructure.
retries: 1

# Labels of the agents of a Jenkins, by globs of targets such as "*/epel-6", where agents differ.
agents: {}

# Whose comment `recheck` in a review has what failed tested again: anyone, or a list of owner,
# reviewers, user names and addresses.
recheck: anyone

# What runs may take, and commands of our own after the built-in steps, word by word and without a
# shell:
#   steps:
#     - {name: packstack, command: [packstack, --allinone, "--additional-repo={repo_file}"]}
# {release}, {dist}, {target}, {repo_file} and {policy_dir} are filled in; a script that lies in
# this repo is named by its path, such as ci/tempest.sh. A step may also have `always: true` (it
# runs after a failure too), a `timeout` of its own, and a `role`: docs/pipeline.md has them.
phases:
  phase1: {steps: [], timeout: 120m}
  phase2: {steps: [], timeout: 180m}
  stage: {steps: [], timeout: 180m}
"""


def initial(production_url: Callable[[Target], str]) -> str:
    """The policy for 2014 and 2015, with comments that say how to make it one's own."""
    lines = []
    for release, dists in ERA.items():
        lines.append(f'  {release}:\n')
        lines += [
            f'    {dist}: {{production: {json.dumps(production_url(Target(release, dist)))}, base:'
            ' []}\n'
            for dist in dists.split()
        ]
    return _INITIAL % {'releases': ''.join(lines)}


def with_disable(text: str, disable: Disable) -> str:
    """The text with one more disable; raises InvalidInput where that cannot be done safely."""
    _check(disable)
    old = policy_file.parse(text.encode(), POLICY)
    lines, end, entry = (
        text.splitlines(keepends=True),
        '\r\n' if '\r\n' in text else '\n',
        _entry(text),
    )
    if entry is None:
        edited = [*_ended(lines, end), f'disabled:{end}', f'  {_item(disable)}{end}']
    elif isinstance(entry.value, ListNode) and entry.value.items:
        last, dash = entry.value.items[-1].end, _dash(lines, entry, 0)
        indent = match[1] if (match := _DASH.match(lines[dash - 1])) else '  '
        edited = [*_ended(lines[:last], end), f'{indent}{_item(disable)}{end}', *lines[last:]]
    else:
        at = entry.key.line
        lines[at - 1] = _KEY.sub(r'\1', lines[at - 1], count=1)
        edited = [*_ended(lines[:at], end), f'  {_item(disable)}{end}', *lines[at:]]
    return _proved(''.join(edited), replace(old, disabled=(*old.disabled, disable)))


def without_disable(text: str, target: Target) -> str:
    """The text without any disable of ``target``; raises InvalidInput where that cannot be done
    safely.
    """
    old = policy_file.parse(text.encode(), POLICY)
    kept = tuple(disable for disable in old.disabled if disable.target != target)
    entry = _entry(text)
    if kept == old.disabled or entry is None or not isinstance(entry.value, ListNode):
        return text
    lines = text.splitlines(keepends=True)
    if not kept:
        lines[entry.key.line - 1] = _KEY.sub(r'\1 []', lines[entry.key.line - 1], count=1)
    for at, disable in reversed(list(enumerate(old.disabled))):
        if disable.target == target:
            del lines[_dash(lines, entry, at) - 1 : entry.value.items[at].end]
    return _proved(''.join(lines), replace(old, disabled=kept))


def _item(disable: Disable) -> str:
    reason, owner, signature = (
        json.dumps(text, ensure_ascii=False)
        for text in (disable.reason, disable.owner, disable.signature)
    )
    words = [
        f'target: {disable.target}',
        f'reason: {reason}',
        f'owner: {owner}',
        f'until: {disable.until}',
    ]
    words += [f'phase: {disable.phase}'] if disable.phase else []
    words += [f'signature: {signature}'] if disable.signature else []
    return f'- {{{", ".join(words)}}}'


def _check(disable: Disable) -> None:
    """The values that come from a command line: what is wrong with them is not the file's fault."""
    values = {'reason': disable.reason, 'owner': disable.owner}
    problems = [f'the {key} is empty' for key, value in values.items() if not value.strip()]
    bad = {
        key: 'a line break' if '\n' in value else forbidden(value) for key, value in values.items()
    }
    problems += [f'the {key} holds {what}; remove it' for key, what in bad.items() if what]
    if problems:
        raise InvalidInput(f'the disable of {disable.target}:', tuple(problems))


def _entry(text: str) -> Entry | None:
    root = document.load(text.encode(), Problems(POLICY))
    entries = root.entries if isinstance(root, MappingNode) else ()
    return next((entry for entry in entries if entry.key.text == 'disabled'), None)


def _dash(lines: list[str], entry: Entry, at: int) -> int:
    """The line of the dash before an item, which may stand alone above it."""
    assert isinstance(entry.value, ListNode)
    line = entry.value.items[at].line
    while line > entry.key.line and not _DASH.match(lines[line - 1]):
        line -= 1
    return line


def _ended(lines: list[str], end: str) -> list[str]:
    """The lines with the last one ended."""
    return [*lines[:-1], lines[-1].rstrip('\r\n') + end] if lines else []


def _proved(text: str, wanted: object) -> str:
    """The text, if it says what is wanted."""
    try:
        if policy_file.parse(text.encode(), POLICY) == wanted:
            return text
    except InvalidInput as error:
        raise InvalidInput(f'{POLICY}, edited:', error.problems, HINT) from error
    raise InvalidInput(
        f'{POLICY}:',
        ('its list of disables is written in a way that cannot be edited safely',),
        HINT,
    )
