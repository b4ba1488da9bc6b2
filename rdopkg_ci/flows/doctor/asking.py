"""One question, and what its failure says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rdopkg_ci.core.finding import Finding, Health
from rdopkg_ci.errors import CiError, NotAuthorised

Question = Callable[[], Sequence[Finding]]


def asked(what: str, question: Question, refused: Health | None = None) -> Sequence[Finding]:
    """The answers to a question; where it fails that is the answer, with ``refused`` for a missing
    permission.
    """
    try:
        return question()
    except NotAuthorised as error:
        return [bad(what, error)._replace(health=refused or Health.NOT_AUTHORISED)]
    except CiError as error:
        return [bad(what, error)]


def bad(what: str, error: CiError) -> Finding:
    is_refused = isinstance(error, NotAuthorised)
    health = Health.NOT_AUTHORISED if is_refused else Health.BAD
    return Finding(what, health, str(error), error.hint)
