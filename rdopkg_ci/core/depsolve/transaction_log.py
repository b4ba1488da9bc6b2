"""What rpm and dnf say of a transaction that they did.

dnf ends well though scriptlets failed: rpm takes most of these for warnings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Blame, Cause, Line
from rdopkg_ci.core.causes.kinds.rpmbuild import SCRIPTLET

# "warning: %post(nova-1-1.el7.noarch) scriptlet failed, exit status 3", and of Lua scripts
# "error: lua script failed: [string "%post(nova-1-1.el7.noarch)"]:1: …".
_FAILED = re.compile(
    r'(?:lua script failed: .{0,20}|^(?:error|warning): )(%\w+)\(([^()\s"]{1,300})\)'
    r'(?:"\]| scriptlet failed)'
)
# As many lines are shown of what a script said before.
_BEFORE = 2
Names = Mapping[str, str]


class Failed(NamedTuple):
    """A scriptlet of a package that failed, and the ``lines`` that show it."""

    scriptlet: str
    package: str
    lines: tuple[Line, ...]


def failed_scriptlets(lines: Sequence[Line]) -> Sequence[Failed]:
    found = ((at, match) for at, line in enumerate(lines) if (match := _FAILED.search(line.text)))
    return [
        Failed(match[1], match[2], tuple(lines[max(0, at - _BEFORE) : at + 1]))
        for at, match in found
    ]


def cause_of(failed: Sequence[Failed], names: Names) -> Cause:
    """The cause of scriptlets of packages under test, ``names`` of which have the updates that
    bring them.
    """
    first, more = failed[0], len(failed) - 1
    return Cause(
        f'{first.scriptlet} of {first.package} failed{f", and {more} more" if more else ""}',
        'rpm_scriptlet',
        Blame.PACKAGE,
        SCRIPTLET,
        first.lines,
        at_fault=updates_of(names, [one.package for one in failed]),
    )


def mentioned(cause: Cause, names: Names) -> Cause:
    """The cause with the updates whose packages its lines name."""
    text = '\n'.join(line.text for line in cause.lines)
    return cause._replace(at_fault=updates_of(names, [name for name in names if name in text]))


def updates_of(names: Names, packages: Sequence[str]) -> tuple[str, ...]:
    """The ids of the updates that bring the packages."""
    return tuple(sorted({names[package] for package in packages if names[package]}))
