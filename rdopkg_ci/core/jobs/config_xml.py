"""A job as Jenkins' config.xml: elements in the order in which it writes them itself."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from rdopkg_ci.core.jobs import canonical
from rdopkg_ci.core.jobs.job_definition import JobDefinition

# Seconds in the queue, where a request that is made twice is one still.
QUIET = 5


def dump(job: JobDefinition) -> bytes:
    """The text of the file, the digest of what it says in its description."""
    digest = canonical.digest(canonical.lines_of(_project(job, '')))
    project = _project(job, f'{job.summary}\n{canonical.note(digest)}')
    indent(project)
    text: str = tostring(project, 'unicode')
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{text}\n".encode()


def _project(job: JobDefinition, description: str) -> Element:
    project = Element('project')
    SubElement(project, 'actions')
    _text(project, 'description', description)
    _text(project, 'keepDependencies', 'false')
    _rotation(project, job.keep)
    _parameters(SubElement(project, 'properties'), job)
    SubElement(project, 'scm', {'class': 'hudson.scm.NullSCM'})
    if job.is_of_phase:
        _text(project, 'quietPeriod', str(QUIET))
    if job.label:
        _text(project, 'assignedNode', job.label)
    _text(project, 'canRoam', 'false' if job.label else 'true')
    _text(project, 'disabled', 'false')
    _timer(SubElement(project, 'triggers', {'class': 'vector'}), job.timer)
    # Runs are many at once; of the gate one is enough.
    _text(project, 'concurrentBuild', 'true' if job.is_of_phase else 'false')
    shell = SubElement(SubElement(project, 'builders'), 'hudson.tasks.Shell')
    _text(shell, 'command', job.command)
    _publishers(SubElement(project, 'publishers'), job)
    SubElement(project, 'buildWrappers')
    return project


def _rotation(project: Element, keep: int) -> None:
    """In the old place, which every version reads."""
    rotation = SubElement(project, 'logRotator', {'class': 'hudson.tasks.LogRotator'})
    _text(rotation, 'daysToKeep', '-1')
    _text(rotation, 'numToKeep', str(keep))
    _text(rotation, 'artifactDaysToKeep', '-1')
    _text(rotation, 'artifactNumToKeep', '-1')


def _parameters(properties: Element, job: JobDefinition) -> None:
    if job.parameters:
        holder = SubElement(properties, 'hudson.model.ParametersDefinitionProperty')
        definitions = SubElement(holder, 'parameterDefinitions')
        for one in job.parameters:
            definition = SubElement(definitions, 'hudson.model.StringParameterDefinition')
            _text(definition, 'name', one.name)
            _text(definition, 'description', one.description)
            _text(definition, 'defaultValue', '')


def _timer(triggers: Element, spec: str) -> None:
    if spec:
        _text(SubElement(triggers, 'hudson.triggers.TimerTrigger'), 'spec', spec)


def _publishers(publishers: Element, job: JobDefinition) -> None:
    if job.is_of_phase:
        archiver = SubElement(publishers, 'hudson.tasks.ArtifactArchiver')
        _text(archiver, 'artifacts', 'result/**')
    if job.is_of_phase and job.junit:
        tests = SubElement(publishers, 'hudson.tasks.junit.JUnitResultArchiver')
        _text(tests, 'testResults', 'result/result.xml')


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
