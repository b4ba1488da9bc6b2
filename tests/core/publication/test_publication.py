from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from rdopkg_ci.core.publication import publication
from rdopkg_ci.core.publication.filelist import Sum
from rdopkg_ci.core.publication.publication import (
    Publication,
    collisions,
    differences,
    generation_name,
)
from rdopkg_ci.core.target import Target

JUNO, KILO = Target('juno', 'epel-7'), Target('kilo', 'f22')
A, B, C = 'a' * 64, 'b' * 64, 'c' * 64


def rpm(sha256: str, file: str, target: Target = JUNO, tag: str = '') -> Sum:
    return Sum(sha256, target, tag, file, f'{file}-build')


def plan(
    sums: Mapping[str, Sequence[Sum]],
    production: Mapping[Target, Mapping[str, str]],
    signed: Mapping[str, str],
) -> Sequence[Publication]:
    updates = [
        publication.TestedUpdate(
            update, tuple(sorted({entry.target for entry in found})), tuple(found)
        )
        for update, found in sums.items()
    ]
    return publication.plan(updates, production, signed)


def only(
    sums: Mapping[str, Sequence[Sum]],
    production: Mapping[str, str],
    signed: Mapping[str, str] | None = None,
) -> Publication:
    (found,) = plan(sums, {JUNO: production}, signed or {})
    return found


def test_an_update_spans_its_targets() -> None:
    planned = plan(
        {'bbbb': [rpm(B, 'b.rpm', KILO), rpm(A, 'a.rpm')], 'aaaa': [rpm(C, 'c.rpm', tag='common')]},
        {KILO: {'x.rpm': C}},
        {},
    )
    assert [(item.target, item.updates, dict(item.content)) for item in planned] == [
        (JUNO, ('aaaa', 'bbbb'), {'a.rpm': A, 'common/c.rpm': C}),
        (KILO, ('bbbb',), {'b.rpm': B, 'x.rpm': C}),
    ]


def test_nothing_to_publish() -> None:
    assert plan({}, {}, {}) == ()


def test_an_update_without_rpms_still_has_its_targets() -> None:
    (planned,) = publication.plan(
        [publication.TestedUpdate('aaaa', (JUNO,), ())], {JUNO: {'a.rpm': A}}, {}
    )
    assert (planned.updates, planned.items, planned.content) == (('aaaa',), (), {'a.rpm': A})


def test_what_production_holds_is_not_new() -> None:
    planned = only({'aaaa': [rpm(A, 'a.rpm'), rpm(B, 'b.rpm')]}, {'a.rpm': A})
    assert [item.path for item in planned.new] == ['b.rpm']
    assert collisions([planned]) == ()


def test_a_generation_is_named_after_what_will_be_there_however_far_it_has_come() -> None:
    sums = {'aaaa': [rpm(A, 'a.rpm'), rpm(B, 'b.rpm')]}
    names = {only(sums, held).generation for held in ({}, {'a.rpm': A}, {'b.rpm': B, 'a.rpm': A})}
    assert names == {generation_name({'b.rpm': B, 'a.rpm': A})}


@pytest.mark.parametrize(
    'other', [{}, {'a.rpm': B}, {'b.rpm': A}, {'a.rpm': A, 'b.rpm': B}, {'x/a.rpm': A}], ids=str
)
def test_other_content_has_another_name(other: Mapping[str, str]) -> None:
    assert generation_name(other) != generation_name({'a.rpm': A})


def test_a_name_is_sixteen_hex_digits_also_for_a_file_name_that_is_no_text() -> None:
    name = generation_name({'\udcff.rpm': A})
    assert len(name) == 16
    assert set(name) <= set('0123456789abcdef')


