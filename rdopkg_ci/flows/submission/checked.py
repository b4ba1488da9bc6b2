"""All that is wrong with an update file, as far as it can be known in one go."""

from __future__ import annotations

from dataclasses import replace

from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.update import group, update_file
from rdopkg_ci.core.update.build_file import COPR
from rdopkg_ci.core.update.update_file import Parsed
from rdopkg_ci.flows.services import Services
from rdopkg_ci.flows.submission import builds
from rdopkg_ci.flows.submission.builds import LookedUp, Wait
from rdopkg_ci.flows.submission.known import Known


def parsed(
    services: Services,
    policy: Policy,
    there: Known,
    content: bytes,
    name: str,
    check: bool,
    wait: Wait | None,
) -> Parsed:
    """The update in a file called ``name``; with ``check`` its builds are looked up, also where
    something else is wrong, and then none is waited for. Raises InvalidInput with all problems, or
    CiError where there are none and a source did not answer.
    """
    found, problems = update_file.read(content, name, policy)
    taken = group.problem(found.update.group, there.blobs.keys(), policy)
    if taken:
        problems.add(found.group_line, taken)
    looked = LookedUp()
    if check:
        known = _known(found, policy) if problems else found
        looked = builds.look(services.settings, known, name, None if problems else wait)
    problems.add_all(looked.problems, looked.hint)
    if problems:
        problems.add_all(looked.unanswered)
    problems.stop()
    looked.stop()
    return found


def _known(found: Parsed, policy: Policy) -> Parsed:
    """The builds that can be looked up: where a copr has them depends on their targets."""
    kept = [
        (build, line)
        for build, line in zip(found.update.builds, found.lines)
        if build.target in policy.targets or not build.source.startswith(COPR)
    ]
    update = replace(found.update, builds=tuple(build for build, _ in kept))
    return found._replace(update=update, lines=tuple(line for _, line in kept))
