"""The verbs one after another, as people use them: gate, status, --phase2, promote."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from box import Box
from rpmkit import Words, build

from rdopkg_ci.doors import yum
from rdopkg_ci.doors.engine.rundir import RunDir
from rdopkg_ci.doors.review import Proposal
from rdopkg_ci.doors.review.local import LocalReview

GLANCE = 'openstack-glance-2015.1.1-1.el7'
OSLO_PROBLEM = 'openstack-glance-2015.1.1-1.el7 needs python-oslo-utils < 2, but the newest is python-oslo-utils-2.0.0-1.el7'


@pytest.fixture
def kilo(box: Box) -> Box:
    """A box whose production holds what the demo's does."""
    box.run('ci', 'status')
    box.fill_production()
    return box


def submit(box: Box, *names: str) -> list[str]:
    return [box.run('update', box.demo(f'{name}.yml')).out[:4] for name in names]


def pool(box: Box, *names: str) -> list[str]:
    ids = submit(box, *names)
    box.run('ci', 'gate')
    return ids


def ready(box: Box, *names: str) -> list[str]:
    ids = pool(box, *names)
    box.run('update', '--phase2', '--wait')
    return ids


def own_sources(box: Box) -> Path:
    """A copy of the demo's RPMs that a test may change, as where the source `local` looks from now on."""
    sources = Path(shutil.copytree(box.environ['RDOPKG_CI_SOURCES'], box.work / 'rpms'))
    box.environ['RDOPKG_CI_SOURCES'] = str(sources)
    return sources


def test_gate_merges_what_passed_and_says_why_of_what_failed(kilo: Box) -> None:
    good, broken = submit(kilo, 'good', 'broken')
    said = kilo.run('ci', 'gate')
    assert sorted(said.out.splitlines()) == sorted([
        f'{good}: phase1 started on kilo/el7', f'{broken}: phase1 started on kilo/el7',
        f'{good}: voted +1', f'{good}: merged into updates/', f'{broken}: voted -1',
    ])
    assert kilo.files() == ['ci.yml', f'updates/{good}.yml']
    board = kilo.run('ci', 'status', code=3).out
    assert f'{broken}  review 2    phase1  x failed    Heat 2015.1.1\n' in board
    assert 'openstack-heat-2015.1.1-1.el7 needs python-heat-cfntools >= 1.3, nothing provides it\n' in board
    assert 'to blame: package (depsolve-unresolved)' in board
    assert f'{good}  updates/    -       + passed    Glance 2015.1.1: fix CVE-2015-5163\n' in board


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
    changes = LocalReview(kilo.home / 'rdo-update.git', 'master').open_changes()
    assert [len(change.messages) for change in changes] == [1], 'said once'


def test_gate_once_does_not_wait(kilo: Box) -> None:
    kilo.hold()
    submit(kilo, 'good')
    assert kilo.run('ci', 'gate', '--once', code=8).out.endswith('phase1 started on kilo/el7\n')
    kilo.run('ci', 'status', code=8)
    assert kilo.run('ci', 'gate', '--once', code=8).out == ''
    kilo.let_go()
    kilo.run('ci', 'gate')
    assert kilo.run('ci', 'gate', '--once').out == ''


def test_what_was_red_for_want_of_something_is_run_again(kilo: Box) -> None:
    """Production gets what was missing, and a person says retry."""
    [broken] = pool(kilo, 'broken')
    assert kilo.run('ci', 'retry', 'kilo/f22').out == 'Nothing of this is red.\n'
    build(kilo.home / 'production' / 'kilo' / 'el7', Words('python-heat-cfntools', '1.3'))
    yum.make(kilo.home / 'production' / 'kilo' / 'el7')
    assert kilo.run('ci', 'retry', broken).out == f'{broken}: phase1 started again on kilo/el7\n'
    said = kilo.run('ci', 'gate')
    assert f'{broken}: voted +1\n{broken}: merged into updates/\n' in said.out
    assert kilo.run('ci', 'retry').out == 'Nothing of this is red.\n'


def test_a_retry_goes_by_the_policy_as_it_has_been_mended(kilo: Box) -> None:
    kilo.edit('ci.yml', 'phase1: {steps: []', 'phase1: {steps: [{name: smoke, command: [test, -e, /nonexistent]}]')
    [good] = pool(kilo, 'good')
    assert 'command-failed' in kilo.run('ci', 'status', good, code=3).out
    kilo.edit('ci.yml', '[test, -e, /nonexistent]', '[test, -e, /]')
    kilo.run('ci', 'retry')
    assert f'{good}: merged into updates/\n' in kilo.run('ci', 'gate').out


