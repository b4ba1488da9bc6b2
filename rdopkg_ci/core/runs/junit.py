"""A result as JUnit XML, one case a step, for servers that read nothing else."""

from __future__ import annotations

from xml.etree import ElementTree

from rdopkg_ci.core.runs.result import Result, StepOutcome, StepResult
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.text.terminal import safe, safe_line


def dump(result: Result) -> bytes:
    outcomes = [step.outcome for step in result.steps]
    bad = outcomes.count(StepOutcome.FAILED)
    is_error = result.verdict is Verdict.ERRORED
    suite = ElementTree.Element(
        'testsuite',
        name=f'{result.phase}.{result.target}',
        tests=str(len(result.steps)),
        failures=str(0 if is_error else bad),
        errors=str(bad if is_error else 0),
        skipped=str(outcomes.count(StepOutcome.SKIPPED)),
        time=f'{(result.finished - result.started).total_seconds():.3f}',
    )
    for step in result.steps:
        case = ElementTree.SubElement(
            suite, 'testcase', classname=result.phase, name=step.name, time=f'{step.seconds:.3f}'
        )
        if step.outcome is StepOutcome.SKIPPED:
            ElementTree.SubElement(case, 'skipped', message=safe_line(step.reason))
        elif step.outcome is StepOutcome.FAILED:
            element = ElementTree.SubElement(case, 'error' if is_error else 'failure')
            _fill(element, step, result)
    return bytes(ElementTree.tostring(suite, encoding='utf-8', xml_declaration=True))


def _fill(element: ElementTree.Element, step: StepResult, result: Result) -> None:
    """Why the step failed; the proof is known of the first that did."""
    cause = result.cause
    if cause and cause.step in ('', step.name):
        element.set('message', safe(cause.summary))
        element.text = safe('\n'.join(line.text for line in cause.lines))
    else:
        element.set('message', safe(step.reason or 'failed'))
