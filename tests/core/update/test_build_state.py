from __future__ import annotations

import pytest

from rdopkg_ci.core.update.build_state import BuildState, BuildStatus


@pytest.mark.parametrize(
    ('state', 'problem'),
    [
        (BuildState(BuildStatus.COMPLETE, ('a.rpm',)), ''),
        (BuildState(BuildStatus.BUILDING), 'is still being built at its source koji'),
        (
            BuildState(BuildStatus.FAILED, reason='task 12 failed'),
            'failed to build at its source koji: task 12 failed',
        ),
        (BuildState(BuildStatus.DELETED), 'was deleted from its source koji'),
        (BuildState(BuildStatus.DAMAGED, reason='cut'), 'is damaged at its source koji: cut'),
        (BuildState(BuildStatus.MISSING), 'does not exist at its source koji'),
        (
            BuildState(BuildStatus.MISSING, near=('a-1-1', 'b-1-1')),
            "does not exist at its source koji; did you mean 'a-1-1' or 'b-1-1'?",
        ),
    ],
)
def test_what_is_wrong_with_a_build(state: BuildState, problem: str) -> None:
    assert state.problem('koji') == problem
