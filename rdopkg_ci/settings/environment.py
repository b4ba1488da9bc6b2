"""The settings that the environment holds, ``RDOPKG_CI_SECTION_KEY``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rdopkg_ci.core.text.suggestions import close
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.yaml.nodes import Node, ScalarNode
from rdopkg_ci.core.yaml.problems import Problems
from rdopkg_ci.settings.table import MOVED, PREFIX, TABLE, variable

_MOVED = {
    variable(old): variable(new) for old, new in MOVED.items() if variable(old) != variable(new)
}
_MOVED['RDOPKG_CI_SOURCES'] = 'RDOPKG_CI_SOURCES_LOCAL'
_SECRETS = ('_TOKEN', '_PASSWORD')
# Others may have variables of that prefix: only what is very like one of ours is a slip.
_CUTOFF = 0.8


def read(environ: Mapping[str, str], problems: Problems) -> Mapping[str, Node]:
    """The nodes of what the environment sets, by the setting's name; an empty variable sets
    nothing. A problem has the line 0.
    """
    known = {setting.variable: name for name, setting in TABLE.items()}
    for one in sorted(environ):
        if one.startswith(PREFIX) and environ[one] and one not in known:
            _check(one, known, problems)
    values = {name: environ.get(one) for one, name in known.items()}
    return {name: ScalarNode(text, False, 0, 0) for name, text in values.items() if text}


def _check(one: str, known: Iterable[str], problems: Problems) -> None:
    if one in _MOVED:
        problems.add(0, f'{one} is now {_MOVED[one]}')
    elif not one.endswith(_SECRETS):
        names = {name[len(PREFIX) :]: name for name in known}
        for near in close(one[len(PREFIX) :], names, _CUTOFF)[:1]:
            problems.add(0, f'{quoted(one)[1:-1]} is no setting; did you mean {names[near]}?')
