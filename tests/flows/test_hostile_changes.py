"""Changes that somebody pushed by hand to get in what review and gate would not let in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from scene import TODAY, Scene

from rdopkg_ci.core.event import Action
from rdopkg_ci.core.judging.row import Row
from rdopkg_ci.core.review.change import Change, Proposal
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.doors.git.repo import RefUpdate
from rdopkg_ci.doors.review.local import LocalReview
from rdopkg_ci.doors.review.refs import meta_ref
from rdopkg_ci.doors.review.stored import FILE
from rdopkg_ci.errors import InvalidInput, Refused
from rdopkg_ci.flows import board, gate
from rdopkg_ci.flows.gathering import snapshot
from rdopkg_ci.flows.phases import phase2
from rdopkg_ci.flows.services import Services
from rdopkg_ci.flows.submission import submit
from rdopkg_ci.flows.withdraw import withdraw

BUILD = '{{id: {name}-1-1, source: dummy, repo: kilo, dist: el7}}'
MASTER = 'refs/heads/master'


class Hostile(Scene):
    """The scene with the local review, whose refs anybody may push."""

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        self.local = LocalReview(self.git.path, 'master')
        self.services = Services(
            self.services.settings, self.services.repo, self.local, self.engine_calls
        )

    def offer(self, update_id: str, name: str = 'evil', group: str = '') -> Change:
        content = text(name, group)
        path, key = f'updates/{update_id}.yml', f'I{update_id}{name}'
        return self.local.propose(Proposal(key, path, content, f'New {name}\n', 'kilo_el7'))

    def commit(self, paths: Mapping[str, bytes | None]) -> None:
        self.services.repo.edit(lambda tip: (Edit(paths, 'Edit\n'), None))

    def tree(self, commit: str, *entries: str) -> str:
        """A commit on ``commit`` with more entries, each ``MODE NAME<TAB>PATH``."""
        index = {'GIT_INDEX_FILE': str(self.git.path / 'test-index')}
        self.git.run('read-tree', commit, env=index)
        said = ''.join(f'{entry}\0' for entry in entries).encode()
        self.git.run('update-index', '-z', '--index-info', stdin=said, env=index)
        tree = self.git.run('write-tree', env=index).text
        return self.git.run('commit-tree', tree, '-p', commit, stdin=b'Crafted\n').text

    def blob(self, data: bytes) -> str:
        return self.git.run('hash-object', '-w', '--stdin', stdin=data).text

    def replace(self, change: Change, revision: str) -> None:
        """The change's patch set is another commit now."""
        self.write(change.number, revision=revision)
        self.git.update_refs([RefUpdate(change.ref, revision, change.revision)])

    def write(self, number: int, **fields: object) -> None:
        old = self.git.read(self.git.resolve(meta_ref(number)), FILE)
        assert old is not None
        self.write_raw(number, json.dumps({**json.loads(old), **fields}).encode())

    def write_raw(self, number: int, data: bytes) -> None:
        meta = self.git.resolve(meta_ref(number))
        new = self.git.commit(meta or None, {FILE: data}, 'Forged\n')
        self.git.update_refs([RefUpdate(meta_ref(number), new, meta)])

    def pass_all(self) -> list[tuple[str, Action]]:
        """The gate until there is nothing more to do, every run green."""
        done = []
        for _ in range(4):
            done += [(event.subject, event.action) for event in self.gate().events]
            self.end()
        return done

    def rows(self) -> Mapping[str, Row]:
        seen = snapshot.take(self.services, TODAY)
        return {row.update_id: row for row in board.rows(seen, ())}

    def files(self) -> Mapping[str, str]:
        return self.services.repo.files(self.services.repo.tip())

    def said(self) -> list[str]:
        changes = self.local.open_changes()
        return [message.text for change in changes for message in change.messages]


def text(name: str, group: str = '') -> bytes:
    asked = f'group: {group}\n' if group else ''
    return f'notes: {name}\nbuilds:\n- {BUILD.format(name=name)}\n{asked}'.encode()


@pytest.fixture
def scene(tmp_path: Path) -> Hostile:
    return Hostile(tmp_path)


