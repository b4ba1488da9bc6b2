"""Whether a Gerrit takes the commits of who works here."""

from __future__ import annotations

from rdopkg_ci.core.judging.row import address_of
from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.doors.gerrit import facts
from rdopkg_ci.doors.gerrit.push import ADDRESS
from rdopkg_ci.doors.gerrit.server import GerritServer
from rdopkg_ci.doors.git import people
from rdopkg_ci.errors import CiError


def problem(server: GerritServer, who: str) -> CiError | None:
    """Why it would refuse what ``who`` pushes, as git names them, unless they have the right to
    forge committers, which nobody can ask; None where it would not, or knows nobody. Raises CiError
    where it cannot be asked.
    """
    if not server.user or address_of(who) in facts.addresses(server):
        return None
    known = 'git has' if people.is_known(who) else 'git does not know who you are, and we have'
    told = f'{known} {safe_line(address_of(who))} for you'
    lacks = f'the account {safe_line(server.user)} of the Gerrit has no such address'
    refuses = 'without the right Forge Committer it refuses what you push'
    return CiError(f'{told}: {lacks}, and {refuses}', ADDRESS)