@pytest.mark.parametrize(
    ('sums', 'production', 'expected'),
    [
        pytest.param(
            {'aaaa': [rpm(A, 'a.rpm')]},
            {'a.rpm': B},
            ['update aaaa', 'production holds a.rpm (bbbbbbbbbbbb'],
            id='destination',
        ),
        pytest.param(
            {'aaaa': [rpm(A, 'a.rpm')]},
            {'old/a.rpm': B},
            ['production holds old/a.rpm'],
            id='destination, other tag',
        ),
        pytest.param(
            {'aaaa': [rpm(A, 'a.rpm')], 'bbbb': [rpm(B, 'a.rpm')]},
            {},
            ['update aaaa', 'update bbbb'],
            id='two updates',
        ),
        pytest.param(
            {'aaaa': [rpm(A, 'a.rpm'), rpm(B, 'a.rpm', tag='x')]},
            {},
            ['aaaaaaaaaaaa…', 'bbbbbbbbbbbb…'],
            id='one update',
        ),
    ],
)
def test_one_name_for_two_files_collides(
    sums: Mapping[str, Sequence[Sum]], production: Mapping[str, str], expected: list[str]
) -> None:
    (problem,) = collisions([only(sums, production)])
    assert problem.startswith('juno/epel-7: a.rpm is ')
    assert all(part in problem for part in expected)


@pytest.mark.parametrize(
    ('sums', 'production'),
    [
        pytest.param({'aaaa': [rpm(A, 'a.rpm')], 'bbbb': [rpm(A, 'a.rpm')]}, {}, id='two updates'),
        pytest.param({'aaaa': [rpm(A, 'a.rpm'), rpm(A, 'a.rpm', tag='x')]}, {}, id='two tags'),
        pytest.param({'aaaa': [rpm(A, 'a.rpm')]}, {'a.rpm': A, 'x/a.rpm': A}, id='destination'),
        pytest.param(
            {'aaaa': [rpm(A, 'a.rpm')]},
            {'x/b.rpm': B, 'y/b.rpm': C},
            id='what production did to itself',
        ),
    ],
)
def test_the_same_file_twice_is_none(
    sums: Mapping[str, Sequence[Sum]], production: Mapping[str, str]
) -> None:
    assert collisions([only(sums, production)]) == ()


def test_the_same_name_on_another_target_is_none() -> None:
    assert collisions(plan({'aaaa': [rpm(A, 'a.rpm'), rpm(B, 'a.rpm', KILO)]}, {}, {})) == ()


class TestSigned:
    SUMS = {'aaaa': [rpm(A, 'a.rpm')]}  # noqa: RUF012

    def test_the_signed_copy_is_published(self) -> None:
        assert only(self.SUMS, {}, {A: B}).content == {'a.rpm': B}

    @pytest.mark.parametrize('held', [A, B], ids=['as tested', 'signed'])
    def test_what_is_there_stays(self, held: str) -> None:
        planned = only(self.SUMS, {'a.rpm': held}, {A: B})
        assert (planned.new, planned.content, collisions([planned])) == ((), {'a.rpm': held}, ())

    def test_another_signature_collides(self) -> None:
        assert len(collisions([only(self.SUMS, {'a.rpm': C}, {A: B})])) == 1


@pytest.mark.parametrize(
    ('found', 'expected'),
    [
        pytest.param({'a.rpm': A, 'b.rpm': B}, (), id='the same'),
        pytest.param(
            {'a.rpm': C, 'b.rpm': B},
            (f'a.rpm was tested as {A}, but its source has {C}',),
            id='changed',
        ),
        pytest.param({'b.rpm': B}, ('a.rpm was tested, but its source has it no more',), id='gone'),
        pytest.param(
            {'a.rpm': A, 'b.rpm': B, 'c.rpm': C},
            ('c.rpm is at its source, but was not tested',),
            id='extra',
        ),
    ],
)
def test_a_source_must_have_what_was_tested(
    found: Mapping[str, str], expected: tuple[str, ...]
) -> None:
    assert differences([rpm(A, 'a.rpm'), rpm(B, 'b.rpm')], found) == expected
