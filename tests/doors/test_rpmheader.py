"""Headers that promise what they do not hold."""

from __future__ import annotations

import io
import struct

import pytest

from rdopkg_ci.doors.rpm import rpmheader

LEAD = b'\xed\xab\xee\xdb'.ljust(96, b'\0')
MAGIC = b'\x8e\xad\xe8\x01\0\0\0\0'
NAMES, DIRECTORIES, DIRECTORY, MODES = 1117, 1118, 1116, 1030
STRINGS, SHORT, LONG = 8, 3, 4


def header(*entries: tuple[int, int, int, int], store: bytes = b'') -> bytes:
    index = b''.join(struct.pack('>IIII', *entry) for entry in entries)
    return MAGIC + struct.pack('>II', len(entries), len(store)) + index + store


def read(data: bytes) -> object:
    return rpmheader.content(io.BytesIO(LEAD + header() + data))


def test_what_is_not_utf8_is_read_as_the_metadata_has_it() -> None:
    store = b'caf\xe9\0/opt/\0\0' + struct.pack('>IH', 0, 0o100644)
    entries = ((NAMES, STRINGS, 0, 1), (DIRECTORIES, STRINGS, 5, 1))
    found = rpmheader.content(
        io.BytesIO(
            LEAD
            + header()
            + header(*entries, (DIRECTORY, LONG, 12, 1), (MODES, SHORT, 16, 1), store=store)
        )
    )
    assert {path: file.mode for path, file in found.files.items()} == {'/opt/café': 0o100644}


@pytest.mark.parametrize(
    ('data', 'message'),
    [
        pytest.param(b'', 'its header is none', id='nothing'),
        pytest.param(MAGIC + b'\xff' * 8, 'too large', id='gigabytes'),
        pytest.param(header((NAMES, STRINGS, 0, 1))[:-4], 'ends in its header', id='cut'),
        pytest.param(header((NAMES, STRINGS, 0, 9), store=b'a\0'), 'out of the header', id='names'),
        pytest.param(header((NAMES, LONG, 0, 1), store=b'abcd'), 'holds no text', id='numbers'),
        pytest.param(header((MODES, STRINGS, 0, 1), store=b'a\0'), 'holds no numbers', id='text'),
        pytest.param(
            header((MODES, SHORT, 0, 1 << 30), store=b'aa'), 'out of the header', id='many numbers'
        ),
        pytest.param(
            header((NAMES, STRINGS, 0, 1), store=b'a\0'), 'in no directory', id='no directories'
        ),
        pytest.param(
            header(
                (NAMES, STRINGS, 0, 1),
                (DIRECTORIES, STRINGS, 0, 1),
                (DIRECTORY, LONG, 4, 1),
                store=b'a\0\0\0\0\0\0\7',
            ),
            'in no directory',
            id='a directory too far',
        ),
        pytest.param(
            header((NAMES, STRINGS, 0, 1), (DIRECTORY, LONG, 4, 1), store=b'a\0\0\0\0\0\0\0'),
            'in no directory',
            id='the first of no directories',
        ),
        pytest.param(
            header((MODES, SHORT, 0, 1), store=b'aa'),
            'not there for each file',
            id='modes of nothing',
        ),
    ],
)
def test_a_header_that_is_none(data: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read(data)
