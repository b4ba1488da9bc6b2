from __future__ import annotations

import json

import pytest

from rdopkg_ci.commands.telling import Teller
from rdopkg_ci.core.event import Action, Event
from rdopkg_ci.errors import CiError

EVENTS = [
    Event('06ny', Action.STARTED, phase='phase1', target='kilo/el7'),
    Event('06ny', Action.VOTED, '+1'),
]


def test_people_read_it_as_it_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    tell = Teller(as_json=False)
    for event in EVENTS:
        tell.events([event])
    tell.text('so far\n')
    tell.problems([CiError('the engine does \x1b[31mnot answer', 'Wake it.')])
    tell.finish(more='nobody sees')
    said = capsys.readouterr()
    assert said.out == '06ny: phase1 started on kilo/el7\n06ny: voted +1\nso far\n'
    assert said.err == 'warning: the engine does not answer\n  Wake it.\n'


def test_scripts_read_one_document_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    tell = Teller(as_json=True)
    tell.events(EVENTS)
    tell.text('for people\n')
    tell.problems([CiError('away')])
    assert capsys.readouterr().out == ''
    tell.finish(verdict='passed')
    told = json.loads(capsys.readouterr().out)
    assert [event['action'] for event in told.pop('events')] == ['started', 'voted']
    assert told == {'schema': 1, 'verdict': 'passed', 'problems': ['away']}


def test_a_minute_of_silence_is_broken_once(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    tell = Teller(as_json=False, clock=lambda: now[0])
    for now[0] in (59.0, 60.0, 61.0, 119.0, 120.0):
        tell.alive(f'at {now[0]:g}')
    assert capsys.readouterr().out == 'still going on: at 60\nstill going on: at 120\n'
