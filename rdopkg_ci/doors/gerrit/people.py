"""People as a Gerrit tells them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rdopkg_ci.core.policy.recheck import OWNER, REVIEWERS
from rdopkg_ci.core.text.terminal import safe_line


def account(raw: Any) -> int:
    """The number of an account, 0 where there is none."""
    number = raw.get('_account_id') if isinstance(raw, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else 0


def person(raw: Any) -> str:
    """``Name <address>``, or the number of an account that tells neither."""
    data = raw if isinstance(raw, dict) else {}
    name = str(data.get('name') or data.get('username') or f'account {account(data)}')
    email = str(data.get('email') or '')
    return safe_line(f'{name} <{email}>' if email else name)


def groups(data: Mapping[str, Any], number: int) -> frozenset[str]:
    """What an account is to the change, in the words of the policy."""
    people = data.get('reviewers')
    asked = people.get('REVIEWER') if isinstance(people, dict) else None
    reviewers = {account(one) for one in asked} if isinstance(asked, list) else set()
    found = {OWNER: number == account(data.get('owner')), REVIEWERS: number in reviewers}
    return frozenset(name for name, is_in in found.items() if number and is_in)


def names(raw: Any) -> frozenset[str]:
    """Those that nobody else can have: a full name may be anybody's."""
    data = raw if isinstance(raw, dict) else {}
    found = (data.get('username'), data.get('email'))
    return frozenset(name for name in found if isinstance(name, str) and name)
