"""What an RPM file and a build may be called: names that can stand in paths and in lists."""

from __future__ import annotations

import re

_WORD = r'[A-Za-z0-9][A-Za-z0-9._+~^-]'
BUILD = re.compile(_WORD + '{0,254}')
RPM_FILE = re.compile(_WORD + r'{0,250}\.rpm')


def file_of(name: str, version: str, release: str, arch: str) -> str:
    """What a package's file is called, by its header; it may be no `RPM_FILE`."""
    return f'{name}-{version}-{release}.{arch}.rpm'
