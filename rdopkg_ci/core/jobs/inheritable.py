"""The form of a job on a Hudson since 2.2, where jobs inherit from others.

What may be inherited is in a map of properties, and what lies beside the map is of no meaning, or
refers into it. Once the server has saved the job by itself, steps are there as well, each alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

_MAP = 'project-properties'
_PARAMETERS = 'hudson.model.ParametersDefinitionProperty'
# What the server keeps for itself.
_ITS_OWN = ('creationTime', 'createdBy', 'cascadingChildrenNames', 'cascading-job-properties')
_ROOMS = {'trigger-property': 'triggers', 'external-property': 'publishers'}


def put_in_place(project: Element) -> None:
    """Have everything where the other members of the family have it."""
    for tag in _ITS_OWN:
        _remove(project, tag)
    entries = project.findall(f'{_MAP}/entry')
    _remove(project, _MAP)
    for entry in entries:
        name, value = (entry.findtext('string') or '').strip(), entry.find('*/originalValue')
        if name == 'parametersDefinitionProperties':
            _put_parameters(project, value)
        elif name == 'appointedNode':
            _put_label(project, value)
        elif not any(entry.find(kind) is not None for kind in _ROOMS):
            _put(project, name, value)
    for kind, room in _ROOMS.items():
        _put_steps(project, room, [entry for entry in entries if entry.find(kind) is not None])


def _put(project: Element, name: str, value: Element | None) -> None:
    _remove(project, name)
    if value is None or not name:
        return
    value.tag = name
    # The class of a plain value is that of every version.
    if name != 'scm':
        value.attrib.clear()
    project.append(value)


def _put_label(project: Element, value: Element | None) -> None:
    label = value.find('nodeName') if value is not None else None
    _put(project, 'assignedNode', label)
    _put(project, 'canRoam', value.find('canRoam') if value is not None else None)


def _put_parameters(project: Element, value: Element | None) -> None:
    properties = project.find('properties')
    if properties is None:
        properties = SubElement(project, 'properties')
    _remove(properties, _PARAMETERS)
    properties.extend(value if value is not None else ())


def _put_steps(project: Element, room: str, entries: Sequence[Element]) -> None:
    """They are in no order, for a job has at most one of each class."""
    if not entries:
        return
    _remove(project, room)
    values = [entry.find('*/originalValue') for entry in entries]
    steps = [value for value in values if value is not None]
    for step in steps:
        step.tag = step.attrib.pop('class', 'of no class')
    SubElement(project, room).extend(sorted(steps, key=lambda step: step.tag))


def _remove(parent: Element, tag: str) -> None:
    for child in parent.findall(tag):
        parent.remove(child)
