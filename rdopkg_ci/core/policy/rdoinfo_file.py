"""``rdo.yml`` of rdoinfo, read to plain values: its targets and their repos.

Each repo of a release is a dist. The first of its ``distrepos`` is the one that RDO publishes, the
others lie under it, which is how rdoinfo has written them since 2015. A dist marked ``special``, or
without these URLs, takes no updates.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rdopkg_ci.core.policy.policy import Repos
from rdopkg_ci.core.target import NAME, Target
from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.core.yaml.values import is_url


def targets(info: Any) -> Iterator[tuple[Target, Repos | str]]:
    """The repos of each target, or the reason why it takes no updates; raises ValueError with the
    problem.
    """
    for release in _list(info, 'releases', 'it'):
        for repo in _list(release, 'repos', 'a release'):
            if not isinstance(repo, dict):
                raise ValueError('a repo of a release is no mapping')
            name, dist = _text(release, 'name'), _text(repo, 'name')
            if NAME.fullmatch(name) and NAME.fullmatch(dist):
                yield Target(name, dist), _repos(repo)


def _repos(repo: dict[str, Any]) -> Repos | str:
    if 'special' in repo:
        return safe_line(_text(repo, 'special')) or 'rdoinfo calls it special'
    urls = (
        [_text(one, 'url') for one in _list(repo, 'distrepos', 'a repo')]
        if repo.get('distrepos')
        else []
    )
    if not urls or not is_url(urls[0]):
        return 'rdoinfo has no distrepos with URLs for it; spell it out below `releases:` in ci.yml'
    return Repos(urls[0], tuple(url for url in urls[1:] if is_url(url)))


def _list(value: Any, key: str, what: str) -> list[Any]:
    found = value.get(key) if isinstance(value, dict) else None
    if not isinstance(found, list):
        raise ValueError(f'{what} has no list of {key}')
    return found


def _text(value: Any, key: str) -> str:
    """The text at ``key``, empty where there is none."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ''