@pytest.mark.parametrize('where', ['ready', 'pushed', 'failed', 'mygroup'])
def test_the_id_of_an_update_that_went_on_is_taken(scene: Hostile, where: str) -> None:
    scene.commit({f'{where}/ab12.yml': text('good')})
    scene.offer('ab12')
    assert scene.pass_all() == [('ab12', Action.VOTED)]
    [said] = scene.said()
    assert f'the id ab12 is taken: it is {where}/ab12.yml now' in said
    assert 'updates/ab12.yml' not in scene.files()


def test_the_id_of_an_update_that_was_once_and_is_gone_is_taken(scene: Hostile) -> None:
    scene.commit({'updates/ab12.yml': text('good')})
    scene.commit({'updates/ab12.yml': None})
    scene.offer('ab12')
    assert scene.pass_all() == [('ab12', Action.VOTED)]
    assert 'the id ab12 is taken: it was updates/ab12.yml once' in scene.said()[0]


def test_a_computed_id_is_never_one_that_was_there_once(scene: Hostile, tmp_path: Path) -> None:
    (tmp_path / 'up.yml').write_bytes(text('good'))
    first = submit.prepare(scene.services, tmp_path / 'up.yml', False, '').update_id
    scene.commit({f'updates/{first}.yml': text('good')})
    scene.commit({f'updates/{first}.yml': None})
    assert submit.prepare(scene.services, tmp_path / 'up.yml', False, '').update_id != first


def test_an_update_in_the_pool_may_still_be_edited(scene: Hostile) -> None:
    scene.commit({'updates/ab12.yml': text('good')})
    scene.offer('ab12', 'better')
    assert ('ab12', Action.MERGED) in scene.pass_all()


def test_phase2_writes_over_nothing(scene: Hostile) -> None:
    """Somebody with the right to push has put an update back whose id is taken."""
    scene.commit({'updates/ab12.yml': text('evil'), 'ready/ab12.yml': text('good')})
    seen = snapshot.take(scene.services, TODAY)
    asked = phase2.plan(seen, (), ())
    assert asked
    phase2.begin(scene.services, phase2.judged(seen, asked))
    assert scene.pass_all() == []
    assert scene.services.repo.read(scene.services.repo.tip(), 'ready/ab12.yml') == text('good')
    notes = [row.note for row in board.rows(snapshot.take(scene.services, TODAY), ('updates',))]
    assert notes == ['cannot move to ready/ab12.yml: there is ready/ab12.yml already']


def test_withdraw_writes_over_nothing(scene: Hostile) -> None:
    scene.commit({'failed/ab12.yml': text('good')})
    scene.offer('ab12')
    withdraw(scene.services, 'ab12', 'no')
    assert scene.services.repo.read(scene.services.repo.tip(), 'failed/ab12.yml') == text('good')
    assert scene.local.open_changes() == []
    scene.commit({'updates/ab12.yml': text('evil')})
    with pytest.raises(Refused, match=r'there is failed/ab12\.yml already'):
        withdraw(scene.services, 'ab12', 'no')


@pytest.mark.parametrize(
    ('group', 'why'),
    [
        ('README', 'a file of the repo'),
        ('docs', 'a directory with other files in it'),
        ('kilo', 'a release'),
        ('zz99', 'the id of an update'),
    ],
)
def test_a_group_that_is_something_else_is_refused(
    scene: Hostile, tmp_path: Path, group: str, why: str
) -> None:
    scene.commit({'README': b'read\n', 'docs/a.md': b'x\n', 'ready/zz99.yml': text('good')})
    scene.offer('ab12', group=group)
    assert scene.pass_all() == [('ab12', Action.VOTED)]
    assert 'is taken: it is' in scene.said()[0]
    assert why in scene.said()[0] or group == 'kilo'
    (tmp_path / 'up.yml').write_bytes(text('evil', group))
    with pytest.raises(InvalidInput, match='is taken'):
        submit.prepare(scene.services, tmp_path / 'up.yml', False, '')


def test_a_group_that_slipped_in_deletes_no_file(scene: Hostile) -> None:
    scene.commit({'README': b'read\n', 'updates/ab12.yml': text('evil', 'README')})
    seen = snapshot.take(scene.services, TODAY)
    asked = phase2.plan(seen, (), ())
    assert asked
    phase2.begin(scene.services, phase2.judged(seen, asked))
    assert scene.pass_all() == []
    assert {'README', 'updates/ab12.yml'} <= scene.files().keys()
    with pytest.raises(Refused, match='there is README already'):
        scene.commit({'README/ab12.yml': b''})


