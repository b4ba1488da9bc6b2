"""repomd.xml: the list of a yum repo's metadata files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

LIMIT = 1_000_000
_REPO = '{http://linux.duke.edu/metadata/repo}'
_HREF = re.compile(r'repodata/([A-Za-z0-9][A-Za-z0-9._+-]{0,250})')


def data_files(data: bytes) -> Mapping[str, str]:
    """The checksums of the metadata files by name, empty where it is not SHA-256; raises ValueError
    on anything but a repomd.xml.
    """
    if b'<!DOCTYPE' in data or b'<!ENTITY' in data:
        raise ValueError('repomd.xml declares entities')
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - without declarations there is nothing to expand
    except ElementTree.ParseError as error:
        raise ValueError(f'repomd.xml is no XML: {error}') from error
    found = dict(_file(entry) for entry in root.findall(f'{_REPO}data'))
    if not any('primary' in name for name in found):
        raise ValueError('repomd.xml names no primary metadata')
    return found


def _file(entry: ElementTree.Element) -> tuple[str, str]:
    location, checksum = entry.find(f'{_REPO}location'), entry.find(f'{_REPO}checksum')
    match = _HREF.fullmatch(location.get('href', '')) if location is not None else None
    if not match:
        raise ValueError('repomd.xml names a file outside repodata/')
    is_sha256 = checksum is not None and checksum.get('type') == 'sha256'
    return match[1], (checksum.text or '').strip() if is_sha256 and checksum is not None else ''
