"""The review system behind one door: propose, look, vote, set the topic, submit, abandon.

Gerrit and the local one promise the same and no more; docs/hacking.md walks each verb through
both. It never reads files: git does, of all changes at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rdopkg_ci.core.review.change import Change, Posting, Proposal
from rdopkg_ci.core.review.closed import Closed


class Review(Protocol):
    def propose(self, proposal: Proposal) -> Change:
        """Open a change, or add a patch set to the open one of the same key; the same content again
        adds none. Raises Refused when the change is closed.
        """

    def open_changes(self) -> Sequence[Change]:
        """All open changes on our branch, oldest number first, in one answer. Raises CiError when
        the server cannot be asked.
        """

    def closed(self, path: str) -> Sequence[Closed]:
        """The closed changes that proposed the file, merged or abandoned, and by whom then, the
        newest first; none where none is known any more.
        """

    def post_review(self, change: Change, posting: Posting) -> None:
        """Vote and speak on ``change.revision`` in one call; the same words under the same tag are
        not said twice of one revision, and to one of us who speaks there at the same time it is
        left. Raises LostRace when there is a newer patch set.
        """

    def set_topic(self, change: Change, topic: str) -> None:
        """Raises LostRace when there is a newer patch set."""

    def submit(self, change: Change) -> None:
        """Merge ``change.revision``. Raises Refused with the server's reason (conflict, rights,
        another requirement), LostRace when there is a newer patch set.
        """

    def abandon(self, change: Change, message: str) -> None:
        """Close it for good. Raises LostRace when it is closed or there is a newer patch set."""