def test_only_a_regular_file_is_merged(scene: Hostile) -> None:
    tip = scene.services.repo.tip()
    blob = scene.blob(text('evil'))
    for number, entry in enumerate((f'120000 {blob}', f'100755 {blob}', f'160000 {tip}'), 1):
        change = scene.offer(f'ab1{number}')
        scene.replace(change, scene.tree(tip, f'{entry}\tupdates/ab1{number}.yml'))
    assert scene.pass_all() == [(f'ab1{number}', Action.VOTED) for number in (1, 2, 3)]
    assert all('not a regular file' in said for said in scene.said())
    assert scene.files().keys() == {'ci.yml'}


def test_a_change_of_a_mode_is_a_change_of_a_file(scene: Hostile) -> None:
    tip = scene.services.repo.tip()
    change = scene.offer('ab12')
    update, policy = scene.blob(text('evil')), scene.files()['ci.yml']
    entries = f'100644 {update}\tupdates/ab12.yml', f'120000 {policy}\tci.yml'
    scene.replace(change, scene.tree(tip, *entries))
    assert [action for _, action in scene.pass_all()] == [Action.LEFT_TO_PEOPLE]
    [open_change] = scene.local.open_changes()
    assert open_change.paths == ('ci.yml', 'updates/ab12.yml')
    scene.write(change.number, votes=[{'who': 'Ann <ann@example.org>', 'value': 1}])
    with pytest.raises(Refused, match=r"'ci.yml' is not a regular file"):
        scene.local.submit(scene.local.open_changes()[0])


def test_a_replaced_object_does_not_hide_what_is_merged(scene: Hostile) -> None:
    change = scene.offer('ab12', 'evil')
    good, evil = scene.blob(text('good')), scene.blob(text('evil'))
    scene.git.run('update-ref', f'refs/replace/{evil}', good)
    assert scene.git.read(change.revision, 'updates/ab12.yml') == text('evil')


def test_a_graft_does_not_hide_a_parent(scene: Hostile) -> None:
    scene.commit({'README': b'x'})
    tip = scene.services.repo.tip()
    (scene.git.path / 'info').mkdir(exist_ok=True)
    (scene.git.path / 'info' / 'grafts').write_text(f'{tip}\n')
    assert scene.git.parents(tip)


def test_settings_of_a_repo_start_no_program(scene: Hostile, tmp_path: Path) -> None:
    script = tmp_path / 'evil'
    script.write_text(f'#!/bin/sh\ntouch {tmp_path}/started\n')
    script.chmod(0o755)
    for key in ('gpg.program', 'core.fsmonitor', 'diff.external', 'core.pager', 'core.sshCommand'):
        scene.git.run('config', key, str(script))
    scene.git.run('config', 'log.showSignature', 'true')
    hooks = scene.git.path / 'hooks'
    hooks.mkdir(exist_ok=True)
    (hooks / 'reference-transaction').symlink_to(script)
    signed = scene.git.read(scene.services.repo.tip(), 'ci.yml')
    assert signed
    scene.offer('ab12', 'good')
    raw = scene.git.run('cat-file', 'commit', scene.services.repo.tip()).out
    head, _, body = raw.partition(b'\n\n')
    forged = head + b'\ngpgsig -----BEGIN PGP SIGNATURE-----\n x\n -----END\n\n' + body
    commit = scene.git.run('hash-object', '-t', 'commit', '-w', '--stdin', stdin=forged).text
    assert scene.git.run('log', '-1', '--format=%B', commit).text
    scene.local.open_changes()
    assert not (tmp_path / 'started').exists()


BROKEN = {
    'not JSON': b'{',
    'no mapping': b'[]',
    'empty': b'{}',
    'NaN': b'{"number": NaN}',
    'huge': b'{"number": 1' + b'0' * 5000 + b'}',
    'deep': b'[' * 100_000,
    'UTF-16': '{"number": 1}'.encode('utf-16'),
    'surrogate': b'{"number": 1, "key": "\\ud800"}',
    'not text': b'\xff\xfe\xfd',
}


