"""What was said right before the failure, where nothing that we know tells of its cause."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import Kind

LAST_WORDS = Kind('last-words', 'error', Blame.CI, ())
KINDS = (LAST_WORDS,)
