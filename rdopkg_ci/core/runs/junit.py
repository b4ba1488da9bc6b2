"""A result as JUnit XML, one case a step, for servers that read nothing else."""

from __future__ import annotations

from xml.etree import ElementTree

from rdopkg_ci.core.runs.result import Result
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.text.terminal import safe


def dump(result: Result) -> bytes:
    bad = [step for step in result.steps if not step.ok]
    element = 'error' if result.verdict is Verdict.ERRORED else 'failure'
    suite = ElementTree.Element(
        'testsuite',
        name=f'{result.phase}.{result.target}',
        tests=str(len(result.steps)),
        failures=str(len(bad) if element == 'failure' else 0),
        errors=str(len(bad) if element == 'error' else 0),
        time=f'{(result.finished - result.started).total_seconds():.3f}',
    )
    for step in result.steps:
        case = ElementTree.SubElement(
            suite, 'testcase', classname=result.phase, name=step.name, time=f'{step.seconds:.3f}'
        )
        if not step.ok:
            summary = result.cause.summary if result.cause else 'failed'
            lines = '\n'.join(line.text for line in result.cause.lines) if result.cause else ''
            ElementTree.SubElement(case, element, message=safe(summary)).text = safe(lines)
    return bytes(ElementTree.tostring(suite, encoding='utf-8', xml_declaration=True))
