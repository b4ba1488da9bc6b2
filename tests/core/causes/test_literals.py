from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rdopkg_ci.core.causes.literals import Literals

TEXTS = st.text('ab ', max_size=40).map(str.encode)


@given(st.sets(st.text('ab ', min_size=1, max_size=9).map(str.encode), max_size=8), TEXTS)
def test_exactly_those_that_the_text_holds_are_found(literals: set[bytes], text: bytes) -> None:
    assert sorted(Literals(literals).within(text)) == sorted(
        literal for literal in literals if literal in text
    )
