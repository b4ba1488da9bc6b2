"""`rdopkg ci gate`: what passed is merged, what failed is voted down with the reason."""

from __future__ import annotations

import re

import pytest
from box import Box
from life import GLANCE, own_sources, pool, submit, unhooked

from rdopkg_ci.core.review.change import Proposal
from rdopkg_ci.doors.review.local import LocalReview

BROKEN = 'openstack-heat-2015.1.1-1.el7 needs python-heat-cfntools'


def test_gate_merges_what_passed_and_says_why_of_what_failed(kilo: Box) -> None:
    good, broken = submit(kilo, 'good', 'broken')
    said = kilo.run('ci', 'gate')
    assert sorted(said.out.splitlines()) == sorted(
        [
            f'{good}: phase1 started on kilo/el7',
            f'{broken}: phase1 started on kilo/el7',
            f'{good}: voted +1',
            f'{good}: merged into updates/',
            f'{broken}: voted -1',
            f'{broken}: kilo/el7: {BROKEN} >= 1.3, nothing provides it',
            f'{broken}: next: Packager: better builds: `rdopkg update FILE --id {broken}`',
        ]
    )
    assert kilo.files() == ['ci.yml', f'updates/{good}.yml']
    board = kilo.run('ci', 'status', code=3).out
    assert board.startswith('2 updates: 1 failed, 1 passed\n')
    assert re.search(
        rf'^{broken}  review 2    phase1  x failed    you .* Heat 2015.1.1$', board, re.M
    )
    assert f'{BROKEN} >= 1.3, nothing provides it\n' in board
    assert f'next: you: better builds: `rdopkg update FILE --id {broken}`\n' in board
    assert 'to blame: package (depsolve-unresolved)' in board
    assert re.search(
        rf'^{good}  updates/    -       \+ passed    you .* Glance 2015.1.1: fix', board, re.M
    )
    assert 'next: a release engineer: `rdopkg update --phase2 kilo`\n' in board


def test_gate_again_says_nothing_and_changes_nothing(kilo: Box) -> None:
    submit(kilo, 'good', 'broken')
    kilo.run('ci', 'gate')
    before = kilo.git('for-each-ref')
    assert kilo.run('ci', 'gate') == (0, '', '')
    assert kilo.git('for-each-ref') == before


def test_three_gates_at_once_do_what_one_does(kilo: Box) -> None:
    good, _ = submit(kilo, 'good', 'broken')
    gates = [kilo.popen('ci', 'gate') for _ in range(3)]
    said = [gate.communicate(timeout=120) for gate in gates]
    assert [gate.returncode for gate in gates] == [0, 0, 0], said
    assert kilo.files() == ['ci.yml', f'updates/{good}.yml']
    assert len(kilo.log()) == 2, 'merged once'
    assert len(list((kilo.home / 'runs' / 'phase1').glob('[!.]*'))) == 2, 'each target ran once'
    outs = ''.join(out for out, _ in said)
    assert outs.count(f'{good}: phase1 started on kilo/el7\n') == 1, 'who started it says so'
    changes = LocalReview(kilo.home / 'rdo-update.git', 'master').open_changes()
    assert [len(change.messages) for change in changes] == [1], 'said once'


def test_gate_once_does_not_wait(kilo: Box) -> None:
    kilo.hold()
    [good] = submit(kilo, 'good')
    assert kilo.run('ci', 'gate', '--once', code=8).out.endswith(
        f'phase1 started on kilo/el7\nfollow it: `rdopkg ci status {good} --watch`\n'
    )
    kilo.run('ci', 'status', code=8)
    assert kilo.run('ci', 'gate', '--once', code=8).out == ''
    kilo.let_go()
    kilo.run('ci', 'gate')
    assert kilo.run('ci', 'gate', '--once').out == ''


def test_a_better_patch_set_starts_over(kilo: Box) -> None:
    [broken] = pool(kilo, 'broken')
    mended = (kilo.work / 'broken.yml').read_text().replace('openstack-heat', 'openstack-glance')
    kilo.run('update', kilo.write('mended.yml', mended), '--id', broken)
    kilo.run('ci', 'gate')
    assert f'updates/{broken}.yml' in kilo.files()


