"""Their job against ours: the same in every form that a version gives it back, and no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from servers.standin import config

from rdopkg_ci.core.jobs import canonical, config_xml
from rdopkg_ci.core.jobs.comparison import JobComparison, JobState, compare, is_left
from rdopkg_ci.core.jobs.job_definition import GATE, JobDefinition, JobParameter, wanted

EVERY = {job.name: job for job in wanted(['el6'])}
PHASE1 = EVERY['rdo-phase1']
OURS = config_xml.dump(PHASE1)


def changed(old: str, new: str) -> bytes:
    assert old.encode() in OURS
    return OURS.replace(old.encode(), new.encode())


def test_which_jobs_are_wanted() -> None:
    phases = ('rdo-phase1', 'rdo-phase2', 'rdo-stage')
    assert sorted(EVERY) == sorted([GATE, *phases, *(f'{name}-el6' for name in phases)])
    assert len(wanted()) == 4


@pytest.mark.parametrize('job', EVERY.values(), ids=EVERY)
def test_a_job_is_one_line_without_parameters_in_it(job: JobDefinition) -> None:
    project = canonical.parse(config_xml.dump(job))
    [shell] = project.findall('builders/hudson.tasks.Shell/command')
    assert (shell.text or '').startswith('exec rdopkg ci ') and '\n' not in (shell.text or '')
    assert '$' not in (shell.text or '')


SAME: dict[str, Callable[[bytes], bytes]] = {
    'as it was sent': lambda data: data,
    'through a transformation': config.posted,
    'as the server saves it': lambda data: config.saved(data, [config.JUNIT]),
    'saved again': lambda data: config.saved(config.saved(data, [config.JUNIT]), [config.JUNIT]),
    'in another encoding of lines': lambda data: data.replace(b'\n', b'\r\n'),
    'with a comment': lambda data: data.replace(b'<actions />', b'<!-- kept by us -->'),
    'with another word in the description': lambda data: data.replace(b'<description>Runs', b'<description>Oh! Runs', 1),
    'with triggers of old': lambda data: data.replace(b'<triggers class="vector" />', b'<triggers />'),
    'as XML 1.1': lambda data: data.replace(b"version='1.0'", b"version='1.1'"),
    'with the JDK of a form': lambda data: data.replace(b'<triggers ', b'<jdk>(Default)</jdk><triggers '),
    'following links': lambda data: data.replace(b'</artifacts>', b'</artifacts><followSymlinks>true</followSymlinks>'),
    'with a new default': lambda data: data.replace(b'<scm ', b'<newFlag>false</newFlag><scm '),
    'its retention in the new place': lambda data: data.replace(
        b'<logRotator class="hudson.tasks.LogRotator">', b'<properties><jenkins.model.BuildDiscarderProperty><strategy class="hudson.tasks.LogRotator">'
    ).replace(b'</logRotator>', b'</strategy></jenkins.model.BuildDiscarderProperty>').replace(b'<properties>\n', b'', 1),
}  # fmt: skip


@pytest.mark.parametrize('form', SAME.values(), ids=SAME)
def test_it_is_the_same_in_every_form(form: Callable[[bytes], bytes]) -> None:
    assert compare(PHASE1, form(OURS)) == JobComparison(PHASE1, JobState.SAME)


EDITS = {
    'another command': (changed('exec rdopkg', 'nice rdopkg'), 'nice rdopkg ci run phase1'),
    'a step more': (
        changed('</builders>', '<hudson.tasks.Shell><command>rm -rf /</command></hudson.tasks.Shell></builders>'),
        'command: rm -rf /',
    ),
    'one at a time': (changed('<concurrentBuild>true', '<concurrentBuild>false'), 'concurrentBuild: true'),
    'kept for less': (changed('<numToKeep>1000', '<numToKeep>5'), 'numToKeep: 5'),
    'no quiet period': (changed('<quietPeriod>5</quietPeriod>', ''), 'quietPeriod: 5'),
    'a parameter less': (changed('<name>key</name>', '<name>kye</name>'), 'name: kye'),
    'a secret in colours': (changed('exec rdopkg', '\x1b[31mexec rdopkg'.replace('\x1b', '&#x1b;')), 'exec rdopkg'),
    'on some agents': (changed('<canRoam>true', '<assignedNode>el6</assignedNode><canRoam>false'), 'assignedNode: el6'),
    'sources': (
        changed('<scm class="hudson.scm.NullSCM" />', '<scm class="hudson.plugins.git.GitSCM"/>'),
        'scm (hudson.plugins.git.GitSCM):',
    ),
    'a pipeline': (b'<flow-definition/>', 'flow-definition, which is no freestyle project'),
    'an empty file': (b'', 'it is not XML'),
    'a page': (b'<html><p>Sign in</html>', 'it is not XML'),
    'a bomb': (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><project>&a;</project>', 'it declares a document type'),
    'too much of it': (b'<project>' + b' ' * canonical.LIMIT + b'</project>', 'bytes; at most'),
    'nested without end': (b'<project>' * 100_000, 'it is not XML'),
    'nested deep': (b'<a>' * 50_000 + b'</a>' * 50_000, 'nested more than 100 deep'),
    'wide': (b'<project>' + b'<a><b>c</b></a>' * 50_000 + b'</project>', 'a:'),
    'many steps': (changed('</builders>', '<x.Y/>' * 50_000 + '</builders>'), 'lines more'),
}  # fmt: skip


@pytest.mark.parametrize(('theirs', 'shown'), EDITS.values(), ids=EDITS)
def test_an_edit_is_seen_and_shown(theirs: bytes, shown: str) -> None:
    found = compare(PHASE1, theirs)
    assert found.state is JobState.EDITED
    assert shown in '\n'.join(found.diff)
    assert '\x1b' not in ''.join(found.diff)


@pytest.mark.parametrize(
    ('theirs', 'kept', 'said'),
    [
        (changed('<numToKeep>1000', '<numToKeep>5000'), 5000, 'it keeps 5,000 builds'),
        (changed('<numToKeep>1000', '<numToKeep>-1'), -1, 'it keeps all builds'),
        (SAME['its retention in the new place'](changed('>1000<', '>99<')), 99, 'keeps 99 builds'),
    ],
    ids=['more', 'all', 'less, in the new place'],
)
def test_an_edit_of_how_many_builds_stay_is_known(theirs: bytes, kept: int, said: str) -> None:
    found = compare(PHASE1, theirs)
    assert (found.state, found.kept) == (JobState.EDITED, kept)
    assert found.may_be_kept is (kept == 5000)
    assert said in found.retention and found.retention.endswith('jenkins.keep says 1,000')
    assert compare(PHASE1._replace(keep=kept), theirs).state is JobState.SAME
    other = theirs.replace(b'exec rdopkg', b'nice rdopkg')
    assert compare(PHASE1, other).kept is None, 'something else is edited too'


@pytest.mark.parametrize('job', EVERY.values(), ids=EVERY)
def test_a_disabled_job_is_called_so(job: JobDefinition) -> None:
    off = config_xml.dump(job).replace(b'<disabled>false', b'<disabled>true')
    assert compare(job, off) == JobComparison(job, JobState.EDITED, is_disabled=True)
    more = compare(job, off.replace(b'exec rdopkg', b'nice rdopkg'))
    assert more.is_disabled and 'nice rdopkg' in '\n'.join(more.diff)
    assert 'disabled' not in ''.join(more.diff)


def test_what_is_left_of_a_label_is_known_as_ours() -> None:
    theirs = config_xml.dump(EVERY['rdo-phase1-el6'])
    assert is_left(theirs) and is_left(theirs.replace(b'<disabled>false', b'<disabled>true'))
    assert not is_left(theirs.replace(b'exec rdopkg', b'nice rdopkg')) and not is_left(b'')


def test_how_many_builds_of_the_gate_stay_is_for_the_admin_to_say() -> None:
    gate = EVERY[GATE]
    theirs = config_xml.dump(gate).replace(b'<numToKeep>500', b'<numToKeep>9')
    assert compare(gate, theirs).state is JobState.SAME


def test_what_an_earlier_version_of_ours_made_is_no_edit() -> None:
    earlier = config_xml.dump(PHASE1._replace(command='exec rdopkg ci phase1', keep=50))
    found = compare(PHASE1, earlier)
    assert found.state is JobState.OLD
    assert '-    command: exec rdopkg ci phase1' in found.diff
    assert compare(PHASE1, config.saved(earlier, [config.JUNIT])).state is JobState.OLD


# What Hudson 2.2.1 made of this, and what it keeps after it was disabled and enabled.
SAMPLE = JobDefinition(
    'rdo-sample',
    'Runs phase1 for one target.',
    'exec rdopkg ci run phase1',
    keep=1000,
    parameters=(JobParameter('target', 'the target'), JobParameter('key', 'its key')),
    timer='*/5 * * * *',
    label='el6',
    junit=True,
)
INHERITABLE = {
    form: Path(__file__).with_name(f'hudson-2.2.1-{form}.xml').read_bytes()
    for form in ('created', 'saved')
}
INHERITABLE_EDITS = {
    'command': (b'exec rdopkg', b'nice rdopkg'),
    'timer': (b'*/5 *', b'*/9 *'),
    'parameter': (b'<name>key<', b'<name>kye<'),
    'label': (b'>el6<', b'>el7<'),
    'results': (b'result/**', b'**'),
    'retention': (b'>1000<', b'>1<'),
    'at once': (b'<originalValue class="boolean">true', b'<originalValue class="boolean">false'),
    'sources': (
        b'<originalValue class="hudson.scm.NullSCM"/>',
        b'<originalValue class="hudson.scm.CVSSCM"/>',
    ),
    'disabled': (b'<disabled>false', b'<disabled>true'),
    'step more': (
        b'</hudson.tasks.Shell>',
        b'</hudson.tasks.Shell><hudson.tasks.Shell><command>id</command></hudson.tasks.Shell>',
    ),
}


@pytest.mark.parametrize('data', INHERITABLE.values(), ids=INHERITABLE)
def test_the_form_of_jobs_that_inherit_is_the_same(data: bytes) -> None:
    assert compare(SAMPLE, data) == JobComparison(SAMPLE, JobState.SAME)
    newer = SAMPLE._replace(command='exec rdopkg ci run phase1 --new')
    assert compare(newer, data).state is JobState.OLD


@pytest.mark.parametrize('edit', INHERITABLE_EDITS.values(), ids=INHERITABLE_EDITS)
@pytest.mark.parametrize('data', INHERITABLE.values(), ids=INHERITABLE)
def test_an_edit_of_that_form_is_seen(data: bytes, edit: tuple[bytes, bytes]) -> None:
    assert edit[0] in data
    assert compare(SAMPLE, data.replace(*edit)).state is JobState.EDITED


@pytest.mark.parametrize('data', INHERITABLE.values(), ids=INHERITABLE)
def test_mutants_of_that_form_are_told_of(data: bytes) -> None:
    """Whatever is missing of it, it can be compared."""
    lines = data.splitlines(keepends=True)
    for at in range(2, len(lines) - 1):
        for count in (1, 3, 8):
            compare(SAMPLE, b''.join(lines[:at] + lines[at + count :]))


def test_steps_that_the_server_dropped_are_named() -> None:
    found = compare(PHASE1, config.saved(OURS))
    assert found.dropped == (config.JUNIT,)
    assert compare(PHASE1, None).state is JobState.MISSING