def test_retry_of_what_there_is_not(kilo: Box) -> None:
    assert "nothing is known of 'bogus'" in kilo.run('ci', 'retry', 'bogus', code=2).err


def test_a_red_phase2_can_be_run_again(kilo: Box) -> None:
    good, breaker = pool(kilo, 'good', 'breaker')
    kilo.run('update', '--phase2', '--wait', code=3)
    assert kilo.run('ci', 'retry', 'phase2').out == f'{min(good, breaker)}: phase2 started again on kilo/el7\n'
    assert kilo.run('ci', 'gate').out == ''
    assert {f'updates/{good}.yml', f'updates/{breaker}.yml'} <= set(kilo.files())


def test_a_red_stage_can_be_run_again(kilo: Box) -> None:
    [good] = ready(kilo, 'good')
    kilo.edit('ci.yml', 'stage: {steps: []', 'stage: {steps: [{name: flaky, command: [test, -e, /nonexistent]}]')
    said = kilo.run('ci', 'promote', '-y', '--wait', code=3)
    assert 'x failed' in said.out and 'production is as it was' in said.out
    assert 'command-failed' in kilo.run('ci', 'status', good, code=3).out
    assert kilo.run('ci', 'retry', good).out == f'{good}: stage started again on kilo/el7\n'
    kilo.run('ci', 'promote', '-y', '--wait', code=3)
    kilo.edit('ci.yml', '[test, -e, /nonexistent]', '[test, -e, /]')
    kilo.run('ci', 'retry', 'stage')
    assert f'moved to pushed/: {good}\n' in kilo.run('ci', 'promote', '-y', '--wait').out
    assert len(list((kilo.home / 'runs' / 'stage').glob('[!.]*'))) == 3


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
    assert f'x failed    {GLANCE} of update {good} does not exist at its source local\n' in board
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
    review.propose(Proposal('Iabc', 'updates/abcd.yml', b'notes: x\nbuilds: []\n', 'By hand\n\nChange-Id: Iabc\n', ''))
    review.propose(Proposal('Idef', 'ci.yml', b'releases: {}\n', 'Another matter\n\nChange-Id: Idef\n', ''))
    assert kilo.run('ci', 'gate').out == 'abcd: voted -1\n'
    said = review.open_changes()[0].messages[0].text
    assert said.startswith('This is not a valid update.') and 'builds' in said
    assert 'builds' in kilo.run('ci', 'status', 'abcd', code=3).out


def test_status_as_json_names_cause_and_lines(kilo: Box) -> None:
    [broken] = pool(kilo, 'broken')
    [row] = kilo.json('ci', 'status', broken, code=3)['updates']
    [target] = row['targets']
    cause = target['cause']
    assert (row['verdict'], target['target']) == ('failed', 'kilo/el7')
    assert (cause['signature'], cause['blame']) == ('depsolve-unresolved', 'package')
    log = Path(urlsplit(target['log_url']).path).read_text().splitlines()
    assert [log[line['n'] - 1] for line in cause['lines']] == [line['text'] for line in cause['lines']]
    assert kilo.json('ci', 'status', 'kilo/el7', code=3) == kilo.json('ci', 'status', str(row['change']), code=3)


def test_a_run_leaves_logs_result_and_junit(kilo: Box) -> None:
    pool(kilo, 'good')
    [result] = (kilo.home / 'runs' / 'phase1').glob('*/result')
    assert sorted(path.name for path in result.iterdir()) == ['fetch.log', 'repo.log', 'resolve.log', 'result.json', 'result.xml']
    data = json.loads((result / 'result.json').read_text())
    assert [step['name'] for step in data['steps']] == ['fetch', 'repo', 'resolve']
    assert [rpm['file'] for rpm in data['rpms']] == [f'{GLANCE}.noarch.rpm']


def test_phase2_finds_what_breaks_only_together_and_the_rest_goes_on(kilo: Box) -> None:
    good, breaker = pool(kilo, 'good', 'breaker')
    said = kilo.run('update', '--phase2', 'kilo', '--wait', code=3)
    assert f'x failed    {OSLO_PROBLEM} (updates {", ".join(sorted((good, breaker)))} together' in said.out
    assert {f'updates/{good}.yml', f'updates/{breaker}.yml'} <= set(kilo.files())
    said = kilo.run('update', '--phase2', '--without', breaker, '--wait')
    assert f'moved to ready/: {good}\n' in said.out
    assert kilo.files() == ['ci.yml', f'ready/{good}.yml', f'ready/{good}.yml.sums', f'updates/{breaker}.yml']
    assert 'left out of the last phase2' in kilo.run('ci', 'status', breaker).out
    assert 'Packager' in kilo.git('log', '-1', '--format=%an')


