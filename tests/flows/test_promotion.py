from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rpmkit import rpm

from rdopkg_ci import settings
from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.publication.filelist import Sum, dump_sums, parse_sums
from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.core.target import Target
from rdopkg_ci.doors import files
from rdopkg_ci.doors.git.edit import Edit
from rdopkg_ci.doors.git.repo import Git
from rdopkg_ci.doors.publication import generations
from rdopkg_ci.errors import InvalidInput, LostRace, Refused, UsageError
from rdopkg_ci.flows.promotion import judging, publishing, staging
from rdopkg_ci.flows.promotion.plan import SIGNED, Promotion, plan
from rdopkg_ci.flows.services import Services, open_services

TODAY = date(2015, 3, 1)
EL7, F22, JUNO = Target('kilo', 'el7'), Target('kilo', 'f22'), Target('juno', 'epel-7')
BUILD = '- {{id: {name}-1-1, source: {source}, repo: {target.release}, dist: {target.dist}}}\n'


@pytest.fixture
def services(tmp_path: Path) -> Services:
    return open_services(
        settings.load({'HOME': str(tmp_path), 'RDOPKG_CI_HOME': str(tmp_path / 'ci')})
    )


def commit(services: Services, paths: Mapping[str, bytes | None]) -> None:
    services.repo.edit(lambda tip: (Edit(paths, 'A test'), None))


def add(services: Services, place: str, name: str, *targets: Target, source: str = 'local') -> None:
    """An update of one package as phase2 leaves it, and its RPM at its source."""
    text = f'notes: Update {name}\nbuilds:\n' + ''.join(
        BUILD.format(name=name, source=source, target=target) for target in targets
    )
    sums: Sequence[Sum] = ()
    if source == 'local':
        shutil.copy(rpm(name), services.settings.sources.local)
        sums = [
            Sum(files.sha256(rpm(name)), target, '', rpm(name).name, f'{name}-1-1')
            for target in targets
        ]
    commit(services, {f'{place}.yml': text.encode(), f'{place}.yml.sums': dump_sums(sums)})


def ids(services: Services, *names: str) -> list[str]:
    return [update.id for update in plan(services, names, TODAY).updates]


def listed(services: Services) -> list[str]:
    return sorted(path for path in services.repo.files(services.repo.tip()) if path != 'ci.yml')


def ruled(services: Services, asked: Promotion) -> Verdict:
    return judging.judged(services, asked, TODAY).verdict


def test_updates_are_chosen_by_id_release_or_group(services: Services) -> None:
    add(services, 'ready/aaaa', 'foo', EL7, F22)
    add(services, 'my-group/bbbb', 'bar', JUNO)
    add(services, 'pushed/cccc', 'baz', JUNO)
    add(services, 'updates/dddd', 'baz', JUNO)
    assert ids(services) == ['aaaa', 'bbbb']
    assert ids(services, 'aaaa') == ['aaaa']
    assert ids(services, 'kilo') == ['aaaa']
    assert ids(services, 'my-group') == ['bbbb']
    assert ids(services, 'juno', 'kilo') == ['aaaa', 'bbbb']
    assert ids(services, 'cccc') == ids(services, 'icehouse') == []


@pytest.mark.parametrize('name', ['nope', 'dddd', 'updates', '../x', ''])
def test_a_name_that_means_nothing_is_an_error(services: Services, name: str) -> None:
    add(services, 'updates/dddd', 'baz', JUNO)
    with pytest.raises(UsageError, match='nothing is ready of'):
        ids(services, name)


