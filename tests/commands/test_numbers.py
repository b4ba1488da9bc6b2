"""Numbers on the command line: every one has a range, which is said."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from inspect import ismethod

import pytest

from rdopkg_ci.commands import following, parsing, watching
from rdopkg_ci.commands.arguments import Numbers, target_argument
from rdopkg_ci.commands.ci import clean
from rdopkg_ci.errors import UsageError
from rdopkg_ci.menu import COMMANDS

EVERY = {
    '--days': (clean.DAYS, 'days are from 1 to 36500'),
    '--every': (following.EVERY, 'MINUTES are from 0.1 to 1440'),
    '--watch': (watching.PAUSE, 'SECONDS are from 0.1 to 86400'),
}


@pytest.mark.parametrize('given', ['99999999999', '1e400', 'nan', '-inf', '-1', '0', '9' * 5_000])
@pytest.mark.parametrize('option', EVERY)
def test_what_is_out_of_range(option: str, given: str) -> None:
    numbers, told = EVERY[option]
    for read in (numbers.decimal, numbers.any, numbers.whole):
        with pytest.raises(UsageError, match=told):
            read(given)


@pytest.mark.parametrize('given', ['x', '', '1.5', '\x1b[31m'])
def test_what_is_no_whole_number(given: str) -> None:
    with pytest.raises(UsageError, match='days are from 1 to 36500') as error:
        clean.DAYS.whole(given)
    assert '\x1b' not in str(error.value)
    assert (clean.DAYS.whole('1'), clean.DAYS.whole('36500')) == (1, 36_500)


def typed(command: str) -> Iterator[argparse.Action]:
    """The options whose words are read as something else."""
    for action in parsing.parser(command)._actions:
        if action.type not in (None, target_argument):
            yield action


def test_no_option_takes_any_number() -> None:
    found = {}
    for action in (one for command in COMMANDS for one in typed(command)):
        assert action.type not in (int, float), action.dest
        if ismethod(action.type) and isinstance(action.type.__self__, Numbers):
            [name] = action.option_strings
            found[name] = action.type.__self__
    assert found == {name: EVERY[name][0] for name in ('--days', '--every')}