def test_phase2_without_wait_is_finished_by_the_gate(kilo: Box) -> None:
    [good] = pool(kilo, 'good')
    kilo.hold()
    assert 'Not finished' in kilo.run('update', '--phase2', code=8).out
    kilo.let_go()
    assert f'moved to ready/: {good}\n' in kilo.run('ci', 'gate').out
    assert kilo.run('update', '--phase2', 'kilo') == (0, 'Nothing in updates/ to test.\n', '')


def test_phase2_dry_run_starts_nothing(kilo: Box) -> None:
    pool(kilo, 'good')
    said = kilo.run('update', '--phase2', '--dry-run')
    assert '? missing' in said.out
    assert not (kilo.home / 'runs' / 'phase2').exists()


@pytest.mark.parametrize(
    ('words', 'message'),
    [
        pytest.param(('junno',), "the policy does not know 'junno'", id='an unknown release'),
        pytest.param(('--without', 'zzzz'), "not in updates/: 'zzzz'", id='an unknown update'),
    ],
)
def test_phase2_of_nothing(kilo: Box, words: tuple[str, ...], message: str) -> None:
    pool(kilo, 'good')
    assert message in kilo.run('update', '--phase2', *words, code=2).err


def test_what_changed_after_the_pin_stays(kilo: Box) -> None:
    """The tested file moves, an edited one waits for the next round."""
    [good] = pool(kilo, 'good')
    kilo.hold()
    kilo.run('update', '--phase2', code=8)
    path = f'updates/{good}.yml'
    kilo.edit(path, 'fix', 'really fix')
    kilo.let_go()
    assert kilo.run('ci', 'gate').out == ''
    assert path in kilo.files()
    kilo.run('update', '--phase2', '--wait')
    assert 'really fix' in kilo.git('show', f'master:ready/{good}.yml')


def test_what_was_moved_back_by_hand_waits_for_a_round_of_its_own(kilo: Box) -> None:
    """The round that moved it has spoken of what was there then; the gate must not move it again."""
    [good] = ready(kilo, 'good')
    text = kilo.git('show', f'master:ready/{good}.yml') + '\n'
    kilo.commit({f'ready/{good}.yml': None, f'ready/{good}.yml.sums': None, f'updates/{good}.yml': text.encode()})
    assert kilo.run('ci', 'gate').out == ''
    assert kilo.files() == ['ci.yml', f'updates/{good}.yml']
    assert 'phase1 passed; `rdopkg update --phase2` is next' in kilo.run('ci', 'status', good).out
    assert f'moved to ready/: {good}\n' in kilo.run('update', '--phase2', '--wait').out


def test_groups_go_to_directories_of_their_own(kilo: Box) -> None:
    alone = (kilo.work / kilo.demo('good.yml')).read_text() + 'group: tuesday\n'
    grouped = kilo.run('update', kilo.write('grouped.yml', alone)).out[:4]
    other = kilo.run('update', kilo.write('other.yml', alone.replace('local', 'dummy').replace('group: tuesday', ''))).out[:4]
    kilo.run('ci', 'gate')
    assert f'moved to ready/: {other}; tuesday/: {grouped}\n' in kilo.run('update', '--phase2', '--wait').out
    assert kilo.log()[0] == f'Move to ready/: {other}; tuesday/: {grouped}'
    assert f'moved to pushed/: {grouped}\n' in kilo.run('ci', 'promote', 'tuesday', '-y', '--wait').out


def test_green_updates_held_back_by_a_red_one_are_told_so(kilo: Box) -> None:
    both = 'notes: on two targets\nbuilds:\n' + ''.join(
        f'  - {{id: some-thing-1-1, source: dummy, repo: kilo, dist: {dist}}}\n' for dist in ('el7', 'f22')
    )
    other = 'notes: on one\nbuilds:\n  - {id: other-thing-1-1, source: dummy, repo: kilo, dist: f22}\n'
    two, one = (kilo.run('update', kilo.write(f'{n}.yml', text)).out[:4] for n, text in enumerate((both, other)))
    pool(kilo, 'good', 'breaker')
    kilo.run('update', '--phase2', '--wait', code=3)
    board = kilo.run('ci', 'status', one).out
    assert f'{one}  updates/    phase2  + passed    on one\n      held back by what it was tested with (' in board and two in board


