from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rdopkg_ci.core.causes.kind import begins_with
from rdopkg_ci.core.causes.literals import PIECE, Literals

TEXTS = st.text('ab ', max_size=40).map(str.encode)


@given(st.sets(st.text('ab ', min_size=1, max_size=9).map(str.encode), max_size=8), TEXTS)
def test_exactly_those_that_the_text_holds_are_found(literals: set[bytes], text: bytes) -> None:
    assert sorted(Literals(literals).within(text)) == sorted(
        literal for literal in literals if literal in text
    )


@pytest.mark.parametrize(
    ('text', 'found'),
    [
        ('e: broken', [(0, 3)]),
        ('12:30:01 e: broken', [(9, 12)]),
        ('\x1b[31me: broken', [(5, 8)]),
        ('note: broken', []),
        ('name: a\ne: b', [(8, 11)]),
    ],
)
def test_what_a_line_begins_with_counts_nowhere_else(
    text: str, found: list[tuple[int, int]]
) -> None:
    literals = Literals([b'e: '], first=[b'e: '])
    assert [(start, end) for _, start, end in literals.places(text.encode())] == found


def test_literals_within_each_other_are_all_found() -> None:
    found = Literals([b'e: ', b'failure: '], first=[b'e: ']).places(b'a failure: here')
    assert [literal for literal, _, _ in found] == [b'failure: ']


@pytest.mark.parametrize(
    ('regex', 'begins'),
    [
        (r'^E: \S', True),
        (r'^E: (?:a|b)[|]', True),
        (r'^E: a|b', False),
        (r'^(?:x )?E: ', False),
        ('E: ', False),
    ],
)
def test_a_pattern_that_begins_with_its_literal_is_known(regex: str, begins: bool) -> None:
    assert begins_with(b'e: ', regex) is begins


def test_places_are_those_of_the_whole_text_however_long() -> None:
    text = b'a rook\n' * PIECE
    places = [start for _, start, _ in Literals([b'rook']).places(text)]
    assert places == list(range(2, len(text), 7))