def test_the_whole_way(services: Services) -> None:
    add(services, 'ready/aaaa', 'foo', EL7, F22)
    add(services, 'ready/bbbb', 'bar', EL7)
    asked = plan(services, (), TODAY)
    assert [(item.target, item.updates) for item in asked.publications] == [
        (EL7, ('aaaa', 'bbbb')),
        (F22, ('aaaa',)),
    ]
    _, events = staging.stage(services, asked)
    assert [(event.action, event.target) for event in events] == [
        (Action.STAGED, 'kilo/el7'),
        (Action.STAGED, 'kilo/f22'),
    ]
    assert staging.stage(services, plan(services, (), TODAY))[1] == []
    assert ruled(services, asked) is Verdict.MISSING
    publishing.publish(services, asked)
    assert listed(services) == [
        f'pushed/{name}.yml{end}' for name in ('aaaa', 'bbbb') for end in ('', '.files', '.sums')
    ]
    place = services.settings.publish.production / 'kilo'
    assert (
        services.repo.read(services.repo.tip(), 'pushed/aaaa.yml.files')
        == ''.join(f'{place}/{dist}/foo-1-1.noarch.rpm\n' for dist in ('el7', 'f22')).encode()
    )
    assert sorted(path.name for path in (place / 'el7').glob('*.rpm')) == [
        'bar-1-1.noarch.rpm',
        'foo-1-1.noarch.rpm',
    ]
    assert ids(services) == []


def test_published_but_not_moved_is_only_moved(services: Services) -> None:
    add(services, 'ready/aaaa', 'foo', EL7)
    asked = plan(services, (), TODAY)
    staging.stage(services, asked)
    publishing.publish(services, asked)
    tip = services.repo.tip()
    back = {
        f'{place}/aaaa.yml{end}': content
        for end in ('', '.sums')
        for place, content in (
            ('pushed', None),
            ('ready', services.repo.read(tip, f'pushed/aaaa.yml{end}')),
        )
    }
    commit(services, back)
    (services.settings.sources.local / 'foo-1-1.noarch.rpm').unlink()
    again = plan(services, (), TODAY)
    assert again.publications[0].generation == asked.publications[0].generation
    assert staging.stage(services, again)[1] == []
    assert publishing.publish(services, again)[-1] == Event('aaaa', Action.MOVED, 'pushed')


def test_an_update_without_rpms_is_moved_too(services: Services) -> None:
    add(services, 'ready/aaaa', 'foo', EL7, source='dummy')
    staged, _ = staging.stage(services, plan(services, (), TODAY))
    publishing.publish(services, staged)
    assert services.repo.read(services.repo.tip(), 'pushed/aaaa.yml.files') == b''


def test_a_source_that_changed_is_refused_with_both_checksums(services: Services) -> None:
    add(services, 'ready/aaaa', 'foo', EL7)
    shutil.copy(
        rpm('foo', text='Something else.'), services.settings.sources.local / 'foo-1-1.noarch.rpm'
    )
    with pytest.raises(Refused) as caught:
        staging.stage(services, plan(services, (), TODAY))
    assert files.sha256(rpm('foo')) in str(caught.value)
    assert files.sha256(rpm('foo', text='Something else.')) in str(caught.value)
    assert generations.current(services.settings.publish.stage, EL7) == ''


def test_a_collision_with_production_is_refused_before_anything(services: Services) -> None:
    add(services, 'ready/aaaa', 'foo', EL7)
    shutil.copy(
        rpm('foo', text='Something else.'),
        services.settings.publish.production / 'kilo' / 'el7' / 'foo-1-1.noarch.rpm',
    )
    with pytest.raises(Refused, match='production holds'):
        plan(services, (), TODAY)


def test_what_phase2_did_not_test_is_refused(services: Services) -> None:
    add(services, 'ready/aaaa', 'foo', EL7, F22)
    text = services.repo.read(services.repo.tip(), 'ready/aaaa.yml.sums') or b''
    commit(
        services,
        {'ready/aaaa.yml.sums': text.splitlines(True)[0].replace(b'foo-1-1\n', b'bar-1-1\n')},
    )
    with pytest.raises(Refused) as caught:
        plan(services, (), TODAY)
    assert str(caught.value).count('foo-1-1') == 2
    assert 'bar-1-1 (kilo/el7) is no build of ready/aaaa.yml' in str(caught.value)
    stranger = dump_sums([Sum('0' * 64, EL7, '', 'bar-1-1.noarch.rpm', 'bar-1-1')])
    commit(services, {'ready/aaaa.yml.sums': text + stranger})
    with pytest.raises(Refused, match='is no build of ready/aaaa'):
        plan(services, (), TODAY)


