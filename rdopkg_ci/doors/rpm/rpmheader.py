"""What an RPM's header says of the files that the package brings, and what tells it from others.

The header follows the signature: 16 bytes with the number of entries and the size of their store,
an index of 16 bytes an entry (tag, type, offset, count), and the store. Tags are those of "Tag
details" in rpm's manual, https://rpm-software-management.github.io/rpm/manual/tags.html.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Sequence
from typing import Any

from rdopkg_ci.core.depsolve.content import Content, PackagedFile
from rdopkg_ci.doors.rpm import rpmfile, rpms

# The largest header of a Fedora is a tenth of it.
LIMIT = 128_000_000
_MAGIC = b'\x8e\xad\xe8\x01'
_INTEGERS = {2: 'B', 3: 'H', 4: 'I', 5: 'Q'}
_STRING, _STRINGS = 6, 8
_SOURCE_RPM, _ALGORITHM = 1044, 5011
_OLD_PATHS, _BASE_NAMES, _DIRECTORIES, _DIRECTORY = 1027, 1117, 1118, 1116
_SIZE, _LONG_SIZE = 1028, 5008
# The tags with a value for each file, in the order of `PackagedFile`; whether that is text.
_COLUMNS = (
    (1030, False),
    (1039, True),
    (1040, True),
    (1037, False),
    (1140, False),
    (_SIZE, False),
    (1035, True),
    (1036, True),
    (1033, False),
)
# MD5, as rpm has it where a header names none.
_MD5 = 1


class _Entries:
    """The entries of a header; what it promises and does not hold raises ValueError."""

    def __init__(self, index: bytes, store: bytes) -> None:
        self._store = store
        entries = (struct.unpack_from('>IIII', index, at) for at in range(0, len(index), 16))
        self._entries = {tag: (kind, offset, count) for tag, kind, offset, count in entries}

    def __contains__(self, tag: int) -> bool:
        return tag in self._entries

    def numbers(self, tag: int) -> Sequence[int]:
        kind, offset, count = self._entries.get(tag, (4, 0, 0))
        if kind not in _INTEGERS:
            raise ValueError(f'tag {tag} holds no numbers')
        try:
            return struct.unpack_from(f'>{count}{_INTEGERS[kind]}', self._store, offset)
        except struct.error as error:
            raise ValueError(f'tag {tag} leads out of the header') from error

    def texts(self, tag: int) -> Sequence[str]:
        kind, offset, count = self._entries.get(tag, (_STRINGS, 0, 0))
        if kind not in (_STRING, _STRINGS):
            raise ValueError(f'tag {tag} holds no text')
        found = self._store[offset:].split(b'\0', count)[:count] if count else []
        # Each of them ends with a NUL, so something is always behind the last.
        if len(found) < count:
            raise ValueError(f'tag {tag} leads out of the header')
        return [_text(one) for one in found]


def content(stream: rpmfile.Stream) -> Content:
    """What the RPM that begins here brings; no more is read than its header. Raises ValueError
    where there is none.
    """
    entries = _Entries(*_parts(stream))
    source = next(iter(entries.texts(_SOURCE_RPM)), '')
    paths = _paths(entries)
    return Content(rpms.build_of(source), dict(zip(paths, list(_files(entries, len(paths))))))


def identity(stream: rpmfile.Stream) -> str:
    """A digest of the header of the RPM that begins here: it holds those of all files, and stays
    as it was built, whoever signs the RPM. Raises ValueError where there is none.
    """
    return hashlib.sha256(b''.join(_parts(stream))).hexdigest()


def _parts(stream: rpmfile.Stream) -> tuple[bytes, bytes]:
    """Index and store of the header."""
    rpmfile.signature_of(stream)
    intro = stream.read(16)
    if len(intro) < 16 or not intro.startswith(_MAGIC):
        raise ValueError('its header is none')
    count, size = struct.unpack('>II', intro[8:])
    if count * 16 + size > LIMIT:
        raise ValueError('its header is too large')
    index, store = stream.read(count * 16), stream.read(size)
    if len(index) < count * 16 or len(store) < size:
        raise ValueError('it ends in its header')
    return index, store


def _paths(entries: _Entries) -> Sequence[str]:
    if _OLD_PATHS in entries:
        return entries.texts(_OLD_PATHS)
    names, directories = entries.texts(_BASE_NAMES), entries.texts(_DIRECTORIES)
    where = entries.numbers(_DIRECTORY)
    if len(where) != len(names) or max(where, default=-1) >= len(directories):
        raise ValueError('its files lie in no directory')
    return [f'{directories[at]}{name}' for at, name in zip(where, names)]


def _files(entries: _Entries, count: int) -> Iterator[PackagedFile]:
    algorithm = next(iter(entries.numbers(_ALGORITHM)), _MD5)
    size = _LONG_SIZE if _LONG_SIZE in entries else _SIZE
    columns = [
        _column(entries, size if tag == _SIZE else tag, is_text, count) for tag, is_text in _COLUMNS
    ]
    for values in zip(*columns):
        file = PackagedFile(*values)
        yield file._replace(digest=f'{algorithm}:{file.digest}' if file.digest else '')


def _column(entries: _Entries, tag: int, is_text: bool, count: int) -> Sequence[Any]:
    """A value for each file; where no file has one, it is left out of the header."""
    found: Sequence[Any] = entries.texts(tag) if is_text else entries.numbers(tag)
    if len(found) not in (0, count):
        raise ValueError(f'tag {tag} is not there for each file')
    return found or ['' if is_text else 0] * count


def _text(data: bytes) -> str:
    """As createrepo_c has it in metadata: paths that are not UTF-8 are read as Latin-1."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode('latin-1')
