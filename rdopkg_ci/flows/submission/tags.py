"""Tags that nobody has used yet: directories of their own, which may be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from rdopkg_ci.core.text.suggestions import near
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.update.update import Build, Update
from rdopkg_ci.flows.submission.known import Known


def warnings(there: Known, update_id: str, update: Update) -> Iterator[str]:
    """A warning for each tag that no other update has, wherever that lies."""
    ours = _tags(update.builds)
    others = {*there.places, *there.proposed} - {update_id} if ours else ()
    used = {tag for other in others for tag in _tags(there.builds(other))}
    for tag in sorted(ours - used):
        yield f'no other update has the tag {quoted(tag)}{near(tag, used)}'


def _tags(builds: Sequence[Build]) -> Set[str]:
    return {build.tag for build in builds} - {''}
