"""The settings that the environment holds, ``RDOPKG_CI_SECTION_KEY``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rdopkg_ci.core.text.suggestions import close
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.yaml.nodes import Node, ScalarNode
from rdopkg_ci.core.yaml.problems import Problems
from rdopkg_ci.doors.leaf import SECRET
from rdopkg_ci.settings.table import MOVED, PREFIX, SECRET_VARIABLES, TABLE, variable

_MOVED = {
    variable(old): variable(new) for old, new in MOVED.items() if variable(old) != variable(new)
}
_MOVED['RDOPKG_CI_SOURCES'] = 'RDOPKG_CI_SOURCES_LOCAL'
_SECRET = ('_TOKEN', '_PASSWORD')
# What is meant by such a word is no setting that anybody may read; the key that signs is a name.
_HIDDEN = re.compile(f'{SECRET.pattern}|key', re.I)
_KNOWN = frozenset({*SECRET_VARIABLES.values(), *(setting.variable for setting in TABLE.values())})
# Others may have variables of that prefix: only what is very like one of ours is surely a slip.
_CUTOFF = 0.8


def read(environ: Mapping[str, str], problems: Problems) -> Mapping[str, Node]:
    """The nodes of what the environment sets, by the setting's name; an empty variable sets
    nothing. A problem has the line 0.
    """
    for one in _strange(environ):
        if one in _MOVED:
            problems.add(0, f'{one} is now {_MOVED[one]}')
        elif _is_slip(one):
            problems.add(0, _told(one))
    values = {name: environ.get(setting.variable) for name, setting in TABLE.items()}
    return {name: ScalarNode(text, False, 0, 0) for name, text in values.items() if text}


def ignored(environ: Mapping[str, str]) -> Sequence[str]:
    """Of each variable that is named as one of ours and sets nothing, what it may be meant for."""
    return [_told(one) for one in _strange(environ) if one not in _MOVED and not _is_slip(one)]


def _strange(environ: Mapping[str, str]) -> Sequence[str]:
    ours = (one for one in sorted(environ) if one.startswith(PREFIX) and environ[one])
    return [one for one in ours if one not in _KNOWN]


def _is_slip(one: str) -> bool:
    return not one.endswith(_SECRET) and bool(_near(one, _CUTOFF))


def _told(one: str) -> str:
    likely = (_of_section(one) if _HIDDEN.search(one) else ()) or _near(one)
    near = ''.join(f'; did you mean {name}?' for name in likely[:1])
    return f'{quoted(one)[1:-1]} is no setting{near}'


def _of_section(one: str) -> Sequence[str]:
    """The secret of the server that a variable is of."""
    section = one[len(PREFIX) :].partition('_')[0].lower()
    return [SECRET_VARIABLES[section]] if section in SECRET_VARIABLES else []


def _near(one: str, cutoff: float = 0.55) -> Sequence[str]:
    fit = [name for name in _KNOWN if _HIDDEN.search(name) or not _HIDDEN.search(one)]
    names = {name[len(PREFIX) :]: name for name in fit}
    return [names[name] for name in close(one[len(PREFIX) :], names, cutoff)]
