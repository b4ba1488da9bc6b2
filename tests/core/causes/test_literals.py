from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rdopkg_ci.core.causes.literals import LINE, PIECE, Literals
from rdopkg_ci.core.causes.regexes import begins_with

TEXTS = st.text('ab ', max_size=40).map(str.encode)


@given(st.sets(st.text('ab ', min_size=1, max_size=9).map(str.encode), max_size=8), TEXTS)
def test_exactly_those_that_the_text_holds_are_found(literals: set[bytes], text: bytes) -> None:
    assert sorted(Literals(literals).within(text)) == sorted(
        literal for literal in literals if literal in text
    )


@pytest.mark.parametrize(
    ('text', 'found'),
    [
        ('e: broken', True),
        ('12:30:01 e: broken', True),
        ('\x1b[31me: broken', True),
        ('note: broken', False),
    ],
)
def test_what_a_line_begins_with_counts_nowhere_else(text: str, found: bool) -> None:
    literals = Literals([b'e: '], first=[b'e: '])
    lines = [text[start:end] for start, end, _ in literals.places(f'name: a\n{text}\n'.encode())]
    assert bool(lines) is found


def test_lines_are_whole_and_know_what_they_hold() -> None:
    text = b'a rook\na crow, a rook\nnone\na crow'
    found = [
        (text[start:end], held) for start, end, held in Literals([b'rook', b'crow']).places(text)
    ]
    assert found == [
        (b'a rook', {b'rook'}),
        (b'a crow, a rook', {b'rook', b'crow'}),
        (b'a crow', {b'crow'}),
    ]


def test_a_long_line_is_cut_around_what_it_holds() -> None:
    text = b'-' * 3 * LINE + b'rook' + b'-' * 3 * LINE + b'crow' + b'-' * 3 * LINE
    found = [
        (text[start:end], held) for start, end, held in Literals([b'rook', b'crow']).places(text)
    ]
    assert [held for _, held in found] == [{b'rook'}, {b'crow'}]
    assert all(len(line) == 2 * LINE + 4 for line, _ in found)


def test_literals_within_each_other_are_all_found() -> None:
    found = Literals([b'e: ', b'failure: '], first=[b'e: ']).places(b'a failure: here')
    assert [held for _, _, held in found] == [{b'failure: '}]


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
    places = [start for start, _, _ in Literals([b'rook']).places(text)]
    assert places == list(range(0, len(text), 7))
