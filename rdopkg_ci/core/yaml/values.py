"""The single values of a policy or of settings: URLs, times, numbers, dates, targets."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.characters import forbidden
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.core.yaml import fields
from rdopkg_ci.core.yaml.fields import Grammar
from rdopkg_ci.core.yaml.nodes import REFUSED, Node, ScalarNode
from rdopkg_ci.core.yaml.problems import Problems

GLOB = Grammar(
    re.compile(r'[A-Za-z0-9*?\[][A-Za-z0-9._+*?!\[\]-]{0,254}'),
    'up to 255 letters, digits and . _ + - * ? [ ]',
)
# The name of a test may follow: go-test:TestCart.
SIGNATURE = Grammar(
    re.compile(r'[a-z0-9][a-z0-9._-]{0,62}(?::[\w./:\[\]-]{1,120})?', re.A),
    'up to 63 small letters, digits and . _ -',
)
_TIME = re.compile(r'([1-9][0-9]{0,6})([smh])')
_SECONDS = {'s': 1, 'm': 60, 'h': 3600}
LONGEST = 7 * 24 * 3600


def url(node: Node, what: str, problems: Problems) -> str:
    """A file, http or https URL without a password in it; empty where it is none."""
    value = fields.line(node, what, problems)
    problem = _url_problem(value) if value else ''
    if problem:
        problems.add(node.line, f'{what} {problem}')
        return ''
    return lower_scheme(value)


def lower_scheme(value: str) -> str:
    """A URL with its scheme in small letters, as everybody who reads it compares it."""
    scheme, colon, rest = value.partition(':')
    return f'{scheme.lower()}{colon}{rest}'


def is_url(value: str) -> bool:
    """Whether `url` would take it."""
    return not forbidden(value) and not _url_problem(value)


def _url_problem(value: str) -> str:
    """What may hold a password is not shown, whether it is one to a parser of URLs or not."""
    problem = _plain_problem(value)
    return problem.replace(quoted(value), 'what is written there') if '@' in value else problem


def _plain_problem(value: str) -> str:
    try:
        parts = urlsplit(value)
        is_place = bool(parts.hostname) and (parts.port or 0) >= 0
    except ValueError as error:
        # The error's own words may hold the password, too.
        return 'is not a URL' if '@' in value else f'{quoted(value)} is not a URL: {error}'
    if parts.username is not None or parts.password is not None:
        return 'holds a user name or password; keep it in ~/.netrc'
    if re.search(r'[\s"\'<>`\\]', value):
        return f'{quoted(value)} holds a space or a quote; write it as %20 and the like'
    if parts.scheme == 'file':
        is_path = (
            parts.netloc in ('', 'localhost')
            and parts.path.startswith('/')
            and '..' not in parts.path.split('/')
        )
        return '' if is_path else f'{quoted(value)} is not a file URL: write file:///DIRECTORY'
    if parts.scheme in ('http', 'https') and is_place and not str(parts.hostname).startswith('-'):
        return ''
    return f'{quoted(value)} is not a URL that we read: use file:///…, http://… or https://…'


def target(node: Node, what: str, problems: Problems) -> Target | None:
    value = fields.line(node, what, problems)
    try:
        return Target.parse(value) if value else None
    except ValueError as error:
        problems.add(node.line, str(error))
        return None


def timeout(node: Node, what: str, problems: Problems) -> float | None:
    """Seconds out of ``90s``, ``120m`` or ``2h``."""
    value = written(node, what, problems)
    match = _TIME.fullmatch(value)
    seconds = int(match[1]) * _SECONDS[match[2]] if match else 0
    if 0 < seconds <= LONGEST:
        return float(seconds)
    if value:
        problems.add(
            node.line,
            f'{what} {quoted(value)} is not a time of up to 7 days such as 90s, 120m or 2h',
        )
    return None


def number(node: Node, what: str, most: int, problems: Problems, least: int = 0) -> int | None:
    value = written(node, what, problems)
    if re.fullmatch('0|[1-9][0-9]{0,6}', value) and least <= int(value) <= most:
        return int(value)
    if value:
        problems.add(node.line, f'{what} {quoted(value)} is not a number from {least} to {most}')
    return None


def flag(node: Node, what: str, problems: Problems) -> bool:
    """``true`` or ``false``, and none of the other words that YAML 1.1 takes for them."""
    value = written(node, what, problems)
    if value and value not in ('true', 'false'):
        problems.add(node.line, f'{what} {quoted(value)} is neither true nor false')
    return value == 'true'


def day(node: Node, what: str, problems: Problems) -> date | None:
    value = written(node, what, problems)
    try:
        if value and not re.fullmatch('[0-9]{4}-[0-9]{2}-[0-9]{2}', value):
            raise ValueError(value)
        return date.fromisoformat(value) if value else None
    except ValueError:
        problems.add(node.line, f'{what} {quoted(value)} is not a date such as 2015-03-01')
        return None


def word(node: Node, what: str, problems: Problems) -> str:
    """One word of a command: any value that is written out, numbers as they stand."""
    return (
        written(node, what, problems)
        if isinstance(node, ScalarNode) and node.kind == 'number'
        else fields.text(node, what, problems)
    )


def written(node: Node, what: str, problems: Problems) -> str:
    """A value as written, whatever YAML would make of it."""
    if isinstance(node, ScalarNode) and node.kind not in ('null', REFUSED):
        node = node._replace(kind='text')
    return fields.line(node, what, problems)
