"""Updates under review on a real Gerrit: a packager submits, the gate votes and submits."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from box import ROOT, Box
from gerritbox import GerritBox
from gerritkit import new_project, review_of
from servers.gerrit import PASSWORD, Gerrit

from rdopkg_ci.core.review.change import Change
from rdopkg_ci.errors import Refused

TOPIC = 'kilo_el7'
UPDATE = """notes: {notes}
builds:
- {{id: {build}, source: dummy, repo: kilo, dist: el7}}
"""


@pytest.fixture
def reviewed(kilo: Box, gerrit: Gerrit) -> Iterator[GerritBox]:
    yield GerritBox(kilo, gerrit)


def by_hand(subject: str) -> str:
    """A commit message as a person writes it."""
    return f'{subject}\n\nChange-Id: I{hashlib.sha1(subject.encode()).hexdigest()}\n'


def test_a_packager_submits(reviewed: GerritBox) -> None:
    name = reviewed.box.demo('good.yml')
    said = reviewed.run('packager', 'update', name, '--dry-run').out
    assert f'topic:   {TOPIC}\n' in said
    assert reviewed.changes() == []
    said = reviewed.run(
        'packager', 'update', name, '--wip', '--reviewer', 'another', '--cc', 'admin'
    ).out
    change = reviewed.change('status:open')
    number = change['_number']
    url = f'{reviewed.gerrit.url}/c/{reviewed.project}/+/{number}'
    *where, later = said.splitlines()
    asked = ['asked to look at it: another', 'told of it: admin']
    assert where == [f'{said[:4]}: change {number}, topic {TOPIC}', url, *asked]
    assert later.startswith('next: ')
    assert (change['topic'], change['work_in_progress']) == (TOPIC, True)
    there = {
        kind: [one['username'] for one in people] for kind, people in change['reviewers'].items()
    }
    assert there == {'REVIEWER': ['another'], 'CC': ['admin']}
    assert change['owner']['username'] == 'packager'


def test_an_edited_file_is_a_new_patch_set(reviewed: GerritBox) -> None:
    [good] = reviewed.submit('good')
    assert reviewed.run('packager', 'update', 'good.yml').out.startswith(f'{good}: change')
    path = reviewed.box.work / 'good.yml'
    path.write_text(path.read_text().replace('notes: |-', 'notes: |-\n  ---\n\n  More.\n'))
    said = reviewed.run('packager', 'update', 'good.yml').out
    assert 'new patch set' in said
    change = reviewed.change('status:open')
    assert change['revisions'][change['current_revision']]['_number'] == 2
    tip = reviewed.box.git('log', '-1', '--format=%B', change['current_revision'])
    assert tip.endswith(f'\nChange-Id: {change["change_id"]}')


def test_another_version_under_review_is_said(reviewed: GerritBox) -> None:
    [first] = reviewed.submit('good')
    text = (reviewed.box.work / 'good.yml').read_text().replace('2015.1.1-1', '2015.1.1-2')
    name = reviewed.box.write('newer.yml', text)
    said = reviewed.run('packager', 'update', name, '--no-check').out
    number = reviewed.changes()[0]['_number']
    assert f'is on its way too, in update {first} (change {number})' in said


def test_what_the_server_says_to_a_push_is_shown(reviewed: GerritBox) -> None:
    reviewed.deny('push', 'Registered Users', 'refs/for/refs/heads/*')
    said = reviewed.run('packager', 'update', reviewed.box.demo('good.yml'), code=4).err
    assert 'refuses the change' in said and 'not permitted' in said
    assert 'Ask an owner of the project in Gerrit for the right to push' in said


def test_a_wrong_password_is_said(reviewed: GerritBox) -> None:
    reviewed.box.environ['RDOPKG_CI_GERRIT_PASSWORD'] = 'wrong'
    said = reviewed.run('packager', 'update', reviewed.box.demo('good.yml'), code=4)
    assert 'what the variable RDOPKG_CI_GERRIT_PASSWORD has for packager' in said.err
    assert 'wrong' not in said.err


def test_an_author_that_the_server_does_not_know(reviewed: GerritBox) -> None:
    reviewed.box.environ['RDOPKG_CI_GERRIT_USER'] = 'packager'
    reviewed.box.environ['GIT_AUTHOR_EMAIL'] = 'nobody@example.org'
    name = reviewed.box.demo('good.yml')
    told = (
        'git has nobody@example.org for you: the account packager of the Gerrit has no such'
        ' address, and without the right Forge Committer it refuses what you push\n'
    )
    assert reviewed.box.run('update', name, '-n').err.startswith(f'warning: {told}  Set user.email')
    assert f'- gerrit identity: {told}' in reviewed.box.run('ci', 'doctor').out
    said = reviewed.box.run('update', name, code=4).err
    assert 'not registered in your account' in said
    assert 'Set user.email in your git config' in said


def test_withdrawing_abandons(reviewed: GerritBox) -> None:
    [good] = reviewed.submit('good')
    said = reviewed.run('ci', 'ci', 'withdraw', good, '--reason', 'too early').out
    assert 'abandoned' in said
    assert reviewed.change()['status'] == 'ABANDONED'


def test_an_author_without_the_right_to_push_withdraws_their_own(reviewed: GerritBox) -> None:
    [good] = reviewed.submit('good')
    said = reviewed.run('packager', 'ci', 'withdraw', good, '--reason', 'too early').out
    assert said == (
        f'{good}: change {reviewed.change()["_number"]} abandoned\n'
        f'{good}: no record in failed/: you may not push to the branch; the abandoned change alone'
        ' tells of it\n'
    )
    assert reviewed.change()['status'] == 'ABANDONED'
    assert f'failed/{good}.yml' not in reviewed.box.files()
    for command in ('status', 'show'):
        assert re.search(
            r'\n *withdrawn by Packager, \d{4}-\d\d-\d\d: too early\n *next: nothing; ',
            reviewed.run('packager', 'ci', command, good).out,
        )
    again = reviewed.run('ci', 'ci', 'withdraw', good, '--reason', 'again').out
    assert again.startswith(f'{good}: nothing to do, it was withdrawn by Packager, ')
    name = reviewed.box.demo('good.yml')
    refused = reviewed.run('packager', 'update', name, '--id', good, code=2).err
    assert f'{good} was withdrawn by Packager, ' in refused and 'Leave --id out' in refused
    [other] = reviewed.submit('good')
    assert other != good and [other] == reviewed.submit('good')
    reviewed.run('packager', 'ci', 'withdraw', other, '--reason', 'too early')
    reviewed.submit('clash')
    reviewed.gate()
    merged = reviewed.run('packager', 'ci', 'status', '--json').out
    [row] = json.loads(merged)['updates']
    words = ('ci', 'withdraw', row['id'], '--reason', 'too late')
    assert 'not permitted' in reviewed.run('packager', *words, code=4).err


def test_the_gate_merges_what_passes_and_says_why_of_what_fails(reviewed: GerritBox) -> None:
    good, broken = reviewed.submit('good', 'broken')
    said = reviewed.gate().out
    assert f'{good}: merged' in said and f'{broken}: voted -1' in said
    assert f'updates/{good}.yml' in reviewed.box.files()
    red = reviewed.change('status:open')
    votes = [vote['value'] for vote in red['labels']['Verified']['all'] if vote['value']]
    spoken = [one for one in red['messages'] if one.get('tag') == 'autogenerated:rdopkg-ci~phase1']
    assert (votes, len(spoken)) == ([-1], 1)
    text = spoken[0]['message']
    assert 'openstack-heat-2015.1.1-1.el7 needs python-heat-cfntools >= 1.3' in text
    assert len(text.splitlines()) <= 60
    assert 'needs python-heat-cfntools' in reviewed.run('packager', 'ci', 'status', code=3).out
    assert reviewed.gate() == (0, '', '')
    assert reviewed.change('status:open')['messages'] == red['messages']


@pytest.mark.parametrize('state', ['wip', 'private'])
def test_what_is_not_ready_is_left_alone(reviewed: GerritBox, state: str) -> None:
    reviewed.submit('good')
    reviewed.do('packager', 'POST', '/reviewers', {'reviewer': 'ci'})
    reviewed.do('packager', 'POST', f'/{state}', {})
    assert reviewed.gate().out == ''
    assert reviewed.said() == []


def test_a_topic_is_repaired(reviewed: GerritBox) -> None:
    reviewed.submit('broken')
    reviewed.do('packager', 'PUT', '/topic', {'topic': 'mine'})
    assert f'topic set to {TOPIC}' in reviewed.gate().out
    assert reviewed.change()['topic'] == TOPIC


def test_who_may_not_set_the_topic_tests_all_the_same(reviewed: GerritBox) -> None:
    reviewed.submit('good')
    reviewed.do('admin', 'PUT', '/topic', {'topic': 'mine'})
    reviewed.deny('editTopicName')
    said = reviewed.gate().out
    assert 'topic not set: ' in said and 'merged' in said


def test_what_is_no_update_gets_its_problems_at_their_lines(reviewed: GerritBox) -> None:
    text = UPDATE.format(notes='Bad', build='foo-1-1').replace('dist: el7', 'dist: el77')
    reviewed.push({'updates/abcd.yml': text}, by_hand('New abcd'))
    reviewed.gate()
    [said] = reviewed.said()
    assert 'Verified-1' in said and 'not a valid update' in said
    number = reviewed.change()['_number']
    comments = reviewed.gerrit.ask('GET', f'/changes/{number}/comments')
    [comment] = comments['updates/abcd.yml']
    assert (comment['line'], 'el77' in comment['message']) == (3, True)


def unsatisfied(reviewed: GerritBox) -> str:
    expression = 'label:Code-Review=MAX AND -label:Code-Review=MIN'
    reviewed.gerrit.require(reviewed.project, 'Code-Review', expression)
    return r"submit requirement 'Code-Review' is unsatisfied\. A person has to give what is missing"


def without_rights(reviewed: GerritBox) -> str:
    reviewed.deny('submit')
    return r'Ask an owner of the project in Gerrit to grant Submit'


@pytest.mark.parametrize('lost', [unsatisfied, without_rights])
def test_what_is_not_merged_says_why_once(reviewed: GerritBox, lost: object) -> None:
    assert callable(lost)
    why = str(lost(reviewed))
    reviewed.submit('good')
    code = 4 if lost is without_rights else 0
    reviewed.gate(code)
    assert re.search(why, '\n'.join(reviewed.said()))
    board = ' '.join(reviewed.run('packager', 'ci', 'status', code=8).out.split())
    assert re.search(why, board)
    # Nothing is wrong with it.
    assert 'phase1 . waiting' in board and 'failed' not in board
    before = reviewed.said()
    reviewed.gate(code)
    assert reviewed.said() == before


def test_without_the_right_to_vote(reviewed: GerritBox) -> None:
    reviewed.deny('label-Verified', min=-1, max=1)
    reviewed.submit('good', 'broken')
    said = reviewed.gate(code=4)
    while said.err.count('we may not vote') < 2:
        # It ends with the first one, and the run of the other may go on still.
        said = reviewed.gate(code=4)
    assert 'grant us the label Verified' in said.err
    board = reviewed.run('packager', 'ci', 'status', code=None).out
    assert '+ passed' in board and 'x failed' in board


def test_without_the_label(reviewed: GerritBox) -> None:
    reviewed.submit('good')
    path = f'/projects/{reviewed.project}/parent'
    reviewed.gerrit.ask('PUT', path, {'parent': 'All-Projects'})
    reviewed.gate(code=None)
    board = ' '.join(reviewed.run('packager', 'ci', 'status', code=None).out.split())
    assert 'the project has no label Verified' in board and 'docs/gerrit.md' in board


def test_while_the_server_is_away_the_rest_is_shown(reviewed: GerritBox) -> None:
    [good] = reviewed.submit('good')
    reviewed.gate()
    reviewed.box.environ['RDOPKG_CI_GERRIT_URL'] = 'http://127.0.0.1:9/r'
    reviewed.box.environ['RDOPKG_CI_UPDATE_REPO'] = str(reviewed.repo.path)
    said = reviewed.run('packager', 'ci', 'status', code=1)
    assert f'{good}  updates/' in said.out
    away = 'warning: http://127.0.0.1:9/r/a/changes/ cannot be reached: Connection refused\n'
    assert said.err.startswith(away) and 'run this again when the Gerrit is back' in said.err
    assert reviewed.gate(code=1).err == said.err


def test_a_merge_conflict_is_for_the_packager(reviewed: GerritBox) -> None:
    [good] = reviewed.submit('good')
    reviewed.gate()
    path, at = reviewed.box.work / 'good.yml', f'updates/{good}.yml'
    path.write_text(path.read_text().replace('Glance', 'Our Glance'))
    assert 'change' in reviewed.run('packager', 'update', 'good.yml').out
    reviewed.box.edit(at, 'Glance', 'Their Glance')
    other = reviewed.submit('broken')
    said = reviewed.gate()
    assert f'{good}: not merged' in said.out and f'{other[0]}: voted -1' in said.out
    board = ' '.join(reviewed.run('packager', 'ci', 'status', code=None).out.split())
    assert 'submit the update again' in board
    assert reviewed.gate() == (0, '', '')


def test_other_changes_are_left_to_people(reviewed: GerritBox) -> None:
    reviewed.push({'README': 'text\n'}, by_hand('Write it down'))
    reviewed.push({'updates/a.yml': 'x\n', 'ci.yml': 'y\n'}, by_hand('Two files'))
    said = reviewed.gate().out
    assert said.count('no update, left to people') == said.count('changes the policy') == 1
    assert reviewed.gate().out == ''
    every = reviewed.changes()
    assert [change['status'] for change in every] == ['NEW', 'NEW']
    said = [sum('left to people' in one['message'] for one in c['messages']) for c in every]
    assert said == [1, 1]


def test_who_may_not_vote_leaves_a_change_to_people_once(reviewed: GerritBox) -> None:
    reviewed.deny('label-Verified', min=-1, max=1)
    reviewed.push({'README': 'text\n'}, by_hand('Write it down'))
    assert reviewed.gate().out.count('left to people') == 1
    assert reviewed.gate().out == ''


def asked_on_the_page(reviewed: GerritBox) -> list[tuple[str, str, Any]]:
    """What the page for admins has them ask of a server, for the project of the test."""
    page = (ROOT / 'docs' / 'gerrit.md').read_text('utf-8')
    service = reviewed.gerrit.ask('GET', '/groups/Service%20Users')['id']
    filled = page.replace('PASSWORD"', f'{PASSWORD}"').replace('SERVICE', service)
    found = re.findall(r'^(PUT|POST) +(/\S+)\n((?: {5}.*\n)+)', filled, re.M)
    assert found
    return [
        (method, path.replace('/rdo-update', f'/{reviewed.project}'), json.loads(body))
        for method, path, body in found
    ]


def test_the_page_for_admins(reviewed: GerritBox) -> None:
    path = f'/projects/{reviewed.project}/parent'
    reviewed.gerrit.ask('PUT', path, {'parent': 'All-Projects'})
    *first, last = asked_on_the_page(reviewed)
    for method, path, body in first:
        reviewed.gerrit.ask(method, path, body)
    [good] = reviewed.submit('good')
    said = reviewed.run('rdo-ci', 'ci', 'gate').out
    assert f'{good}: voted +1' in said and "'Code-Review' is unsatisfied" in said
    reviewed.gerrit.ask(*last)
    assert f'{good}: merged' in reviewed.run('rdo-ci', 'ci', 'gate').out
    reviewed.run('rdo-ci', 'update', '--phase2', '--wait')
    assert f'ready/{good}.yml' in reviewed.box.files()
    number = str(reviewed.change('status:merged')['_number'])
    words = ('ci', 'revert', number, '--reason', 'too early')
    assert 'not permitted' in reviewed.run('packager', *words, code=4).err
    assert reviewed.run('rdo-ci', *words).out == f'moved to updates/: {good}\n'


def test_a_person_has_it_tested_again(reviewed: GerritBox) -> None:
    reviewed.submit('broken')
    reviewed.gate()
    reviewed.box.edit('ci.yml', 'recheck: anyone', 'recheck: [owner]')
    again, review = {'message': 'Heat is there.\n\nrecheck'}, '/revisions/current/review'
    reviewed.do('another', 'POST', review, again)
    number = reviewed.change()['_number']
    said = reviewed.gate().out
    assert said == f'change {number}: who asks to test it again is not listed in the policy\n'
    assert 'It lists owner.' in reviewed.said()[-1]
    assert reviewed.gate().out == '', 'it is said once'
    reviewed.do('another', 'POST', review, again)
    assert reviewed.gate().out == said, 'of each'
    reviewed.box.edit('ci.yml', 'recheck: [owner]', 'recheck: anyone')
    assert reviewed.gate().out == '', 'and for good'
    reviewed.do('packager', 'POST', review, again)
    said = reviewed.gate().out
    assert 'phase1 started again on kilo/el7' in said and 'voted -1' in said
    assert 'attempt 2' in reviewed.said()[-1]
    assert reviewed.gate().out == ''


def test_whole_topics_are_refused(tmp_path: Path) -> None:
    with Gerrit(tmp_path / 'site', {'change.submitWholeTopic': 'true'}) as gerrit:
        review = review_of(gerrit, new_project(gerrit), tmp_path)
        with pytest.raises(Refused, match='submits whole topics'):
            review.submit(Change(1, '', '', '', '', '', (), '', False, (), (), ''))


def test_doctor_looks_at_the_gerrit(reviewed: GerritBox) -> None:
    said = reviewed.run('ci', 'ci', 'doctor').out
    assert f'+ gerrit: {reviewed.gerrit.url}, version' in said
    assert '+ gerrit events: ci may follow them\n' in said
    assert f'+ gerrit project: {reviewed.project} has the label Verified\n' in said
    assert '- gerrit rights: nobody can know before there is an open change\n' in said
    reviewed.submit('good')
    assert '+ gerrit rights: ci may vote and set topics;' in reviewed.run('ci', 'ci', 'doctor').out
    said = reviewed.run('packager', 'ci', 'doctor').out
    assert 'gerrit events: packager may not follow them' in said and 'Stream Events' in said
    assert '- gerrit rights: packager lacks label-Verified −1 to +1, which only the gate' in said
    said = reviewed.run('packager', 'ci', 'doctor', '--gate', code=4).out
    assert 'x gerrit rights: packager lacks label-Verified −1 to +1\n' in said
    path = f'/projects/{reviewed.project}/submit_requirements/Verified'
    anything = {'name': 'Verified', 'submittability_expression': 'is:open'}
    reviewed.gerrit.ask('PUT', path, anything)
    said = reviewed.run('packager', 'ci', 'doctor', code=1).out
    assert 'x gerrit requirement: a change can be merged without Verified +1\n' in said
    reviewed.box.environ['RDOPKG_CI_GERRIT_URL'] = reviewed.gerrit.url.removesuffix('/r')
    said = reviewed.run('packager', 'ci', 'doctor', code=1).out
    assert 'x gerrit: ' in said and 'Set gerrit.url to where the list of changes is' in said


def test_by_ssh_and_with_the_password_of_netrc(reviewed: GerritBox, home: Path) -> None:
    reviewed.key('packager')
    netrc = home / '.netrc'
    netrc.write_text(f'machine 127.0.0.1 login packager password {PASSWORD}\n')
    netrc.chmod(0o600)
    del reviewed.box.environ['RDOPKG_CI_GERRIT_PASSWORD']
    place = f'packager@127.0.0.1:{reviewed.gerrit.ssh_port}/{reviewed.project}'
    reviewed.box.environ['RDOPKG_CI_UPDATE_REPO'] = f'ssh://{place}'
    name = reviewed.box.demo('good.yml')
    assert f'topic {TOPIC}' in reviewed.run('packager', 'update', name, '--reviewer', 'another').out
    assert reviewed.change('status:open')['owner']['username'] == 'packager'
    reviewed.box.environ.pop('RDOPKG_CI_UPDATE_REPO')
    reviewed.box.environ.pop('GIT_SSH_COMMAND')
    path = reviewed.box.work / name
    path.write_text(path.read_text().replace('Glance', 'Our Glance'))
    assert 'new patch set' in reviewed.run('packager', 'update', name).out
