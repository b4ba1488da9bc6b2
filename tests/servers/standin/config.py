"""A job's file: what it does, and what it reads back as."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

KNOWN = {
    'hudson.tasks.Shell',
    'hudson.tasks.ArtifactArchiver',
    'hudson.triggers.TimerTrigger',
    'hudson.model.ParametersDefinitionProperty',
}
JUNIT = 'hudson.tasks.junit.JUnitResultArchiver'


class Config(NamedTuple):
    parameters: dict[str, str]
    choices: dict[str, tuple[str, ...]]
    shells: tuple[str, ...]
    archives: tuple[str, ...]
    junit: str
    quiet: float | None
    label: str
    concurrent: bool
    disabled: bool


def parse(data: bytes) -> Config:
    """Raises ParseError for what is not XML, ValueError for what is no freestyle project."""
    root = ElementTree.fromstring(data)
    if root.tag != 'project':
        raise ValueError(f'{root.tag} is no freestyle project')
    definitions = root.findall('.//hudson.model.StringParameterDefinition')
    choices = {
        one.findtext('name') or '': tuple(choice.text or '' for choice in one.iter('string'))
        for one in root.findall('.//hudson.model.ChoiceParameterDefinition')
    }
    roams = (root.findtext('canRoam') or 'false') == 'true'
    quiet = root.findtext('quietPeriod')
    return Config(
        {
            **{
                one.findtext('name') or '': one.findtext('defaultValue') or ''
                for one in definitions
            },
            **{name: values[0] for name, values in choices.items()},
        },
        choices,
        tuple(one.findtext('command') or '' for one in root.findall('builders/hudson.tasks.Shell')),
        tuple(
            one.findtext('artifacts') or ''
            for one in root.findall('publishers/hudson.tasks.ArtifactArchiver')
        ),
        root.findtext(f'publishers/{JUNIT}/testResults') or '',
        float(quiet) if quiet else None,
        '' if roams else root.findtext('assignedNode') or '',
        root.findtext('concurrentBuild') == 'true',
        root.findtext('disabled') == 'true',
    )


def posted(data: bytes) -> bytes:
    """As given, written anew by a transformation that changes nothing."""
    root = ElementTree.fromstring(data)
    text = ElementTree.tostring(root, 'unicode', short_empty_elements=True)
    return b'<?xml version="1.1" encoding="UTF-8"?>' + text.encode()


def saved(data: bytes, plugins: Sequence[str] = ()) -> bytes:
    """As the server writes its own objects: unknown steps gone, defaults and plugins' versions
    there, in an order of its own.
    """
    root = ElementTree.fromstring(data)
    known = {*KNOWN, *plugins}
    for room in ('builders', 'publishers', 'buildWrappers', 'properties', 'triggers'):
        for holder in root.findall(room):
            for step in [one for one in holder if one.tag not in known]:
                holder.remove(step)
    for archiver in root.iter('hudson.tasks.ArtifactArchiver'):
        _default(archiver, {'fingerprint': 'false', 'defaultExcludes': 'true'})
    for shell in root.iter('hudson.tasks.Shell'):
        _default(shell, {'configuredLocalRules': ''})
    for tests in root.iter(JUNIT):
        tests.set('plugin', 'junit@1396')
        _default(tests, {'keepLongStdio': 'false', 'healthScaleFactor': '1.0'})
    for one in root.iter('hudson.model.StringParameterDefinition'):
        _default(one, {'trim': 'false'})
    _default(root, {'blockBuildWhenDownstreamBuilding': 'false'})
    root[:] = sorted(root, key=lambda child: child.tag)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, 'unicode', short_empty_elements=False)
    return b"<?xml version='1.1' encoding='UTF-8'?>\n" + text.encode()


def _default(element: Element, values: dict[str, str]) -> None:
    for name, text in values.items():
        if element.find(name) is None:
            ElementTree.SubElement(element, name).text = text
