"""Which processes of the stories coverage looks at: all of them would take twice as long for it.

A form of a command is looked at a few times in each file of stories; what a test prepares with the
hundredth `rdopkg update` is known by then. Those that are killed are never looked at: what they
were writing of it could not be read.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence

MOST = 2
VARIABLE = 'COVERAGE_PROCESS_CONFIG'
_seen: Counter[tuple[str, ...]] = Counter()


def around(environ: Mapping[str, str], words: Sequence[str]) -> Mapping[str, str]:
    """The environment of a command, in which coverage finds itself or not."""
    story = os.environ.get('PYTEST_CURRENT_TEST', '').partition('::')[0]
    command = words[:2] if words[:1] == ('ci',) else words[:1]
    form = (story, *command, *(word for word in words if word.startswith('-')))
    _seen[form] += 1
    return environ if _seen[form] <= MOST else unmeasured(environ)


def unmeasured(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: one for name, one in environ.items() if name != VARIABLE}
