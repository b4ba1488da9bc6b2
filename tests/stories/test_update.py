"""`rdopkg update FILE`: from the file to the review."""

from __future__ import annotations

import json
import re
import subprocess

import pytest
from box import Box
from life import GLANCE, own_sources, pool, ready
from rpmkit import Words, build

UPDATE = """\
notes: |-
  Fix CVE-2015-1851

  --- and more
builds:
  - id: openstack-cinder-2015.1.0-3.el7
    source: dummy
    repo: kilo
    dist: epel-7
  - id: openstack-cinder-2015.1.0-3.fc22
    source: dummy
    repo: kilo
    dist: fedora-22
    tag: common
"""


def submit(box: Box, text: str = UPDATE, *options: str) -> str:
    """The id of the update."""
    said = box.run('update', box.write('up.yml', text), *options)
    match = re.match(
        r'([a-z0-9]{4}): change \d+(?:, unchanged|, new patch set)?, topic kilo_el7_f22\n', said.out
    )
    assert match, said.out
    return match[1]


def test_an_update_becomes_a_review_with_a_computed_topic(box: Box) -> None:
    update_id = submit(box)
    assert box.files() == ['ci.yml'], 'nothing is merged yet'
    message = box.git('log', '-1', '--format=%B', 'refs/changes/01/1/1')
    lines = message.splitlines()
    assert lines[0] == f'New {update_id}'
    assert 'openstack-cinder-2015.1.0-3.el7 @ dummy -> kilo / el7' in lines
    assert 'openstack-cinder-2015.1.0-3.fc22 @ dummy -> kilo / f22 [common]' in lines
    assert re.fullmatch('Change-Id: I[0-9a-f]{40}', lines[-1]) and lines[-2] == ''
    content = box.git('show', f'refs/changes/01/1/1:updates/{update_id}.yml')
    assert 'dist: el7' in content and 'epel-7' not in content, 'spelled as the policy spells it'


def test_the_same_builds_again_are_the_same_update(box: Box) -> None:
    first = submit(box)
    before = box.git('for-each-ref')
    assert submit(box) == first
    assert box.git('for-each-ref') == before
    assert submit(box, UPDATE.replace('and more', 'and less')) == first, (
        'other notes are a new patch set'
    )
    assert 'refs/changes/01/1/2' in box.git('for-each-ref')


def test_work_in_progress_waits_for_its_author_until_it_is_lifted(box: Box) -> None:
    name = box.demo('good.yml')
    box.run('update', name, '--wip')
    board = box.run('ci', 'status', code=8).out
    assert 'no run yet, it waits for its author\n' in board
    lifted = box.run('update', name).out
    assert ', ready for the gate, topic ' in lifted and 'next: the gate starts phase1' in lifted
    assert 'no run yet, it waits for the gate' in box.run('ci', 'status', code=8).out
    assert ', work in progress from here on, topic ' in box.run('update', name, '--wip').out
    for words, action in ((), 'marked-ready'), (('--wip',), 'marked-wip'):
        [event] = box.json('update', name, *words)['events']
        assert (event['action'], event['detail']) == (action, '1')
    assert box.json('update', name, '--wip')['events'] == []


def test_an_author_whom_git_does_not_know_is_told_and_known_again(box: Box) -> None:
    known = {name: box.environ.pop(name) for name in ('GIT_AUTHOR_NAME', 'GIT_AUTHOR_EMAIL')}
    box.environ['LOGNAME'] = 'jane'
    said = box.run('update', box.demo('good.yml'))
    assert said.err.startswith(
        'warning: git does not know who you are: the update is by jane <jane@localhost>\n'
        '  Say it with `git config --global user.name NAME` and '
    )
    box.environ.update(known)
    assert box.run('ci', 'status', 'mine', code=8).out.startswith(said.out[:4])
    box.environ['LOGNAME'] = 'joe'
    assert 'nothing' in box.run('ci', 'status', 'mine').out.lower()


def test_the_local_review_asks_nobody(box: Box) -> None:
    said = box.run('update', box.demo('good.yml'), '--reviewer', 'jane')
    assert said.err.endswith(
        'warning: the local review asks nobody: --reviewer and --cc count for nothing\n'
        '  They are for a Gerrit, set as gerrit.url.\n'
    )


def test_what_became_of_it_is_said(box: Box) -> None:
    name = box.write('up.yml', UPDATE)
    assert ': change 1, topic' in box.run('update', name).out
    assert ': change 1, unchanged, topic' in box.run('update', name).out
    box.write('up.yml', UPDATE.replace('and more', 'and less'))
    assert ': change 1, new patch set, topic' in box.run('update', name).out


def test_mended_builds_are_a_new_patch_set_with_id(box: Box) -> None:
    first = submit(box)
    mended = UPDATE.replace('2015.1.0-3', '2015.1.0-4')
    assert submit(box, mended, '--id', first) == first
    assert 'refs/changes/01/1/2' in box.git('for-each-ref')
    assert ': change 1, unchanged, ' in box.run('update', 'up.yml').out, 'without --id too'
    said = box.run('update', box.write('up.yml', mended), '--id', 'zz9z', code=2)
    assert "there is no update 'zz9z' to submit again" in said.err