@pytest.mark.parametrize('data', BROKEN.values(), ids=BROKEN.keys())
def test_one_record_that_cannot_be_read_stops_nobody(scene: Hostile, data: bytes) -> None:
    scene.offer('ab12', 'good')
    scene.offer('ab13', 'other')
    scene.write_raw(1, data)
    rows = scene.rows()
    assert rows['????'].number == 1
    assert 'cannot be read' in rows['????'].note
    assert rows['????'].verdict is Verdict.UNKNOWN
    assert rows['ab13'].verdict is Verdict.MISSING
    assert ('ab13', Action.MERGED) in scene.pass_all()
    assert (
        scene.local.propose(
            Proposal('Inew', 'updates/ab14.yml', text('new'), 'New\n', 'kilo_el7')
        ).number
        == 3
    )
    assert withdraw(scene.services, 'ab14', 'no')
    with pytest.raises(Refused, match='cannot be read'):
        scene.local.set_topic(scene.local.open_changes()[0], 'x')


def test_a_record_under_another_number_is_not_believed(scene: Hostile) -> None:
    scene.offer('ab12', 'good')
    meta = scene.git.resolve(meta_ref(1))
    scene.git.update_refs([RefUpdate(meta_ref(7), meta, '')])
    scene.git.update_refs([RefUpdate('refs/changes/xx/8/meta', meta, '')])
    changes = scene.local.open_changes()
    assert [(change.number, bool(change.problem)) for change in changes] == [(1, False), (7, True)]


@pytest.mark.parametrize('revision', ['f' * 40, '', 'tree'])
def test_a_commit_that_is_not_there_stops_nobody(scene: Hostile, revision: str) -> None:
    change = scene.offer('ab12', 'good')
    scene.offer('ab13', 'other')
    if revision == 'tree':
        revision = scene.git.run('rev-parse', f'{change.revision}^{{tree}}').text
    scene.write(change.number, revision=revision)
    rows = scene.rows()
    assert 'is not in the repo, or damaged' in rows['????'].note
    assert ('ab13', Action.MERGED) in scene.pass_all()


def test_a_commit_without_a_parent_is_voted_down(scene: Hostile) -> None:
    change = scene.offer('ab12', 'good')
    root = scene.git.commit(None, {'updates/ab12.yml': text('good')}, 'Root\n')
    scene.replace(change, root)
    assert scene.pass_all() == [('ab12', Action.VOTED)]
    assert 'the commit has no parent' in scene.said()[0]
    with pytest.raises(Refused, match='has no parent'):
        scene.write(1, votes=[{'who': 'Ann <ann@example.org>', 'value': 1}])
        scene.local.submit(scene.local.open_changes()[0])


def bomb(scene: Hostile) -> str:
    """A tree of a few hundred bytes with more paths than any machine can list."""
    entry = f'100644 blob {scene.blob(b"x")}'
    for _ in range(30):
        listing = ''.join(f'{entry}\t{name}\n' for name in range(10)).encode()
        entry = f'040000 tree {scene.git.run("mktree", stdin=listing).text}'
    return entry


def with_bomb(scene: Hostile, commit: str, parent: str) -> str:
    listing = scene.git.run('ls-tree', commit).out + f'{bomb(scene)}\tbomb\n'.encode()
    tree = scene.git.run('mktree', stdin=listing).text
    return scene.git.run('commit-tree', tree, '-p', parent, stdin=b'Crafted\n').text


def test_more_paths_than_anybody_can_list_stop_nobody(scene: Hostile) -> None:
    change = scene.offer('ab12', 'good')
    scene.offer('ab13', 'other')
    scene.replace(change, with_bomb(scene, change.revision, scene.services.repo.tip()))
    assert ('ab13', Action.MERGED) in scene.pass_all()
    [left] = scene.local.open_changes()
    assert left.paths == (*(f'bomb/{name}' for name in range(10)), 'updates/ab12.yml')


def test_what_lies_below_a_change_must_be_in_the_branch(scene: Hostile) -> None:
    tip = scene.services.repo.tip()
    change = scene.offer('ab12', 'good')
    parent = with_bomb(scene, tip, tip)
    scene.replace(change, with_bomb(scene, change.revision, parent))
    scene.offer('ab13', 'other')
    done = scene.pass_all()
    assert ('ab13', Action.MERGED) in done
    assert ('ab12', Action.MERGED) not in done
    assert any('is not in the branch' in said for said in scene.said())
    assert 'bomb' not in ' '.join(scene.files())


