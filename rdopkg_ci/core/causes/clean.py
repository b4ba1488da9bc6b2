"""A raw line made readable: without control sequences, and bare of what the machinery wrote before
it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rdopkg_ci.core.text.terminal import safe

# Of a long line the end counts more than the middle: a chain of reasons ends with the first.
SHOWN, END = 500, 120
# A line near a cause or the end is looked at by several, soon after one another.
SOON = 512
ENOUGH = 40
# Jenkins console notes: ESC [8mha: BASE64 ESC [0m (hudson.console.ConsoleNote).
_NOTE = re.compile(rb'\x1b\[8mha:[A-Za-z0-9+/=]*\x1b\[0m')
# The same where somebody copied the text without what a terminal hides.
_BARE_NOTE = re.compile(r'ha:////[A-Za-z0-9+/]{40,}={1,2}')
# What GitHub and Azure write before a line that a step, an action or the service itself declares to
# be an error, or none.
ANNOTATION, WARNING = '##[error]', '##[warning]'
_TIME = r'\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d)(?!\w))?\]?'
_PREFIX = re.compile(
    rf'(?:{_TIME}(?:\s+\||:(?=\s)|\s+\d\d[OE](?=[ +])\+?)?'  # timestamper, GitHub, devstack, zuul
    r'|\[\s*\d+(?:\.\d+)?s?\]'  # seconds since the start: obs, dmesg
    r'|\d\d:\d\d:\d\d(?:[.,]\d+)?(?=\s)'
    r'|\[\d\d:\d\d:\d\d\]'
    r'|\[task \d{4}-\d\d-\d\dT[\d:.]+Z\]|\[taskcluster [^\]]*\]'
    r'|DEBUG util\.py:\d+:|(?:DEBUG|INFO|ERROR|WARNING) [a-z_]+\.py:\d+:'  # mock
    r'|BUILDSTDERR:|INFO:kolla[\w.-]*:|\[ (?:DEBUG|INFO|WARNING|ERROR) *\]: \d\d:\d\d:\d\d \|'
    r' (?:system|bootstrap): '  # koji, kolla, kiwi
    r'|p=\d+ u=\S+(?: n=\S+(?: [A-Z]+(?=\|))?)? ?\|'  # ansible's own log
    r'|##\[(?:error|warning)\]'
    r'|travis_(?:fold|time):\S+'
    r'|#\d+ (?:(?:\d+\.\d+)?(?=\s)|(?=ERROR|CANCELED))|\d{1,4}\.\d{1,3} (?=\S)'  # buildkit
    # zuul, docker-compose; not the host that an ad hoc command of Ansible tells of
    r'|(?!TEST-)[A-Za-z0-9._-]{2,40} \|(?! [A-Z]+!? (?:=>|\|))(?: (?=\S)| +(?=["{}\[\]]))'
    r')\s*',
)


@lru_cache(maxsize=SOON)
def shown(raw: bytes) -> str:
    """The line for people: as it is, but for control sequences, of all that a progress bar drew
    only the last, and of a long one the beginning and the end.
    """
    raw = raw.strip(b'\r\n')
    text = raw.decode('utf-8', 'replace').replace('\t', '    ')
    if not (text.isascii() and text.isprintable()):
        text = _readable(raw)
    if 'ha:////' in text:
        text = _BARE_NOTE.sub('', text)
    text = text.rstrip()
    return text if len(text) <= SHOWN else f'{text[: SHOWN - END]} … {text[-END:]}'


def _readable(raw: bytes) -> str:
    if b'\x1b' in raw:
        raw = _NOTE.sub(b'', raw)
    drawn = (
        safe(part.decode('utf-8', 'replace').replace('\t', '    '))
        for part in reversed(raw.split(b'\r'))
    )
    # A colour that ends behind it draws nothing over it.
    return next((text for text in drawn if text.strip()), '')


def quoted(raw: bytes) -> str:
    """The line as evidence: a long one without its prefix, a short one whole, for then its prefix
    may be what tells it apart.
    """
    text = shown(raw)
    stripped = bare(text)
    return stripped if len(stripped) >= ENOUGH else text


@lru_cache(maxsize=SOON)
def bare(text: str) -> str:
    """Without time stamps and the names of machines and tools before it; leading white space after
    those stays.
    """
    for _ in range(4):
        match = _PREFIX.match(text)
        if not match or match.end() == len(text):
            break
        text = text[match.end() :]
    return text.strip()
