"""rdoinfo: the releases and dists that RDO publishes, out of its ``rdo.yml``. Read here and not by
distroinfo, whose loader builds any Python object that a file asks for.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from rdopkg_ci.core.policy import rdoinfo_file
from rdopkg_ci.core.policy.policy import Policy, Repos
from rdopkg_ci.core.text.terminal import quoted, safe_line
from rdopkg_ci.core.text.urls import without_logins
from rdopkg_ci.doors import files, foreign_yaml
from rdopkg_ci.doors.git.repo import Git, init_bare
from rdopkg_ci.doors.processes.command import ANY_CODE
from rdopkg_ci.errors import CiError, InvalidInput

FILE = 'rdo.yml'
LIMIT = 16_000_000
FRESH = 3600.0
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
    own = policy.releases
    try:
        known = rdoinfo_file.targets(foreign_yaml.load(data))
        found = {target: repos for target, repos in known if target.release not in own}
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
    if not (kept.exists() and time.time() - kept.stat().st_mtime < FRESH):
        with tempfile.TemporaryDirectory(prefix='rdopkg-ci-') as place:
            _renew(kept, url, init_bare(Path(place), 'master'))
    return files.read(kept, LIMIT)


def _renew(kept: Path, url: str, repo: Git) -> None:
    options = ('--quiet', '--no-tags', '--depth=1', '--end-of-options')
    done = repo.run('fetch', *options, url, f'+HEAD:{_REF}', codes=ANY_CODE)
    shown = quoted(without_logins(url))
    if done.code == 0:
        data = repo.read(repo.resolve(_REF), FILE)
        if data is None:
            raise InvalidInput(f'rdoinfo at {shown}:', (f'there is no {FILE}',))
        files.write(kept, data)
    elif kept.exists():
        kept.touch()
    else:
        said = without_logins(safe_line(done.err.decode('utf-8', 'replace')))[-500:]
        raise CiError(f'rdoinfo: {shown} cannot be fetched: {said}')
