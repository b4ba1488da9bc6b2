"""repomd.xml: the list of a yum repo's metadata files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.etree import ElementTree

LIMIT = 1_000_000
_REPO = '{http://linux.duke.edu/metadata/repo}'
_HREF = re.compile(r'repodata/([A-Za-z0-9][A-Za-z0-9._+-]{0,250})')
_DECLARATION = re.compile(r'\s*<\?xml[^>]*\?>')
_HEX = re.compile('[0-9a-f]+')
# By the names that createrepo has for them ("sha" since 2003), with how many hex digits they have.
_ALGORITHMS = {
    'sha': ('sha1', 40),
    'sha1': ('sha1', 40),
    'sha224': ('sha224', 56),
    'sha256': ('sha256', 64),
    'sha384': ('sha384', 96),
    'sha512': ('sha512', 128),
}


class Checksum(NamedTuple):
    """``algorithm`` as hashlib names it; ``digest`` in small hex digits, as many as it has."""

    algorithm: str
    digest: str

    @classmethod
    def parse(cls, kind: str, text: str) -> Checksum:
        """Raises ValueError on anything else."""
        algorithm, length = _ALGORITHMS.get(kind.strip().lower(), ('', 0))
        digest = text.strip().lower()
        if not algorithm:
            raise ValueError('repomd.xml has a checksum that is neither sha1 nor sha2')
        if len(digest) != length or not _HEX.fullmatch(digest):
            raise ValueError(f'repomd.xml has a {algorithm} that is not {length} hex digits')
        return cls(algorithm, digest)


def data_files(data: bytes) -> Mapping[str, Checksum]:
    """The checksums of the metadata files by name; raises ValueError on anything but a
    repomd.xml.
    """
    try:
        # It is written in UTF-8 always; what claims to be anything else could hide declarations.
        text = _DECLARATION.sub('', data.decode('utf-8-sig'), count=1)
    except UnicodeDecodeError as error:
        raise ValueError('repomd.xml is not UTF-8') from error
    if '<!' in text.replace('<!--', ''):
        raise ValueError('repomd.xml declares entities')
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - without declarations there is nothing to expand
    except (ElementTree.ParseError, LookupError, ValueError, RecursionError) as error:
        raise ValueError(f'repomd.xml is not XML: {error}') from error
    found = dict(_file(entry) for entry in root.findall(f'{_REPO}data'))
    if not any('primary' in name for name in found):
        raise ValueError('repomd.xml names no primary metadata')
    return found


def _file(entry: ElementTree.Element) -> tuple[str, Checksum]:
    location, checksum = entry.find(f'{_REPO}location'), entry.find(f'{_REPO}checksum')
    match = _HREF.fullmatch(location.get('href', '')) if location is not None else None
    if not match:
        raise ValueError('repomd.xml names a file outside repodata/')
    if checksum is None:
        raise ValueError('repomd.xml names a file without a checksum')
    return match[1], Checksum.parse(checksum.get('type', ''), checksum.text or '')