@pytest.mark.parametrize('where', ['review', 'updates', 'ready'])
def test_an_update_is_withdrawn_from_wherever_it_is(kilo: Box, where: str) -> None:
    [good] = {'review': submit, 'updates': pool, 'ready': ready}[where](kilo, 'good')
    said = kilo.run('ci', 'withdraw', good, '--reason', 'Obsoleted by 2015.1.2')
    assert said.out == (f'{good}: change 1 abandoned\n' if where == 'review' else f'{where}/{good}.yml: moved to failed/\n')
    assert kilo.files() == ['ci.yml', f'failed/{good}.yml']
    assert kilo.git('log', '-1', '--format=%B') == (
        f'Move to failed/: {good}\n\nObsoleted by 2015.1.2\n\n{where}/{good}.yml -> failed/{good}.yml'
    )
    assert kilo.run('ci', 'withdraw', good, '--reason', 'again').out == f'{good}: nothing to do, it has been withdrawn\n'
    assert kilo.run('ci', 'gate').out == ''
    assert kilo.run('ci', 'status').out == 'No updates are on their way.\n'
    assert f'{good}  failed/     -       x failed' in kilo.run('ci', 'status', good).out
    [again] = submit(kilo, 'good')
    assert again != good and f'{again}: merged into updates/\n' in kilo.run('ci', 'gate').out


def test_what_cannot_be_withdrawn(kilo: Box) -> None:
    [good] = ready(kilo, 'good')
    kilo.run('ci', 'promote', '-y', '--wait')
    assert 'is in production already' in kilo.run('ci', 'withdraw', good, '--reason', 'x', code=1).err
    assert "there is no update 'zzzz'" in kilo.run('ci', 'withdraw', 'zzzz', '--reason', 'x', code=2).err
    assert '--reason is empty' in kilo.run('ci', 'withdraw', good, '--reason', ' ', code=2).err


@pytest.mark.parametrize('what', ['updates/', 'updates', 'kilo', 'kilo/epel-7', 'kilo/el7', 'kilo_el7', 'all'])
def test_status_knows_every_name_of_an_update(kilo: Box, what: str) -> None:
    [good] = pool(kilo, 'good')
    assert kilo.run('ci', 'status', what).out.startswith(f'{good}  updates/ ')


def test_promote_publishes_to_stage_and_production(kilo: Box) -> None:
    [good] = ready(kilo, 'good')
    assert kilo.run('ci', 'promote', '--dry-run').out == f"""\
{good}  Glance 2015.1.1: fix CVE-2015-5163
kilo/el7: production holds 4 RPMs, 1 to add
  {good}  + {GLANCE}.noarch.rpm
"""
    assert not (kilo.home / 'stage').exists() or not list((kilo.home / 'stage').glob('kilo*'))
    said = kilo.run('ci', 'promote', '-y', '--wait')
    assert f'moved to pushed/: {good}\n' in said.out
    production = kilo.home / 'production' / 'kilo' / 'el7'
    assert (production / f'{GLANCE}.noarch.rpm').exists()
    assert (kilo.home / 'stage' / 'kilo' / 'el7' / f'{GLANCE}.noarch.rpm').exists()
    assert kilo.files() == ['ci.yml', f'pushed/{good}.yml', f'pushed/{good}.yml.files', f'pushed/{good}.yml.sums']
    assert kilo.git('show', f'master:pushed/{good}.yml.files') == f'{production}/{GLANCE}.noarch.rpm'
    assert kilo.run('ci', 'promote', '-y').out == 'Nothing to promote.\n'
    assert kilo.run('ci', 'status').out == 'No updates are on their way.\n'
    assert 'pushed/' in kilo.run('ci', 'status', good).out


def test_promote_without_wait_is_run_again(kilo: Box) -> None:
    ready(kilo, 'good')
    kilo.hold()
    assert 'Stage is not finished' in kilo.run('ci', 'promote', '-y', code=8).out
    kilo.let_go()
    kilo.run('ci', 'promote', '-y', '--wait')
    assert 'pushed/' in kilo.files()[1]


def test_promote_asks_and_nobody_is_there(kilo: Box) -> None:
    ready(kilo, 'good')
    assert '-y' in kilo.run('ci', 'promote', code=2).err


@pytest.mark.parametrize(('answer', 'end', 'is_pushed'), [('n', 'Nothing was changed.', False), ('y', 'moved to pushed/: ', True)])
def test_promote_asks_and_does_as_it_is_told(kilo: Box, answer: str, end: str, is_pushed: bool) -> None:
    [good] = ready(kilo, 'good')
    terminal, its_end = os.openpty()
    os.write(terminal, f'{answer}\n'.encode())
    process = kilo.popen('ci', 'promote', '--wait', stdin=its_end)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert 'Publish this to stage, and to production when it is green? [y/N] ' in out and end in out
    assert (f'pushed/{good}.yml' in kilo.files()) is is_pushed


