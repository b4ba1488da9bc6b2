"""A command that looks again and again starts no run twice."""

from __future__ import annotations

import pytest
from memory import MemoryEngine

from rdopkg_ci.core.phase import PHASE1
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.core.target import Target
from rdopkg_ci.errors import CiError
from rdopkg_ci.flows.phases.once import Once

REQUEST = Request(PHASE1, Target('kilo', 'el7'), 'c' * 40, 'c' * 40, update='aaaa')


def test_a_second_start_is_the_end() -> None:
    engine = MemoryEngine()
    once = Once(engine)
    once.start(REQUEST)
    once.start(REQUEST.attempted(2))
    once.runs(PHASE1)
    with pytest.raises(CiError, match=f'the run {REQUEST.key} was started already'):
        once.start(REQUEST)
    assert engine.started == [REQUEST.key, REQUEST.attempted(2).key]


def test_two_changes_of_one_commit_want_one_run() -> None:
    engine = MemoryEngine()
    once = Once(engine)
    once.start(REQUEST)
    once.start(REQUEST)
    assert engine.started == [REQUEST.key]


def test_what_failed_to_start_may_be_started() -> None:
    engine = MemoryEngine()
    once = Once(engine)
    engine.down.add('start')
    with pytest.raises(CiError, match='does not answer'):
        once.start(REQUEST)
    engine.down.clear()
    once.start(REQUEST)
    assert [run.request for run in once.runs(PHASE1)] == [REQUEST]
