from __future__ import annotations

import gzip
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rdopkg_ci.core.causes.decode import BLOCK, Block, blocks

TEXT = 'first line\nsecond: žluť\nthird\n'


def text(chunks: Iterable[bytes]) -> bytes:
    return b''.join(block.data for block in blocks(chunks))


@pytest.mark.parametrize(
    'data',
    [
        pytest.param(TEXT.encode(), id='plain'),
        pytest.param(gzip.compress(TEXT.encode()), id='gzip'),
        pytest.param(
            gzip.compress(TEXT[:12].encode()) + gzip.compress(TEXT[12:].encode()),
            id='gzip in two members',
        ),
        pytest.param(TEXT.replace('\n', '\r\n').encode(), id='of Windows'),
        pytest.param(TEXT.encode('utf-16'), id='utf-16 with a mark'),
        pytest.param(TEXT.encode('utf-16-le'), id='utf-16 little endian'),
        pytest.param(TEXT.encode('utf-16-be'), id='utf-16 big endian'),
        pytest.param(gzip.compress(TEXT.encode('utf-16')), id='both'),
    ],
)
@pytest.mark.parametrize('size', [1000, 7, 600], ids=['whole', 'in sevens', 'half'])
def test_a_log_in_any_wrapping(data: bytes, size: int) -> None:
    found = text(data[at : at + size] for at in range(0, len(data), size)).decode()
    assert found.lstrip('\ufeff') == TEXT


@pytest.mark.parametrize(
    'broken',
    [
        gzip.compress(TEXT.encode() * 1000)[:-40],
        b'\x1f\x8bnot gzip at all',
        gzip.compress(b'x')[:5] + b'\xff' * 50,
    ],
    ids=['cut', 'no gzip', 'spoiled'],
)
def test_a_broken_packing_ends_where_it_breaks(broken: bytes) -> None:
    assert TEXT.encode().startswith(text([broken])[:10])


def test_blocks_end_with_lines_and_know_their_number() -> None:
    line = b'x' * 99 + b'\n'
    found = list(blocks([line * 30_000]))
    assert all(block.data.endswith(b'\n') and len(block.data) <= 2 * BLOCK for block in found)
    n = 1
    for block in found:
        assert block.first == n
        n += block.data.count(b'\n')
    assert n == 30_001


def test_an_endless_line_is_cut() -> None:
    found = list(blocks([b'x' * (5 * BLOCK)]))
    assert {block.first for block in found} == {1} and max(
        len(block.data) for block in found
    ) <= 2 * BLOCK


def test_nothing() -> None:
    assert list(blocks([])) == []
    assert list(blocks([b''])) == []
    assert list(blocks([b'a'])) == [Block(1, b'a')]


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=300).filter(lambda data: not data.startswith(b'\x1f\x8b')),
    st.integers(1, 50),
)
def test_plain_bytes_come_out_as_they_went_in_but_for_the_ends_of_lines(
    data: bytes, size: int
) -> None:
    chunks = [data[at : at + size] for at in range(0, len(data), size)]
    if b'\0' not in data and not data.startswith((b'\xff\xfe', b'\xfe\xff')):
        assert text(chunks) == data.replace(b'\r\n', b'\n')
