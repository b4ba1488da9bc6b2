from __future__ import annotations

import prepared
import pytest
from box import Box


@pytest.fixture
def kilo(box: Box) -> Box:
    """A box whose production holds what the demo's does."""
    box.fill_production()
    prepared.begins(box)
    return box
