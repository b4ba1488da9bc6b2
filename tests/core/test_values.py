"""Values that name things, which must not be taken for one another."""

from __future__ import annotations

import dataclasses

import pytest

from rdopkg_ci.core.runs.rounds import Round
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.update.place import Place


def test_the_same_words_name_different_things() -> None:
    assert len({Target('a', 'b'), Place('a', 'b')}) == 2
    assert Round('a', (), ()) != Target('a', 'b')


@pytest.mark.parametrize('value', [Target('a', 'b'), Place('a', 'b'), Round('a', (), ())])
def test_nobody_changes_them(value: object) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, dataclasses.fields(value)[0].name, 'x')  # type: ignore[arg-type]
