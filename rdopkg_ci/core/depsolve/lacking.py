"""What a run was red for the want of, read back from the cause that `report` made of it: also where
a review is all that remembers the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Cause
from rdopkg_ci.core.depsolve.package import PRODUCTION
from rdopkg_ci.core.depsolve.problem import UNRESOLVED

_LACKS = re.compile(
    r'(?P<package>\S+)(?: \((?P<side>[^()]+)\))? needs (?P<what>.+?),'
    r' (?:nothing provides it|but the newest is [^\s,]+)(?P<rest>.*)'
)
_WHO = re.compile(r'\((updates? [^()]+)\)')
_NOTE = 'note: '


class Want(NamedTuple):
    """A ``requirement`` that is not met; ``broken`` is the package of production that has it, as
    NAME-VERSION-RELEASE: a newer one may well do without.
    """

    requirement: str
    broken: str = ''


def lacking(cause: Cause, update_id: str) -> Sequence[Want] | None:
    """What the update, and no other one, is red for; None where something else is
    wrong too, or more than is shown.
    """
    if cause.signature != UNRESOLVED:
        return None
    found = []
    for text in _problems(cause):
        told = _LACKS.match(text)
        named = _WHO.findall(told['rest'] if told else text)
        # The last is who is to blame, behind who brings what.
        if named and update_id not in re.findall(r'\w+', named[-1]):
            continue
        if told is None:
            return None
        if not named or named[-1] == f'update {update_id}':
            is_old = told['side'] == PRODUCTION
            found.append(Want(told['what'], _plain(told['package']) if is_old else ''))
    return tuple(dict.fromkeys(found))


def _plain(package: str) -> str:
    """Without its epoch, which no name of a file tells."""
    name, _, release = package.rpartition('-')
    name, _, version = name.rpartition('-')
    return f'{name}-{version.rpartition(":")[2]}-{release}'


def _problems(cause: Cause) -> Iterator[str]:
    yield cause.summary
    yield from (line.text for line in cause.lines if not line.text.startswith(_NOTE))
