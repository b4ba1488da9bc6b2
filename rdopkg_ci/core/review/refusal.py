"""Why a review system does not merge a change, with what comes of it; both are said in the review,
and read back there.
"""

from __future__ import annotations

from enum import Enum


class Refusal(Enum):
    """The value is the remedy, as people read it."""

    CONFLICT = 'The file was changed in the branch too: submit the update again.'
    REQUIREMENT = 'A person has to give what is missing in Gerrit; the gate submits it then.'
    RIGHTS = 'Ask an owner of the project in Gerrit to grant Submit to whom the gate runs as.'
    DEPENDS = 'It is based on a change that is not merged: submit the update again by itself.'
    OTHER = 'A person has to look at it.'

    @classmethod
    def said(cls, text: str) -> Refusal:
        """Which one our words in a review end with."""
        return next((one for one in cls if text.endswith(one.value)), cls.OTHER)
