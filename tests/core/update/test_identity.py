from __future__ import annotations

import re
from dataclasses import replace

import pytest

from rdopkg_ci.core.update.identity import ID, change_key, update_id
from rdopkg_ci.core.update.update import Build, Update
from rdopkg_ci.errors import CiError

UPDATE = Update(
    (Build('a-1-1', 'koji', 'kilo', 'f22'), Build('a-1-1', 'cbs', 'kilo', 'el7')), 'notes'
)


def never(update_id: str) -> bool:
    return False


def test_the_id_depends_on_the_builds_alone() -> None:
    same = replace(UPDATE, builds=UPDATE.builds[::-1], notes='other', group='g')
    assert update_id(UPDATE, never) == update_id(same, never) == 'tp85'
    assert update_id(replace(UPDATE, builds=UPDATE.builds[:1]), never) != 'tp85'


def test_a_taken_id_leads_to_the_next_one() -> None:
    first = update_id(UPDATE, never)
    second = update_id(UPDATE, {first}.__contains__)
    assert second != first
    assert update_id(UPDATE, {first, second}.__contains__) not in (first, second)


def test_ids_are_neither_numbers_nor_words() -> None:
    made = {
        update_id(replace(UPDATE, builds=(Build(f'a-{n}-1', 'koji', 'kilo', 'f22'),)), never)
        for n in range(500)
    }
    assert all(
        ID.fullmatch(one) and re.search('[0-9]', one) and re.search('[a-z]', one) for one in made
    )
    assert len(made) > 490


def test_no_free_id() -> None:
    with pytest.raises(CiError, match='no free id'):
        update_id(UPDATE, lambda update_id: True)


@pytest.mark.parametrize(
    ('text', 'valid'),
    [
        ('06ny', True),
        ('prwz', True),
        ('1234', True),
        ('06NY', False),
        ('06n', False),
        ('06ny\n', False),
    ],
)
def test_what_an_id_is(text: str, valid: bool) -> None:
    assert bool(ID.fullmatch(text)) is valid


def test_the_change_key_is_a_change_id_and_always_the_same() -> None:
    key = change_key('rdo-update', '06ny')
    assert re.fullmatch('I[0-9a-f]{40}', key)
    assert key == change_key('rdo-update', '06ny') != change_key('rdo-update', '0ipu')
