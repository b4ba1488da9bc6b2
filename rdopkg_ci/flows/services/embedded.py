"""The embedded default: a whole rdo-update world in one directory, created at first use."""

from __future__ import annotations

import shlex
import shutil
import tempfile
from pathlib import Path

from rdopkg_ci.core.policy import initial_policy, policy_file
from rdopkg_ci.core.policy.policy_file import POLICY
from rdopkg_ci.doors import files
from rdopkg_ci.doors.git.repo import RefUpdate, init_bare
from rdopkg_ci.doors.processes import python
from rdopkg_ci.doors.publication import modes, production
from rdopkg_ci.errors import UsageError
from rdopkg_ci.settings import Settings

MESSAGE = """\
Start with a policy of our own

It knows the releases and dists of 2014 and 2015; edit it to make it yours.
"""

_CHECK = 'from rdopkg_ci.__main__ import main; sys.exit(main())'
_HOOK = """\
#!/bin/sh
# Made by rdopkg-ci: a policy that cannot be read, or with steps that cannot be started, is refused.
test "$1" = {ref} || exit 0
git cat-file -e "$3:{policy}" 2>/dev/null || exit 0
git diff --quiet "$2" "$3" -- . ':!*/*.yml' ':!*.sums' ':!*.files' 2>/dev/null && exit 0
place=$(mktemp -d) || exit 0
trap 'rm -rf "$place"' EXIT
git archive "$3" | tar -xf - -C "$place" && cd "$place" || exit 0
{command} >&2
test $? -ne 2
"""


def ensure(settings: Settings) -> Path:
    """The embedded bare repo, made beside and renamed into place where there is none yet."""
    repo = settings.embedded_repo
    if not repo.exists():
        settings.home.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix='.rdo-update.', dir=settings.home))
        try:
            _fill(temporary, settings)
            temporary.rename(repo)
        except OSError:
            # Somebody else was faster: the first one stays.
            shutil.rmtree(temporary, ignore_errors=True)
            if not repo.exists():
                raise
    return repo


def begin(settings: Settings) -> Path:
    """Make it; raises UsageError where there is one, or it would be another that counts."""
    if settings.update_repo or settings.gerrit.url:
        problem = 'the settings name an rdo-update repo elsewhere'
        raise UsageError(problem, 'Push the policy, ci.yml, to its branch: docs/admin.md.')
    if settings.embedded_repo.exists():
        where = settings.embedded_repo
        raise UsageError(f'{where} is there already', f'To edit the policy: git clone {where}')
    return ensure(settings)


def _fill(place: Path, settings: Settings) -> None:
    root = settings.publish.production
    text = initial_policy.initial(lambda target: production.path(root, target).as_uri())
    for target in policy_file.parse(text.encode(), POLICY).targets:
        modes.directory(production.path(root, target))
    if settings.home in settings.sources.local.parents:
        settings.sources.local.mkdir(parents=True, exist_ok=True)
    repo = init_bare(place, settings.branch)
    hook = place / 'hooks' / 'update'
    files.write(hook, _hook(settings.branch).encode())
    hook.chmod(0o755)
    commit = repo.commit(None, {POLICY: text.encode()}, MESSAGE)
    repo.update_refs([RefUpdate(f'refs/heads/{settings.branch}', commit, '')])


def _hook(branch: str) -> str:
    """Refuses a push of a policy that cannot be read, or whose scripts cannot be run. Where we are
    not there any more to look, nothing is refused.
    """
    command = shlex.join((*python.command(_CHECK), 'ci', 'policy', POLICY))
    return _HOOK.format(ref=shlex.quote(f'refs/heads/{branch}'), policy=POLICY, command=command)