def test_an_edit_of_what_is_merged_says_so(kilo: Box) -> None:
    [good] = pool(kilo, 'good')
    kilo.environ.update(GIT_AUTHOR_NAME='Jane', GIT_AUTHOR_EMAIL='jane@example.org')
    text = (kilo.work / 'good.yml').read_text('utf-8').replace('notes: |-', 'notes: |-\n  More.')
    name, told = kilo.write('better.yml', text), f'edits updates/{good}.yml: the notes change\n'
    planned = kilo.run('update', name, '-n').out
    assert f'action:  would open a new change\n{told}update {good} is by Packager\n' in planned
    assert f'\n    Edit {good}\n' in planned
    said = kilo.run('update', name).out
    assert f'{told}update {good} is by Packager\n' in said
    board = kilo.run('ci', 'status', code=8).out
    assert board.count(f'{good}  ') == 2 and f'\n      {told}' in board
    kilo.run('ci', 'gate')
    assert kilo.log()[:2] == [f'Edit {good}', f'New {good}']
    mended = text.replace(
        '  - id:', '  - {id: extra-1-1.el7, source: dummy, repo: kilo, dist: el7}\n  - id:', 1
    )
    found = kilo.json('update', kilo.write('mended.yml', mended), '--id', good)
    assert found['edit'] == f'edits updates/{good}.yml: adds extra-1-1.el7 (kilo/el7)'
    assert found['by'] == 'Packager', 'who brought it, whoever edited it since'


def test_another_version_under_review_is_said(box: Box) -> None:
    first = submit(box)
    newer = box.write('newer.yml', UPDATE.replace('2015.1.0-3', '2015.1.0-4'))
    said = box.run('update', newer).out
    assert f'(kilo/el7) is on its way too, in update {first} (change 1)' in said
    way = 'the older can go, by `rdopkg ci withdraw'
    assert f'{way} {first} ' in said
    older = box.write('older.yml', UPDATE.replace('2015.1.0-3', '2015.1.0-2'))
    said = box.run('update', older).out
    assert f'{way} {said[:4]} ' in said and f'{way} {first} ' not in said


def test_a_build_that_another_update_has_is_warned_of(box: Box) -> None:
    first = submit(box)
    more = UPDATE + '  - {id: python-more-1-1.el7, source: dummy, repo: kilo, dist: el7}\n'
    said = box.run('update', box.write('more.yml', more))
    assert (
        f'warning: openstack-cinder-2015.1.0-3.el7 (kilo/el7) is in update {first} too\n'
        in said.err
    )


@pytest.mark.parametrize(
    ('words', 'message'),
    [
        (('--without', 'abcd'), '--without: only with --phase2'),
        (('--phase2', '--id', 'abcd'), '--id: only without --phase2'),
    ],
)
def test_options_that_do_not_go_together(box: Box, words: tuple[str, ...], message: str) -> None:
    assert message in box.run('update', *words, code=2).err


def test_dry_run_shows_all_and_changes_nothing(box: Box) -> None:
    before = box.git('for-each-ref')
    said = box.run('update', box.write('up.yml', UPDATE), '--dry-run')
    assert re.match(
        r'update:  [a-z0-9]{4}\ntopic:   kilo_el7_f22\nchecks:  2 builds exist at their sources\n'
        r'action:  would open a new change\n\n    New',
        said.out,
    )
    assert '    Change-Id: I' in said.out
    assert box.git('for-each-ref') == before


def test_a_build_that_does_not_exist_is_named(box: Box) -> None:
    text = UPDATE.replace('source: dummy', 'source: local')
    said = box.run('update', box.write('up.yml', text), code=2)
    assert (
        'line 6: openstack-cinder-2015.1.0-3.el7 (kilo/el7) does not exist at its source local'
        in said.err
    )
    assert (
        'line 10: openstack-cinder-2015.1.0-3.fc22 (kilo/f22) does not exist at its source local'
        in said.err
    )
    assert '-a' in said.err
    bad = box.write('bad.yml', text.replace('openstack-cinder-2015.1.0-3.fc22', 'no nvr'))
    said = box.run('update', bad, code=2)
    assert re.search(r'line 6: .* does not exist .*\n  line 10: id .no nvr. must be ', said.err)
    said = box.run('update', bad, '-a', code=2)
    assert 'does not exist' not in said.err and "line 10: id 'no nvr' must be " in said.err
    assert box.git('for-each-ref', 'refs/changes') == ''
    submit(box, text, '-a')


def test_a_build_that_may_be_meant_is_named(box: Box) -> None:
    build = 'openstack-glance-2015.1.1-2.el7, source: local, repo: kilo, dist: el7'
    said = box.run('update', box.write('up.yml', f'notes: x\nbuilds: [{{id: {build}}}]\n'), code=2)
    assert (
        'openstack-glance-2015.1.1-2.el7 (kilo/el7) does not exist at its source local; did you'
        " mean 'openstack-glance-2015.1.1-1.el7'" in said.err
    )


