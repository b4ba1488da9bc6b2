"""What an RPM file and a build may be called: names that can stand in paths and in lists."""

from __future__ import annotations

import re

_WORD = r'[A-Za-z0-9][A-Za-z0-9._+~^-]'
BUILD = re.compile(_WORD + '{0,254}')
RPM_FILE = re.compile(_WORD + r'{0,250}\.rpm')

# Those that rpm builds for.
_ARM = ('aarch64', 'armv5tel', 'armv6hl', 'armv7hl')
_PPC = ('ppc', 'ppc64', 'ppc64le')
_X86 = ('i386', 'i486', 'i586', 'i686', 'x86_64')
_OTHERS = ('ia64', 'loongarch64', 'mips64el', 'riscv64', 's390', 's390x')
ARCHES = ('noarch', *_ARM, *_PPC, *_X86, *_OTHERS)


def file_of(name: str, version: str, release: str, arch: str) -> str:
    """What a package's file is called, by its header; it may be no `RPM_FILE`."""
    return f'{name}-{version}-{release}.{arch}.rpm'