def test_a_build_that_has_gone_since_is_the_cause(kilo: Box) -> None:
    sources = own_sources(kilo)
    [good] = submit(kilo, 'good')
    (sources / f'{GLANCE}.noarch.rpm').unlink()
    assert f'{good}: voted -1\n' in kilo.run('ci', 'gate').out
    board = kilo.run('ci', 'status', good, code=3).out
    said = f'x failed {GLANCE} of update {good} does not exist at its source local'
    assert said in ' '.join(board.split())
    assert 'to blame: package (build-missing)' in board


def test_what_passed_but_cannot_be_merged_says_why_and_says_it_once(kilo: Box) -> None:
    """The pooled file is edited in a review, and in the branch meanwhile."""
    [good] = pool(kilo, 'good')
    kilo.hold()
    better = (kilo.work / 'good.yml').read_text().replace('fix', 'really fix')
    kilo.run('update', kilo.write('better.yml', better), '--id', good)
    kilo.run('ci', 'gate', '--once', code=8)
    kilo.edit(f'updates/{good}.yml', 'fix', 'perhaps fix')
    kilo.let_go()
    conflict = f'merge conflict: updates/{good}.yml was changed in the branch too'
    assert kilo.run('ci', 'gate').out == f'{good}: voted +1\n{good}: not merged: {conflict}\n'
    assert kilo.run('ci', 'gate').out == ''
    assert f'{conflict}\n' in kilo.run('ci', 'status', good, code=3).out
    assert 'perhaps fix' in kilo.git('show', f'master:updates/{good}.yml')


def test_a_wrong_topic_is_put_right(kilo: Box) -> None:
    submit(kilo, 'good')
    review = LocalReview(kilo.home / 'rdo-update.git', 'master')
    review.set_topic(review.open_changes()[0], 'my_topic')
    assert ': topic set to kilo_el7\n' in kilo.run('ci', 'gate').out


def test_a_review_that_is_no_update_is_voted_down_with_the_reason(kilo: Box) -> None:
    review = LocalReview(kilo.home / 'rdo-update.git', 'master')
    review.propose(
        Proposal(
            'Iabc',
            'updates/abcd.yml',
            b'notes: x\nbuilds: []\n',
            'By hand\n\nChange-Id: Iabc\n',
            '',
        )
    )
    review.propose(
        Proposal('Idef', 'ci.yml', b'release: {}\n', 'Another matter\n\nChange-Id: Idef\n', '')
    )
    said = 'abcd: voted -1\nchange 2: changes the policy, ci.yml; next: an admin: check it with'
    told = kilo.run('ci', 'gate').out
    assert told.startswith(said)
    judged = review.open_changes()[1].messages[0].text
    assert 'left to people' in judged and "unknown key 'release'" in judged
    assert 'abcd: next: Packager: mend the file: `rdopkg update FILE --id abcd`\n' in told
    said = review.open_changes()[0].messages[0].text
    assert said.startswith('This is not a valid update.') and 'builds' in said
    assert 'builds' in kilo.run('ci', 'status', 'abcd', code=3).out


@pytest.mark.parametrize('program', ['/no/such/program', 'ci/none.sh'])
def test_a_step_that_cannot_be_started_is_no_vote(kilo: Box, program: str) -> None:
    unhooked(kilo)
    kilo.edit('ci.yml', 'steps: []', f'steps: [{{name: own, command: [{program}]}}]')
    good, other = submit(kilo, 'good', 'breaker')
    said = kilo.run('ci', 'gate').out
    assert 'voted' not in said and 'no vote, and said why in the review' in said
    assert said.count(f': kilo/el7: {program} cannot be started: ') == 1, 'though it holds up two'
    assert re.search(rf'next: an admin: .* `rdopkg ci retry .*{other}', said)
    [row] = kilo.json('ci', 'status', good, code=3)['updates']
    [target] = row['targets']
    assert (target['verdict'], target['cause']['blame']) == ('errored', 'ci')
    assert target['reason'] == f'{program} cannot be started: No such file or directory'


def test_scripts_beside_the_policy_are_those_of_its_commit(kilo: Box) -> None:
    script = (
        b'grep -q rdopkg-ci-production "$1" && grep -q ^releases: "$(dirname "$0")/../ci.yml"\n'
    )
    kilo.commit({'ci/own.sh': script})
    words = '[sh, "{policy_dir}/ci/own.sh", "{repo_file}"]'
    kilo.edit('ci.yml', 'steps: []', f'steps: [{{name: own, command: {words}}}]')
    [good] = submit(kilo, 'good')
    kilo.run('ci', 'gate')
    assert f'updates/{good}.yml' in kilo.files()