def test_promote_of_what_is_not_ready(kilo: Box) -> None:
    [good] = pool(kilo, 'good')
    assert f"nothing is ready of '{good}'" in kilo.run('ci', 'promote', good, code=2).err


def test_promote_refuses_what_is_not_what_was_tested(kilo: Box) -> None:
    sources = own_sources(kilo)
    ready(kilo, 'good')
    with open(sources / f'{GLANCE}.noarch.rpm', 'ab') as stream:
        stream.write(b'\0')
    said = kilo.run('ci', 'promote', '-y', '--wait', code=1)
    assert 'not what phase2 tested' in said.err and f'{GLANCE}.noarch.rpm was tested as' in said.err
    assert not (kilo.home / 'production' / 'kilo' / 'el7' / f'{GLANCE}.noarch.rpm').exists()


def test_a_disabled_target_is_shown_and_waits_for_a_person(kilo: Box) -> None:
    kilo.run('ci', 'disable', 'kilo/el7', '--reason', 'mirror: "down"', '--until', '2099-01-01')
    assert kilo.log()[0] == 'Disable kilo/el7 until 2099-01-01'
    [good] = submit(kilo, 'good')
    kilo.run('ci', 'gate')
    assert f'updates/{good}.yml' not in kilo.files()
    assert '- disabled  mirror: "down" (Packager <packager@example.org>, until 2099-01-01)' in kilo.run('ci', 'status').out
    assert kilo.run('ci', 'disable', 'kilo/el7', '--reason', 'mirror: "down"', '--until', '2099-01-01').code == 0
    assert kilo.log().count('Disable kilo/el7 until 2099-01-01') == 1, 'the same again is nothing new'
    assert kilo.run('ci', 'enable', 'kilo/el7').out == 'kilo/el7 is enabled\n'
    assert kilo.run('ci', 'enable', 'kilo/el7').out == 'kilo/el7 was not disabled\n'
    assert kilo.git('diff', 'master~2', 'master', '--', 'ci.yml') == '', 'byte for byte as it was'
    kilo.run('ci', 'gate')
    assert f'updates/{good}.yml' in kilo.files()


@pytest.mark.parametrize(
    ('words', 'message'),
    [
        pytest.param(('kilo/f99', '--reason', 'x', '--until', '2099-01-01'), 'the policy does not know kilo/f99', id='unknown target'),
        pytest.param(('kilo/el7', '--reason', 'x', '--until', '2015-01-01'), 'is over already', id='past'),
        pytest.param(('kilo/el7', '--reason', 'x', '--until', 'soon'), 'is not a day', id='no date'),
    ],
)
def test_disable_says_what_cannot_be(kilo: Box, words: tuple[str, ...], message: str) -> None:
    assert message in kilo.run('ci', 'disable', *words, code=2).err


def test_a_lost_worker_is_errored_and_tried_again(kilo: Box) -> None:
    """Kill the worker itself: the run is over without a result, and the policy grants one more."""
    kilo.hold()
    [good] = submit(kilo, 'good')
    kilo.run('ci', 'gate', '--once', code=8)
    [run] = (kilo.home / 'runs' / 'phase1').glob('[!.]*')
    while not (started := RunDir(run).started()):
        time.sleep(0.01)
    os.killpg(started.pid, signal.SIGKILL)
    kilo.let_go()
    said = kilo.run('ci', 'gate')
    assert f'{good}: phase1 started on kilo/el7\n' in said.out and 'merged' in said.out
    assert len(list((kilo.home / 'runs' / 'phase1').glob('[!.]*'))) == 2


def test_one_worker_by_hand(kilo: Box) -> None:
    [good] = pool(kilo, 'good')
    commit = kilo.git('rev-parse', 'master')
    result = kilo.work / 'out'
    said = kilo.run('ci', 'run', 'phase1', '--target', 'kilo/el7', '--commit', commit, '--update', good, '--result', str(result))
    assert said.out == 'fetch: ok\nrepo: ok\nresolve: ok\n'
    assert json.loads((result / 'result.json').read_text())['verdict'] == 'passed'
    said = kilo.run('ci', 'run', 'phase1', '--target', 'kilo/f22', '--commit', commit, '--update', good, code=2)
    assert 'holds no build for kilo/f22' in said.err
    assert 'is not the id of a commit' in kilo.run('ci', 'run', 'phase2', '--target', 'kilo/el7', '--commit', 'HEAD', code=2).err
