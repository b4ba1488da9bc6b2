"""Changes by what people paste: the address of their page, or the ref that git finds them by."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = r'(?P<number>[1-9][0-9]{0,8})'
_REF = re.compile(rf'(?:(?P<home>[^#]+)#)?refs/changes/[0-9]{{2}}/{_NUMBER}(?:/.*)?')
# Of a Gerrit of any age: `/c/PROJECT/+/1`, `/c/1`, `/#/c/1`.
_PAGE = re.compile(rf'(?P<home>https?://[^#?]+?)/(?:#/)?c/(?:[^#?]+/\+/)?{_NUMBER}(?:[/?#].*)?')


class ChangeAddress(NamedTuple):
    """``home`` is the server's or the repo's address, empty where only a ref is named."""

    home: str
    number: str

    @classmethod
    def parse(cls, text: str) -> ChangeAddress | None:
        """None for what is no address of a change."""
        match = _REF.fullmatch(text) or _PAGE.fullmatch(text)
        return cls(match['home'] or '', match['number']) if match else None

    def is_at(self, *homes: str) -> bool:
        """Whether it is of one of those servers, or of whichever is in use."""
        return not self.home or _bare(self.home) in map(_bare, homes)


def _bare(address: str) -> str:
    return address.partition('://')[2].rstrip('/')
