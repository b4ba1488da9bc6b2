"""rdoinfo: the releases and dists that RDO publishes, out of its ``rdo.yml``.

Each repo of a release is a dist. The first of its ``distrepos`` is the one that RDO publishes, the
others lie under it, which is how rdoinfo has written them since 2015. A dist marked ``special``, or
without these URLs, takes no updates. Read here and not by distroinfo, whose loader builds any
Python object that a file asks for.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from rdopkg_ci.core.policy.policy import Policy, Repos
from rdopkg_ci.core.target import NAME, Target
from rdopkg_ci.core.text.terminal import quoted, safe_line
from rdopkg_ci.core.text.urls import without_logins
from rdopkg_ci.core.yaml.values import is_url
from rdopkg_ci.doors import files
from rdopkg_ci.doors.git.repo import init_bare
from rdopkg_ci.errors import CiError, InvalidInput

FILE = 'rdo.yml'
LIMIT = 16_000_000
FRESH = 3600.0
DEPTH = 50
# Values with every alias written out, which is what reading them costs.
MOST = 1_000_000
_REF = 'refs/rdoinfo/head'


def complete(policy: Policy, cache: Path) -> Policy:
    """The policy with rdoinfo's targets added; the releases that it spells out itself stay as they
    are.

    ``cache`` is a directory of ours that keeps what came from far for an hour. Raises InvalidInput
    when rdoinfo is not as expected.
    """
    if policy.rdoinfo is None:
        return policy
    kind, where = policy.rdoinfo
    data = _fetched(where, cache) if kind == 'git' else files.read(Path(where) / FILE, LIMIT)
    own = {target.release for target in policy.targets}
    try:
        found = {target: repos for target, repos in _targets(data) if target.release not in own}
    except ValueError as error:
        raise InvalidInput(
            f'rdoinfo at {quoted(without_logins(where))}:', (f'{FILE}: {error}',)
        ) from error
    special = {target: repos for target, repos in found.items() if isinstance(repos, str)}
    targets = {
        target: repos
        for target, repos in found.items()
        if isinstance(repos, Repos) and target not in policy.special
    }
    return replace(
        policy, targets={**targets, **policy.targets}, special={**special, **policy.special}
    )


def _fetched(url: str, cache: Path) -> bytes:
    """``rdo.yml`` of a remote repo; while that cannot be reached, as it was when it last could."""
    kept = cache / f'{hashlib.sha256(url.encode()).hexdigest()[:16]}.yml'
    if kept.exists() and time.time() - kept.stat().st_mtime < FRESH:
        return files.read(kept, LIMIT)
    with tempfile.TemporaryDirectory(prefix='rdopkg-ci-') as place:
        repo = init_bare(Path(place), 'master')
        done = repo.run(
            'fetch',
            '--quiet',
            '--no-tags',
            '--depth=1',
            '--end-of-options',
            url,
            f'+HEAD:{_REF}',
            codes=range(-64, 256),
        )
        if done.code == 0:
            data = repo.read(repo.resolve(_REF), FILE)
            if data is None:
                raise InvalidInput(
                    f'rdoinfo at {quoted(without_logins(url))}:', (f'there is no {FILE}',)
                )
            files.write(kept, data)
        elif kept.exists():
            kept.touch()
        else:
            raise CiError(
                f'rdoinfo: {quoted(without_logins(url))} cannot be fetched:'
                f' {without_logins(safe_line(done.err.decode("utf-8", "replace")))[-500:]}'
            )
    return files.read(kept, LIMIT)


def _loaded(data: bytes) -> Any:
    """The YAML as plain values; raises ValueError where it is none, or a bomb."""
    # Not by core.yaml, which is for files of ours: this one is of others, has anchors and merged
    # keys, and grows beyond the bounds there.
    import yaml  # without rdoinfo nobody pays for it

    loader = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)
    try:
        _measure(yaml.parse(data, Loader=loader))
        return yaml.load(data, Loader=loader)  # noqa: S506 - it is one of the safe loaders
    except yaml.YAMLError as error:
        raise ValueError(safe_line(str(error))[:500]) from error


def _measure(events: Iterable[Any]) -> None:
    """Raises ValueError for what is nested too deep, where libyaml's loader overflows the stack and
    its parser does not, or would be too much with every alias written out.
    """
    sizes: dict[str, int] = {}
    inside: list[tuple[str, int]] = []
    count = 0
    for event in events:
        kind = type(event).__name__
        count += sizes.get(event.anchor, 0) if kind == 'AliasEvent' else 1
        if kind.endswith('StartEvent') and kind[:-10] in ('Sequence', 'Mapping'):
            inside.append((event.anchor or '', count))
        elif kind in ('SequenceEndEvent', 'MappingEndEvent'):
            anchor, before = inside.pop()
            sizes[anchor] = count - before
        if len(inside) > DEPTH:
            raise ValueError(f'nested more than {DEPTH} deep')
        if count > MOST:
            raise ValueError(f'more than {MOST:,} values, aliases written out')


def _targets(data: bytes) -> Iterator[tuple[Target, Repos | str]]:
    """The repos of each target, or the reason why it takes no updates; raises ValueError with the
    problem.
    """
    info = _loaded(data)
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
