"""A whole life read by a script: every command that acts says what it did as one document."""

from __future__ import annotations

from typing import Any

from box import Box
from life import GLANCE, submit


def actions(told: Any) -> list[tuple[str, str]]:
    assert (told['schema'], told['problems']) == (1, [])
    return [(event['subject'], event['action']) for event in told['events']]


def test_a_life_in_json(kilo: Box) -> None:
    told = kilo.json('update', kilo.demo('good.yml'))
    update_id = told['id']
    assert (told['topic'], told['targets'], told['change']) == ('kilo_el7', ['kilo/el7'], 1)
    assert actions(told) == [(update_id, 'proposed')] and told['next']['who'] == 'gate'
    assert kilo.json('update', 'good.yml')['events'] == [], 'unchanged'
    assert told['url'].endswith('#refs/changes/01/1') and told['place'] is None

    assert actions(kilo.json('ci', 'gate')) == [
        (update_id, 'started'),
        (update_id, 'voted'),
        (update_id, 'merged'),
    ]

    told = kilo.json('update', '--phase2', '--wait')
    assert (told['verdict'], told['updates']) == ('passed', [update_id])
    assert actions(told) == [(told['commit'][:12], 'started'), (update_id, 'moved')]
    assert [row['verdict'] for row in told['targets']] == ['passed']

    told = kilo.json('ci', 'promote', '--dry-run')
    assert actions(told) == []
    assert told['publications']['kilo/el7']['added'] == [f'{GLANCE}.noarch.rpm']

    told = kilo.json('ci', 'promote', '--yes', '--wait')
    assert told['verdict'] == 'passed'
    assert [action for _, action in actions(told)] == ['staged', 'started', 'published', 'moved']
    told = kilo.json('ci', 'promote', '--yes', update_id)
    assert (told['events'], told['publications'], told['verdict']) == ([], {}, None)
    [stays] = told['stays']
    assert stays['name'] == update_id and stays['reason'].startswith('in production already, since')
    told = kilo.json('update', '--phase2')
    assert (told['events'], told['updates'], told['verdict']) == ([], [], None)


def test_red_in_json(kilo: Box) -> None:
    [broken] = submit(kilo, 'broken')
    told = kilo.json('ci', 'gate')
    assert [event['detail'] for event in told['events']] == ['', '-1'] and not told['rounds']
    [row] = told['updates']
    assert (row['id'], row['next']['who']) == (broken, 'author')
    assert row['targets'][0]['cause']['blame'] == 'package'
    told = kilo.json('ci', 'retry')
    assert actions(told) == [(broken, 'restarted')]
    assert told['next'] == [{'who': 'run', 'what': 'then the gate'}]
    assert actions(kilo.json('ci', 'gate')) == [(broken, 'voted')]
    told = kilo.json('ci', 'withdraw', broken, '--reason', 'no heat')
    assert actions(told) == [(broken, 'abandoned')]
    told = kilo.json('ci', 'withdraw', broken, '--reason', 'no heat')
    unchanged = [{'name': broken, 'reason': 'it has been withdrawn'}]
    assert (told['events'], told['unchanged']) == ([], unchanged)


def test_an_error_in_json(kilo: Box) -> None:
    told = kilo.json('ci', 'withdraw', 'nope', '--reason', 'x', code=2)
    assert told['error']['exit_code'] == 2 and "no update 'nope'" in told['error']['message']
    told = kilo.json('ci', 'status', '--nosuch', code=2)
    assert told['error']['message'] == 'unrecognized arguments: --nosuch'
    told = kilo.json('update', 'none.yml', code=2)
    assert 'none.yml' in told['error']['message']


def test_the_policy_in_json(kilo: Box) -> None:
    good, bad = kilo.demo('good.yml'), kilo.write('bad.yml', 'notes: x\n')
    assert kilo.json('ci', 'topic', good)['topics'] == [{'file': good, 'topic': 'kilo_el7'}]
    told = kilo.json('ci', 'topic', bad, good, code=2)
    assert [one['file'] for one in told['topics']] == [good] and 'bad.yml:' in told['problems'][0]
    assert 'bad.yml:' in kilo.json('ci', 'topic', bad, code=2)['error']['message']
    words = ('--reason', 'no mirror', '--until', '2099-01-01')
    disabled = kilo.json('ci', 'disable', 'kilo/epel-7', *words, '--phase', 'stage')['disabled']
    assert disabled == kilo.json('ci', 'policy')['disabled']
    [one] = disabled
    assert (one['target'], one['until'], one['phase']) == ('kilo/el7', '2099-01-01', 'stage')
    told = kilo.json('ci', 'enable', 'kilo/el7')
    assert (told['target'], told['changed']) == ('kilo/el7', True)
    assert kilo.json('ci', 'enable', 'kilo/el7')['changed'] is False


def test_each_help_lists_its_own_codes(kilo: Box) -> None:
    assert '  3  CI is red' not in kilo.run('ci', 'topic', '--help').out
    told = kilo.run('ci', 'check', '--help').out
    assert '  3  CI is red\n' in told and '  8  ' not in told and '130  interrupted' in told