def test_an_update_of_gigabytes_is_voted_down_unread(scene: Hostile) -> None:
    change = scene.offer('ab12', 'good')
    large = scene.blob(b'#' * 1_000_001)
    tip = scene.services.repo.tip()
    scene.replace(change, scene.tree(tip, f'100644 {large}\tupdates/ab12.yml'))
    assert scene.pass_all() == [('ab12', Action.VOTED)]
    assert 'it holds more than 1,000,000 bytes' in scene.said()[0]


def by_hand(scene: Hostile, name: bytes) -> str:
    """A commit on the branch whose tree has an entry as git would not write it."""
    tip = scene.services.repo.tip()
    good = scene.blob(text('good'))
    entries = [line.split(None, 3) for line in scene.git.run('ls-tree', tip).out.splitlines()]
    held = [(kept[0].lstrip(b'0'), kept[3], kept[2].decode()) for kept in entries]
    data = b''.join(
        one + b' ' + called + b'\0' + bytes.fromhex(object_id)
        for one, called, object_id in [*held, (b'100644', name, good)]
    )
    options = ('hash-object', '-t', 'tree', '-w', '--literally', '--stdin')
    tree = scene.git.run(*options, stdin=data).text
    return scene.git.run('commit-tree', tree, '-p', tip, stdin=b'Crafted\n').text


@pytest.mark.parametrize('beside', [False, True], ids=['alone', 'beside another'])
def test_a_tree_that_git_would_not_write_is_not_merged(scene: Hostile, beside: bool) -> None:
    change = scene.offer('ab12', 'good')
    scene.replace(change, by_hand(scene, b'updates/ab12.yml'))
    if beside:
        scene.offer('ab13', 'other')
        scene.commit({'notes': b'the branch went on'})
    done = scene.pass_all()
    assert ('ab12', Action.MERGED) not in done
    assert any('not as git writes commits' in said for said in scene.said())
    assert beside == (('ab13', Action.MERGED) in done)


def test_an_author_who_is_none_stops_no_move(scene: Hostile) -> None:
    change = scene.offer('ab12', 'good')
    whole = scene.git.run('cat-file', 'commit', change.revision).out
    lines = [b'author  <a<b> <c>d> 1 +0' if line.startswith(b'author') else line
             for line in whole.split(b'\n')]  # fmt: skip
    options = ('hash-object', '-t', 'commit', '-w', '--literally', '--stdin')
    scene.replace(change, scene.git.run(*options, stdin=b'\n'.join(lines)).text)
    assert ('ab12', Action.MERGED) in scene.pass_all()
    seen = snapshot.take(scene.services, TODAY)
    asked = phase2.plan(seen, (), ())
    assert asked
    phase2.begin(scene.services, phase2.judged(seen, asked))
    scene.end()
    scene.pass_all()
    assert 'ready/ab12.yml' in scene.files()


def test_a_round_whose_commit_is_gone_is_a_row_of_its_own(scene: Hostile) -> None:
    scene.commit({'updates/ab12.yml': text('good')})
    gone = phase2.Round('e' * 40, (), ('kilo',))
    scene.engine.start(gone.request(Target('kilo', 'el7')))
    scene.offer('ab13', 'other')
    assert ('ab13', Action.MERGED) in scene.pass_all()
    row = scene.rows()['e' * 12]
    assert row.verdict is Verdict.UNKNOWN
    assert 'is not in the rdo-update repo any more' in row.note
    assert scene.rows()['ab12'].note.startswith('phase1 passed')


def test_the_gate_goes_on_though_every_change_is_strange(scene: Hostile) -> None:
    for number in range(1, 5):
        scene.offer(f'ab1{number}', f'foo{number}')
    scene.write(1, votes='many')
    scene.write(2, wip='perhaps')
    scene.write(3, ref='HEAD', patch_set=-1)
    assert isinstance(gate.once(scene.services, TODAY), gate.Pass)
    assert ('ab14', Action.MERGED) in scene.pass_all()
