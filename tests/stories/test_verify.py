"""`rdopkg ci verify`: whether production is what was tested."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from box import Box
from life import EMPTY, GLANCE, ready
from rpmkit import Words, build

TARGET = 'kilo/el7'
FILE = f'{GLANCE}.noarch.rpm'


def promoted(box: Box) -> str:
    [good] = ready(box, 'good')
    box.run('ci', 'promote', '--yes', '--wait')
    return good


def publish_anew(box: Box) -> None:
    """As an admin does who changes production by hand."""
    place = box.home / 'production' / TARGET
    subprocess.run(['createrepo_c', '--quiet', place], check=True)


def published(box: Box) -> list[Path]:
    return sorted([*(box.home / 'production').rglob('*'), *(box.home / 'stage').rglob('*')])


def test_what_was_promoted_is_there_until_somebody_removes_it(kilo: Box) -> None:
    assert kilo.run('ci', 'verify').out == 'Nothing was published yet.\n'
    good = promoted(kilo)
    assert kilo.run('ci', 'verify').out == f'{TARGET}: 1 RPM listed as tested, 4 of no update\n'
    assert kilo.run('ci', 'verify', 'KILO', TARGET).out.startswith(
        f'{TARGET}: 1 RPM listed as tested'
    )
    (kilo.home / 'production' / TARGET / FILE).unlink()
    publish_anew(kilo)
    assert kilo.run('ci', 'verify', code=3).out == (
        f'{TARGET}: 0 RPMs listed as tested, 1 not, 4 of no update\n'
        f'  {good}  {FILE} was published, but production does not list it\n'
        'next: an admin: find out who changed production; what was published lies in the'
        ' generations of stage\n'
    )
    [found] = kilo.json('ci', 'verify', code=3)['verified']
    [mismatch] = found['mismatches']
    assert (mismatch['update'], mismatch['path'], mismatch['found']) == (good, FILE, None)


def test_what_cannot_be_looked_at_is_said(kilo: Box) -> None:
    good = promoted(kilo)
    unknown = kilo.run('ci', 'verify', 'kilo/f99', code=2)
    assert "'kilo/f99' is no release and no target of the policy" in unknown.err
    place = kilo.home / 'production' / TARGET / 'repodata' / 'repomd.xml'
    place.write_text('<repomd/>')
    broken = kilo.run('ci', 'verify', code=1)
    assert broken.out == ''
    assert f'production of {TARGET}: ' in broken.err
    record = f'pushed/{good}.yml.sums'
    kilo.edit(record, 'kilo/el7', 'grizzly/el6')
    left = kilo.run('ci', 'verify')
    assert left.out == 'not in the policy any more, so not looked at: grizzly/el6\n'
    kilo.commit({record: None})
    assert kilo.run('ci', 'verify').out == f'pushed without checksums, so not looked at: {good}\n'


def test_what_vanished_from_production_is_never_dropped_without_a_word(kilo: Box) -> None:
    good = promoted(kilo)
    kilo.commit(EMPTY)
    place = kilo.home / 'production' / TARGET
    [copy] = [
        path
        for path in (kilo.home / 'stage' / '.generations').rglob(FILE)
        if not path.parent.is_symlink()
    ]
    lost = f'{TARGET}: {FILE} is listed, but not there (update {good} brought it); a copy lies at {copy}'
    anew = f'make the metadata anew: `createrepo_c {place}`.\n'
    (place / FILE).unlink()
    before = published(kilo)
    for how in (('--dry-run',), ('-y', '--wait')):
        said = kilo.run('ci', 'promote', *how, code=1).err
        assert f'production is not what its metadata lists:\n  {lost}\n' in said and anew in said
    assert published(kilo) == before
    said = kilo.run('ci', 'doctor', code=1).out
    assert (
        f'x production: it is not what its metadata lists:\n      {lost}\n' in said and anew in said
    )
    (place / FILE).write_bytes(b'another')
    other = f'{FILE} is not what the metadata lists (update {good} brought it); a copy'
    assert other in kilo.run('ci', 'promote', '-n', code=1).err
    shutil.copy(copy, place)
    unlisted = build(place, Words('by-hand'))
    kilo.run('ci', 'promote', '-y', '--wait')
    assert unlisted.exists() and 'pushed/more.yml' in kilo.files()
    assert kilo.run('ci', 'verify').out == f'{TARGET}: 1 RPM listed as tested, 5 of no update\n'


def test_what_was_meant_to_go_stays_away(kilo: Box) -> None:
    promoted(kilo)
    kilo.commit(EMPTY)
    (kilo.home / 'production' / TARGET / FILE).unlink()
    publish_anew(kilo)
    kilo.run('ci', 'promote', '-y', '--wait')
    assert 'pushed/more.yml' in kilo.files()
    assert '+ production: ' in kilo.run('ci', 'doctor').out
