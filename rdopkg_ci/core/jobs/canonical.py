"""A config.xml as lines that stay the same whichever version of Jenkins wrote it.

Some versions give back what they were given, others write it anew: with defaults, the versions of
plugins, other quotes. What no version means is left out, so that lines differ only where jobs do.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, ParseError, fromstring

from rdopkg_ci.core.jobs import inheritable

LIMIT = 2_000_000
_DEPTH = 100
# Of no meaning where they hold what nearly every element holds that was left out.
_DEFAULTS = {'', 'false', '-1'}
_TRUE = {'defaultExcludes', 'caseSensitive', 'canRoam'}
_ONES = {
    ('healthScaleFactor', '1.0'),
    ('stdioRetention', 'NONE'),
    ('jdk', '(Default)'),
    # Either is a default, by the version; we leave no links.
    ('followSymlinks', 'true'),
}
# Directly below the project their order says nothing.
_NO_CLASS = {'triggers', 'logRotator', 'parameterDefinitions'}
_IGNORED = {'description', 'actions'}
_NO_SOURCES = {'', 'hudson.scm.NullSCM'}
_ROTATION = 'jenkins.model.BuildDiscarderProperty'
_NOTE = re.compile(r'Kept by `rdopkg ci jobs`, digest ([0-9a-f]{16})\.')
# XML 1.1 may refer to control characters, which Python's parser of 1.0 does not know.
_REFERENCE = re.compile(
    rb'&#(?:x0*(?:[1-8bcef]|1[0-9a-f])|0*(?:[1-8]|1[124-9]|2[0-9]|3[01]));', re.I
)


def parse(data: bytes) -> Element:
    """The root of a config.xml. Raises ValueError, with the reason, for what is none, or too large,
    or declares entities, which no server's answer needs.
    """
    if len(data) > LIMIT:
        raise ValueError(f'it holds {len(data):,} bytes; at most {LIMIT:,} are read')
    if re.search(rb'<!\s*(?:DOCTYPE|ENTITY)', data, re.I):
        raise ValueError('it declares a document type or entities')
    try:
        # Without its declaration: 1.1 is what some write, and the text is UTF-8 in any case.
        text = re.sub(rb'^\s*<\?xml[^>]*\?>', b'', data, count=1)
        # Without a document type there are no entities to blow up.
        project = fromstring(_REFERENCE.sub(b'\xef\xbf\xbd', text))  # noqa: S314
    except (ParseError, ValueError, RecursionError) as error:
        raise ValueError(f'it is not XML: {error}') from error
    if _is_deep(project):
        raise ValueError(f'its elements are nested more than {_DEPTH} deep')
    inheritable.put_in_place(project)
    return project


def lines_of(project: Element) -> Sequence[str]:
    """What the job does, a line an element, indented by its depth; its description is no part."""
    found = {child.tag: child for child in project if not _is_ignored(child)}
    rotation = _rotation(project)
    if rotation is not None:
        found['logRotator'] = rotation
    lines = [] if project.tag == 'project' else [f'{project.tag}, which is no freestyle project']
    for tag in sorted(found):
        lines += _lines(found[tag], tag, 0)
    return lines


def enable(project: Element) -> bool:
    """Have it take builds; whether it did not."""
    found = project.find('disabled')
    is_disabled = found is not None and (found.text or '').strip() == 'true'
    if found is not None:
        project.remove(found)
    return is_disabled


def kept(project: Element) -> int:
    """How many builds of the job stay, -1 for all."""
    rotation = _rotation(project)
    if rotation is None:
        rotation = project.find('logRotator')
    text = '' if rotation is None else (rotation.findtext('numToKeep') or '').strip()
    return int(text) if re.fullmatch('[0-9]{1,9}', text) else -1


def _rotation(project: Element) -> Element | None:
    """In the new place, which counts before the old one."""
    return project.find(f'properties/{_ROTATION}/strategy')


def _is_deep(project: Element) -> bool:
    level = [project]
    for _ in range(_DEPTH):
        level = [child for element in level for child in element]
    return bool(level)


def _is_ignored(element: Element) -> bool:
    if element.tag == 'scm':
        return element.get('class', '') in _NO_SOURCES
    return element.tag in _IGNORED


def _lines(element: Element, tag: str, depth: int) -> Iterator[str]:
    inner = []
    for child in element:
        if child.tag != _ROTATION:
            inner += list(_lines(child, child.tag, depth + 1))
    # A reader sees a text of many lines as such.
    text = [line.rstrip() for line in (element.text or '').replace('\r', '').strip().split('\n')]
    kind = '' if tag in _NO_CLASS else element.get('class', '')
    if not inner and not kind and _is_default(tag, '\n'.join(text)):
        return
    head = f'{"  " * depth}{tag}{f" ({kind})" if kind else ""}:'
    if len(text) > 1:
        yield head
        yield from (f'{"  " * depth}  | {line}' for line in text)
    else:
        yield f'{head} {text[0]}'.rstrip()
    yield from inner


def _is_default(tag: str, text: str) -> bool:
    if '.' in tag:
        return False  # a step or property, which need not say anything
    if tag in _TRUE:
        return text in ('true', '')
    return text in _DEFAULTS or (tag, text) in _ONES


def digest(lines: Sequence[str]) -> str:
    return hashlib.sha256('\n'.join(lines).encode()).hexdigest()[:16]


def note(its_digest: str) -> str:
    """The sentence in a description by which a job is known as ours, and as it was then."""
    return f'Kept by `rdopkg ci jobs`, digest {its_digest}.'


def noted(project: Element) -> str:
    """The digest in the description of a job, empty where there is none."""
    found = _NOTE.search(project.findtext('description') or '')
    return found[1] if found else ''


def steps(project: Element) -> Sequence[str]:
    """The classes of what the job does, in their order."""
    rooms = (project.find(tag) for tag in ('triggers', 'builders', 'publishers', 'buildWrappers'))
    return [step.tag for room in rooms if room is not None for step in room]
