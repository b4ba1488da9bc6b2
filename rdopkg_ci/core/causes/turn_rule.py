"""A row of the table of whose turn it is."""

from __future__ import annotations

from typing import NamedTuple

from rdopkg_ci.core.causes import regexes
from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import Kind

# What is of a log's own section where it failed, and would be of the job outside of it.
SECTIONS = frozenset({'%generate_buildrequires', '%conf', '%prep', '%build', '%install', '%check'})


class TurnRule(NamedTuple):
    """``when`` is for people. It fits where the cause is of none of the categories ``but``, of one
    of those ``only`` (any when empty), lies in one of the ``sections`` (anywhere when empty), and
    where what is said of it holds ``words``.
    """

    when: str
    blame: Blame
    words: str = ''
    sections: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    but: frozenset[str] = frozenset()

    def fits(self, kind: Kind, said: str, section: str) -> bool:
        return (
            kind.category not in self.but
            and (not self.only or kind.category in self.only)
            and (not self.sections or section in self.sections)
            and (not self.words or regexes.search(self.words)(said) is not None)
        )
