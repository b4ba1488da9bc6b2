"""A row of the table of whose turn it is."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import TESTS, Kind
from rdopkg_ci.core.causes.phrases import Phrases

# Categories that quote what they were given: words in those lines are not about the machine.
QUOTING = TESTS | {
    *('compile_error', 'link_error', 'api_compat', 'lint', 'scm_merge', 'abort'),
    *('rpm_patch', 'rpm_spec', 'rpm_missing_file', 'rpm_unpackaged_files', 'rpm_files'),
}
# Those that do not tell whose the failure is.
LOOSE = frozenset({'missing_tool', 'missing_file', 'script', 'exit_code', 'config_error', 'error'})
TRACES = frozenset({'python_traceback', 'exception'})
# What is of a log's own section where it failed, and would be of the job outside of it.
SECTIONS = frozenset({'%generate_buildrequires', '%conf', '%prep', '%build', '%install', '%check'})
_PACKAGERS = (Blame.PACKAGE, Blame.TEST)


class TurnRule(NamedTuple):
    """``when`` is for people. It fits where the cause is of none of the categories ``but``, of one
    of those ``only`` (any when empty), lies in one of the ``sections`` (anywhere when empty), where
    what is said of it holds ``words``, and where the lines around it hold one of ``near`` and none
    of ``far``; with ``theirs``, where its kind would leave it to a packager (package, test).
    """

    when: str
    blame: Blame
    words: str = ''
    near: tuple[str, ...] = ()
    far: tuple[str, ...] = ()
    sections: frozenset[str] = frozenset()
    theirs: bool = False
    only: frozenset[str] = frozenset()
    but: frozenset[str] = frozenset()

    def fits(self, kind: Kind, said: str, section: str, around: str) -> bool:
        return (
            kind.category not in self.but
            and (not self.only or kind.category in self.only)
            and (not self.sections or section in self.sections)
            and (not self.theirs or kind.blame in _PACKAGERS)
            and (not self.words or _phrases(self.words).are_in(said))
            and (not self.near or _holds_any(around, self.near))
            and not _holds_any(around, self.far)
        )


def _holds_any(text: str, several: tuple[str, ...]) -> bool:
    return any(_holds(text, regex) for regex in several)


@lru_cache(maxsize=32)
def _holds(text: str, regex: str) -> bool:
    """Kept, for several rows ask for the same of the same lines."""
    return _phrases(regex).are_in(text)


@cache
def _phrases(regex: str) -> Phrases:
    return Phrases(regex)
