"""How sure a cause is: what proves it, and what takes the proof from it."""

from __future__ import annotations

import pytest

from rdopkg_ci.core.causes import explain
from rdopkg_ci.core.causes.cause import Confidence

PROOF, LIKELY, GUESS = Confidence.PROOF, Confidence.LIKELY, Confidence.GUESS
ERROR = 'src/nest.c:4:1: error: unknown type name rook_t\n'
END = 'make: *** [all] Error 1\n'
CALM = '-- the bird number {} sits on its nest\n'


@pytest.mark.parametrize(
    ('log', 'expected'),
    [
        pytest.param(ERROR + END, PROOF, id='right before it was passed on'),
        pytest.param(ERROR + ''.join(map(CALM.format, range(400))) + END, LIKELY, id='long before'),
        pytest.param(
            ERROR + 'cp: write error: No space left on device\n' + END, LIKELY, id='with a rival'
        ),
        pytest.param(
            'Unable to clone rook: git failed\n' + END, GUESS, id='of a form that many have'
        ),
    ],
)
def test_confidence(log: str, expected: Confidence) -> None:
    cause = explain([log.encode()]).cause
    assert cause is not None and cause.confidence is expected


def test_a_headline_proves_nothing_without_its_reason() -> None:
    headline = "ERROR: Error cloning remote repo 'origin'\n"
    reason = "stderr: fatal: repository 'https://nest.example/rook' not found\n"
    end = 'Finished: FAILURE\n'
    alone = explain([(headline + end).encode()]).cause
    told = explain([(headline + reason + end).encode()]).cause
    assert alone is not None and told is not None
    assert (alone.confidence, told.confidence) == (LIKELY, PROOF)
