"""What a run was red for the want of, read back from the cause that `report` made of it: also where
a review is all that remembers the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rdopkg_ci.core.causes.cause import Cause
from rdopkg_ci.core.depsolve.problem import UNRESOLVED

_LACKS = re.compile(
    r'\S+(?: \([^()]+\))? needs (?P<what>.+?),'
    r' (?:nothing provides it|but the newest is [^\s,]+)(?P<rest>.*)'
)
_WHO = re.compile(r'\((updates? [^()]+)\)')
_NOTE = 'note: '


def lacking(cause: Cause, update_id: str) -> Sequence[str] | None:
    """The requirements that the update, and no other one, is red for; None where something else is
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
            found.append(told['what'])
    return tuple(dict.fromkeys(found))


def _problems(cause: Cause) -> Iterator[str]:
    yield cause.summary
    yield from (line.text for line in cause.lines if not line.text.startswith(_NOTE))