def test_an_unknown_source_server_is_named(box: Box) -> None:
    said = box.run(
        'update', box.write('up.yml', UPDATE.replace('source: dummy', 'source: brew')), code=2
    )
    assert 'sources.brew_hub is not set' in said.err and '-a' in said.err


def test_every_problem_at_once_and_nothing_changed(box: Box) -> None:
    before = box.git('for-each-ref')
    text = UPDATE.replace('repo: kilo', 'repo: killo', 1).replace('dist: fedora-22', 'dist: f23')
    text += (
        '  - {id: gone-1-1, source: local, repo: kilo, dist: el7}\n'
        '  - {id: away-1-1, source: brew, repo: kilo, dist: el7}\n'
        'group: kilo\n'
    )
    box.environ.update(
        RDOPKG_CI_SOURCES_BREW_HUB='http://127.0.0.1:1/hub',
        RDOPKG_CI_SOURCES_BREW_TOP='http://127.0.0.1:1/top',
    )
    said = box.run('update', box.write('up.yml', text), code=2)
    told = [line[2:] for line in said.err.splitlines() if line.startswith('  line ')]
    assert [line.partition(':')[0] for line in told] == [
        f'line {number}' for number in (8, 13, 15, 16, 17)
    ]
    release, dist, gone, away, group = told
    assert "'killo'; did you mean 'kilo'?" in release and "'f23'" in dist
    assert 'gone-1-1 (kilo/el7) does not exist at its source local' in gone
    asked = 'cannot be looked up: source brew (sources.brew_hub): http://127.0.0.1:1/hub'
    assert f'away-1-1 (kilo/el7) {asked}' in away
    assert group.endswith("group 'kilo' is taken: it is a release; choose another")
    assert box.git('for-each-ref') == before


def test_notes_cut_by_a_hash_are_warned_of(box: Box) -> None:
    text = UPDATE.replace(
        'notes: |-\n  Fix CVE-2015-1851\n\n  --- and more', 'notes: Fix bug #1234'
    )
    said = box.run('update', box.write('up.yml', text), '--dry-run')
    assert said.err.startswith('warning: ') and 'line 1' in said.err and '#' in said.err


def test_topics(box: Box) -> None:
    juno = UPDATE.replace('kilo', 'juno').replace('fedora-22', 'f21')
    said = box.run('ci', 'topic', box.write('a.yml', UPDATE), box.write('b.yml', juno))
    assert said.out == 'kilo_el7_f22\njuno_epel-7_fedora-21\n'


def test_a_build_that_is_in_production_with_other_content_is_refused(kilo: Box) -> None:
    again = 'openstack-nova-2015.1.0-3.el7'
    build(own_sources(kilo), Words('openstack-nova', '2015.1.0', '3.el7', text='Built again.'))
    text = f'notes: Nova\nbuilds:\n- {{id: {again}, source: local, repo: kilo, dist: el7}}\n'
    said = kilo.run('update', kilo.write('nova.yml', text), code=2)
    told = (
        f'{again}.noarch.rpm of build {again} is in production with other content: build it again'
    )
    assert f'nova.yml:\n  line 3: {told}, with a higher release (kilo/el7)\n' in said.err
    kilo.run('update', 'nova.yml', '-a')
    assert 'voted -1' in kilo.run('ci', 'gate').out
    board = kilo.run('ci', 'status', code=3).out
    assert told in board and 'to blame: package (other-content)' in board
    assert 'next: you: better builds: `rdopkg update FILE --id ' in board


def test_a_build_that_was_built_again_since_another_update_is_ready_is_refused(kilo: Box) -> None:
    sources = own_sources(kilo)
    [good] = ready(kilo, 'good')
    build(sources, Words('openstack-glance', '2015.1.1', text='Built again.'))
    more = '  - {id: openstack-cinder-2015.1.0-3.el7, source: dummy, repo: kilo, dist: el7}\n'
    other = (kilo.work / 'good.yml').read_text() + more
    said = kilo.run('update', kilo.write('other.yml', other), code=2)
    assert f'line 4: {GLANCE}.noarch.rpm of build {GLANCE} is in update {good}, ready ' in said.err
    assert kilo.run('update', 'good.yml').out.endswith(f'these builds are in ready/{good}.yml\n')


def test_an_update_comes_from_standard_input(box: Box) -> None:
    first = submit(box)
    process = box.popen('update', '-', '--json', stdin=subprocess.PIPE)
    out, err = process.communicate(UPDATE.replace('and more', 'and less'), timeout=120)
    assert process.returncode == 0, err
    told = json.loads(out)
    assert (told['id'], told['events'][0]['action']) == (first, 'patch-set-added')
    process = box.popen('update', '-', stdin=subprocess.PIPE)
    _, err = process.communicate('notes: x\n', timeout=120)
    assert process.returncode == 2 and err.startswith('error: standard input:\n  line 1: ')
    process = box.popen('ci', 'topic', '-', stdin=subprocess.PIPE)
    assert process.communicate(UPDATE, timeout=120)[0] == 'kilo_el7_f22\n'