def test_a_broken_file_stays_where_it_is_and_holds_up_no_other(services: Services) -> None:
    add(services, 'ready/aaaa', 'foo', EL7)
    commit(services, {'ready/bbbb.yml': b'no update'})
    made = plan(services, [], TODAY)
    assert [update.id for update in made.updates] == ['aaaa']
    [warning] = made.warnings
    assert str(warning).startswith('bbbb stays where it is:\n  ready/bbbb.yml:')
    with pytest.raises(InvalidInput, match='bbbb stays where it is'):
        plan(services, ['bbbb'], TODAY)
    assert ids(services, 'aaaa') == ['aaaa']


def test_an_edit_meanwhile_stops_it_before_production(services: Services) -> None:
    add(services, 'ready/aaaa', 'foo', EL7)
    staged, _ = staging.stage(services, plan(services, (), TODAY))
    commit(services, {'ready/aaaa.yml.sums': b''})
    with pytest.raises(LostRace, match='aaaa'):
        publishing.publish(services, staged)
    assert not list((services.settings.publish.production / 'kilo' / 'el7').iterdir())


def test_an_update_edited_in_the_last_moment_stays(services: Services) -> None:
    """Somebody's push comes between our look and ours: a hook of the server's makes it so."""
    add(services, 'ready/aaaa', 'foo', EL7)
    staged, _ = staging.stage(services, plan(services, (), TODAY))
    server = Git(services.settings.embedded_repo)
    theirs = server.commit(services.repo.tip(), {'ready/aaaa.yml.sums': b''}, 'Edit')
    hook = server.path / 'hooks' / 'update'
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f'#!/bin/sh\nrm "$0"\ngit update-ref refs/heads/master {theirs}\n')
    hook.chmod(0o755)
    assert publishing.publish(services, staged)[-1] == Event('aaaa', Action.LEFT_IN_PLACE)
    assert listed(services) == ['ready/aaaa.yml', 'ready/aaaa.yml.sums']


def test_an_update_whose_targets_are_all_disabled_waits(services: Services) -> None:
    add(services, 'ready/aaaa', 'foo', EL7)
    add(services, 'ready/bbbb', 'bar', EL7, F22)
    policy = services.repo.read(services.repo.tip(), 'ci.yml') or b''
    disable = (
        b'\ndisabled:\n- {target: kilo/el7, reason: no mirror, owner: me, until: 2015-03-01}\n'
    )
    commit(services, {'ci.yml': policy.replace(b'\ndisabled: []\n', b'\n') + disable})
    asked = plan(services, (), TODAY)
    assert ([update.id for update in asked.updates], [*asked.waiting]) == (['bbbb'], ['aaaa'])
    assert 'rdopkg ci enable kilo/el7' in asked.waiting['aaaa'].what


def test_signed_rpms_are_published_and_their_checksums_recorded(
    services: Services,
) -> None:
    # A signed copy from an earlier day: making one is tested with its door.
    signed = rpm('foo', text='As if signed.')
    publish = replace(services.settings.publish, sign_key='RDO')
    services = services._replace(settings=replace(services.settings, publish=publish))
    add(services, 'ready/aaaa', 'foo', EL7)
    folder = services.settings.home / SIGNED / hashlib.sha256(b'RDO').hexdigest()[:16]
    folder.mkdir(parents=True)
    place = folder / f'{files.sha256(rpm("foo"))}.rpm'
    shutil.copy(signed, place)
    staged, _ = staging.stage(services, plan(services, (), TODAY))
    publishing.publish(services, staged)
    text = services.repo.read(services.repo.tip(), 'pushed/aaaa.yml.sums') or b''
    assert [entry.sha256 for entry in parse_sums(text, 'x')] == [files.sha256(signed)]
    assert files.sha256(
        services.settings.publish.production / 'kilo' / 'el7' / 'foo-1-1.noarch.rpm'
    ) == files.sha256(signed)
