"""The phases: what a run tests."""

from __future__ import annotations

# One update, alone.
PHASE1 = 'phase1'
# The pool, together.
PHASE2 = 'phase2'
# What is published to stage.
STAGE = 'stage'
PHASES = (PHASE1, PHASE2, STAGE)
