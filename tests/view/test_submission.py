from __future__ import annotations

import re
from dataclasses import replace

import pytest

from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.core.review.change import Asking, Change, Proposal
from rdopkg_ci.core.review.submission import Beside, Submission
from rdopkg_ci.core.update.place import Place
from rdopkg_ci.core.update.update import Build, Update
from rdopkg_ci.view import submission as view

FOO, BAR = (Build(f'{name}-1-1', 'local', 'kilo', 'el7') for name in ('foo', 'bar'))
PROPOSAL = Proposal(
    'Ikey', 'updates/06ny.yml', b'', 'New 06ny\n\nfoo\n\nnotes\x1b[31m\n', 'kilo_el7'
)
ONE = Submission('06ny', Update((FOO,), 'notes'), PROPOSAL, ['line 2: cut\x07'])
CHANGE = Change(7, 'Ikey', '', '', 'a' * 40, 'refs/x', (), 'kilo_el7', False, (), (), 'url\x07')
LATER = CHANGE._replace(revision='b' * 40)


def test_a_plan_shows_all_and_nothing_hostile() -> None:
    assert view.plan(ONE, checked=True) == (
        'update:  06ny\n'
        'topic:   kilo_el7\n'
        'checks:  the build exists at its source\n'
        'action:  would open a new change\n'
        '\n'
        '    New 06ny\n'
        '\n'
        '    foo\n'
        '\n'
        '    notes\n'
    )


@pytest.mark.parametrize(
    ('submission', 'checked', 'line'),
    [
        pytest.param(ONE, False, 'checks:  builds were not looked up (-a)', id='unchecked'),
        pytest.param(
            ONE._replace(update=Update((FOO, BAR), '')),
            True,
            'checks:  2 builds exist at their sources',
            id='several builds',
        ),
        pytest.param(
            ONE._replace(change=CHANGE),
            True,
            'action:  would add a patch set to change 7',
            id='a patch set',
        ),
        pytest.param(
            ONE._replace(change=CHANGE, current=True),
            True,
            'action:  nothing to do, change 7 has these builds',
            id='unchanged',
        ),
        pytest.param(
            ONE._replace(place=Place('ready', '06ny')),
            True,
            'action:  nothing to do, these builds are in ready/06ny.yml',
            id='there already',
        ),
    ],
)
def test_what_would_be_done(submission: Submission, checked: bool, line: str) -> None:
    assert line in view.plan(submission, checked).splitlines()


@pytest.mark.parametrize(
    ('before', 'now', 'news', 'events'),
    [
        pytest.param(None, CHANGE, '', [Event('06ny', Action.PROPOSED, '7')], id='new'),
        pytest.param(CHANGE, CHANGE, ', unchanged', [], id='unchanged'),
        pytest.param(
            CHANGE,
            LATER,
            ', new patch set',
            [Event('06ny', Action.PATCH_SET_ADDED, '7')],
            id='a patch set',
        ),
    ],
)
def test_what_was_done(before: Change | None, now: Change, news: str, events: list[Event]) -> None:
    submitted = ONE._replace(change=before)
    later = '`rdopkg ci status 06ny` says how it stands'
    if events:
        later = 'next: the gate starts phase1: by hand'
    told = f'06ny: change 7{news}, topic kilo_el7\nurl\n{later}\n'
    assert view.proposed(submitted, now, wip=False, gate='by hand') == told
    assert view.events(submitted, now) == events


def test_who_was_asked_though_nothing_else_is_new() -> None:
    submitted, asking = ONE._replace(change=CHANGE), Asking(reviewers=('ci', 'eva'), cc=('jan',))
    told = view.proposed(submitted, CHANGE, False, 'by hand', asking).splitlines()
    assert told[0] == '06ny: change 7, unchanged, topic kilo_el7'
    assert told[2:4] == ['asked to look at it: ci, eva', 'told of it: jan']


@pytest.mark.parametrize(
    ('number', 'where'), [(3, 'change 3'), (0, 'merged')], ids=['in review', 'in the pool']
)
def test_another_version_on_its_way(number: int, where: str) -> None:
    submitted = ONE._replace(beside=[Beside('abcd', number, FOO)])
    line = f'foo-1-1 (kilo/el7) is on its way too, in update abcd ({where})'
    said = view.proposed(submitted, CHANGE, wip=False, gate='by hand')
    assert said.splitlines()[2].startswith(line) and 'WHY`, or 06ny likewise;' in said
    planned = view.plan(submitted, checked=True)
    assert line in planned and '06ny likewise' not in planned, 'there is nothing to withdraw yet'
    told = {'update': 'abcd', 'change': number or None, 'build': 'foo-1-1'}
    assert view.data(submitted, CHANGE)['beside'] == [told]


@pytest.mark.parametrize(
    ('ours', 'theirs', 'submitted', 'planned'),
    [
        pytest.param(['1.0-2'], ['1.0-10'], ['06ny'], [], id='a newer release'),
        pytest.param(['1.10-1'], ['1.9-2'], ['abcd'], ['abcd'], id='an older version'),
        pytest.param(['1.0~rc1-1'], ['1.0-1'], ['06ny'], [], id='what it was a candidate of'),
        pytest.param(['1.0-1'], ['1.00-1'], ['abcd', '06ny'], ['abcd'], id='the same to rpm'),
        pytest.param(['1-1', '3-1'], ['2-1'], ['abcd', '06ny'], ['abcd'], id='between ours'),
        pytest.param(['2-1'], ['1-1', '3-1'], ['abcd', '06ny'], ['abcd'], id='around ours'),
    ],
)
def test_of_two_versions_the_older_one_can_go(
    ours: list[str], theirs: list[str], submitted: list[str], planned: list[str]
) -> None:
    builds = tuple(replace(FOO, id=f'foo-{one}') for one in ours)
    others = [Beside('abcd', 3, replace(FOO, id=f'foo-{one}')) for one in theirs]
    submission = ONE._replace(update=Update(builds, ''), beside=others)
    said = view.proposed(submission, CHANGE, wip=False, gate='by hand')
    assert withdrawn(said) == submitted * len(others)
    plan = view.plan(submission, checked=True)
    assert withdrawn(plan) == planned * len(others)
    assert ('it is the newer' in plan) is (not planned)


def withdrawn(said: str) -> list[str]:
    """The updates that can go."""
    return re.findall('(?:ci withdraw |WHY`, or )([a-z0-9]{4})', said)


def test_a_submission_as_data() -> None:
    told = view.data(ONE, CHANGE)
    assert (told['id'], told['topic'], told['targets']) == ('06ny', 'kilo_el7', ['kilo/el7'])
    assert (told['change'], told['revision'], told['place']) == (7, 'a' * 40, None)
    assert told['warnings'] == ['line 2: cut']
    nothing = view.data(ONE._replace(place=Place('pushed', '06ny')), None)
    assert (nothing['change'], nothing['url'], nothing['place']) == (None, None, 'pushed/06ny.yml')
