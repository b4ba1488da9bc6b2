from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rdopkg_ci.core.text.characters import forbidden
from rdopkg_ci.core.text.terminal import brief, quoted, safe, safe_line


@pytest.mark.parametrize(
    ('raw', 'shown'),
    [
        pytest.param('plain', 'plain', id='plain'),
        pytest.param('a\tb\nc', 'a\tb\nc', id='tabs and newlines stay'),
        pytest.param('\x1b[31mred\x1b[0m', 'red', id='colour'),
        pytest.param('\x1b]0;title\x07x', 'x', id='title'),
        pytest.param('\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\', 'link', id='hyperlink'),
        pytest.param('\x9b31mred', 'red', id='eight-bit CSI'),
        pytest.param('a\x00b\x7fc\rd', 'abcd', id='controls'),
        pytest.param('a\u202eb\u2066c\u200fd', 'abcd', id='bidirectional'),
        pytest.param('a\ud800b\ufeffc\u2028d', 'abcd', id='surrogate, mark, separator'),
        pytest.param('žluťoučký 漢字 \U0001f600', 'žluťoučký 漢字 \U0001f600', id='letters stay'),
        pytest.param('\x1b[31', '31', id='cut escape'),
    ],
)
def test_safe(raw: str, shown: str) -> None:
    assert safe(raw) == shown


@given(st.text(st.characters()))
def test_nothing_that_moves_a_terminal_comes_through(raw: str) -> None:
    shown = safe(raw)
    assert not any(
        unicodedata.category(char) in ('Cc', 'Cs') and char not in '\n\t' for char in shown
    )
    assert not any(
        unicodedata.bidirectional(char)
        in ('RLE', 'LRE', 'RLO', 'LRO', 'PDF', 'RLI', 'LRI', 'FSI', 'PDI')
        for char in shown
    )
    assert safe(shown) == shown


def test_a_line_is_one_line() -> None:
    assert safe_line(' a\r\nb \t c\x1b[1m ') == 'a b c'


@pytest.mark.parametrize(
    ('raw', 'shown'),
    [('a b', "'a b'"), ('a\nb', "'a\\nb'"), ('a\u202eb', "'a\\u202eb'"), ('x' * 9, "'xxxxx…'")],
)
def test_quoted_values_show_what_is_in_them(raw: str, shown: str) -> None:
    assert quoted(raw, 5) == shown


# Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties.txt.
IGNORABLE = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5),
    (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip


def test_no_character_of_all_of_them_is_invisible() -> None:
    gone = {number for first, last in IGNORABLE for number in range(first, last + 1)}
    for number in range(0x110000):
        character = chr(number)
        category = unicodedata.category(character)
        is_bad = number in gone or category in ('Cc', 'Cf', 'Cs', 'Zl', 'Zp')
        if is_bad and character not in '\n\t':
            assert safe(f'a{character}b') != f'a{character}b', hex(number)
            assert forbidden(f'a{character}b'), hex(number)
            assert character not in quoted(character), hex(number)
        elif category[0] in 'LNPSM' and number > 0xA0:
            assert safe(character) == character, hex(number)


def test_what_is_too_long_says_so() -> None:
    assert (brief('abc', 3), brief('abcd', 3)) == ('abc', 'abc…')
