"""The environment of the policy's commands: a list, for what is in ours is nobody's business, the
tokens of servers above all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

ALWAYS = ('PATH', 'HOME', 'USER', 'LOGNAME', 'LANG', 'TZ')
PROXIES = ('http_proxy', 'https_proxy', 'no_proxy')


def listed(environ: Mapping[str, str], names: Iterable[str], temporary: str) -> Mapping[str, str]:
    """Of ``environ`` what every command may see and ``names``; temporary files go to
    ``temporary``.
    """
    proxies = {*PROXIES, *(name.upper() for name in PROXIES)}
    allowed = {*ALWAYS, *proxies, *names}
    found = {
        name: value for name, value in environ.items() if name in allowed or name.startswith('LC_')
    }
    return {'TERM': 'dumb', **found, 'TMPDIR': temporary}
