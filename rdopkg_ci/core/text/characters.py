"""Bytes from outside to text, and the characters that text must not hold."""

from __future__ import annotations

import re

from rdopkg_ci.core.text.terminal import safe

LIMIT = 1_000_000
_MARKS = (
    (b'\xff\xfe\0\0', 'UTF-32'),
    (b'\0\0\xfe\xff', 'UTF-32'),
    (b'\xff\xfe', 'UTF-16'),
    (b'\xfe\xff', 'UTF-16'),
)
# What YAML cannot hold as it stands, and the line ends of other worlds, which would make our line
# numbers lie.
_RAW = re.compile('[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_NONCHARACTERS = re.compile('[\ufffe\uffff]')


class NotText(ValueError):
    """The bytes are no text that we read; ``line`` counts from 1."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line


def decode(data: bytes) -> str:
    """UTF-8 text of at most a megabyte with ``\\n`` at the line ends; raises NotText."""
    if len(data) > LIMIT:
        raise NotText(1, f'holds {len(data):,} bytes; at most {LIMIT:,} are read')
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            raise NotText(1, f'is {encoding}; save it as UTF-8')
    try:
        text = data.decode('utf-8-sig')
    except UnicodeDecodeError as error:
        line = data.count(b'\n', 0, error.start) + 1
        raise NotText(
            line,
            f'byte {error.start:,} (0x{data[error.start]:02x}) is not UTF-8; save the file as'
            ' UTF-8',
        ) from error
    text = text.replace('\r\n', '\n').replace('\r', '\n')
    found = _RAW.search(text)
    if found:
        raise NotText(
            text.count('\n', 0, found.start()) + 1,
            f'holds the character {_name(found[0])}; remove it',
        )
    return text


def forbidden(text: str) -> str:
    """The name of a control, bidirectional or invisible character in ``text``, empty where there is
    none.
    """
    if safe(text) == text and not _NONCHARACTERS.search(text):
        return ''
    return next(
        _name(character)
        for character in text
        if safe(character) != character or _NONCHARACTERS.match(character)
    )


def _name(character: str) -> str:
    return f'U+{ord(character):04X}'
