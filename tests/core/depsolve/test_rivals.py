"""One name for two contents, in production or in another update."""

from __future__ import annotations

import pytest

from rdopkg_ci.core.depsolve.rivals import Brought, rivals

FILE, BUILD = 'a-1-1.noarch.rpm', 'a-1-1'
SAID = f'{FILE} of build {BUILD} is in'
OTHER = 'with other content: build it again, with a higher release'


def brought(update: str, digest: str, file: str = FILE) -> Brought:
    return Brought(update, file, BUILD, f'sha256:{digest}')


OURS, THEIRS = brought('aaaa', '01'), brought('bbbb', '02')


@pytest.mark.parametrize(
    ('pool', 'published', 'waiting', 'said'),
    [
        pytest.param([OURS], [], [], [], id='alone'),
        pytest.param(
            [OURS], [OURS], [], [f'{SAID} production {OTHER} (update aaaa)'], id='production'
        ),
        pytest.param(
            [OURS], [], [THEIRS], [f'{SAID} update bbbb, ready {OTHER} (update aaaa)'], id='ready'
        ),
        pytest.param([OURS], [], [brought('bbbb', '01')], [], id='the same is ready'),
        pytest.param([OURS], [], [brought('aaaa', '02')], [], id='it is ready itself'),
        pytest.param([OURS], [], [brought('bbbb', '02', 'b.rpm')], [], id='another name'),
        pytest.param(
            [OURS, THEIRS],
            [],
            [],
            [
                f'{SAID} update aaaa {OTHER} (updates aaaa, bbbb together: leave out any one of them)'
            ],
            id='in one pool',
        ),
        pytest.param([OURS, brought('bbbb', '01')], [], [], [], id='the same in one pool'),
    ],
)
def test_rivals(
    pool: list[Brought], published: list[Brought], waiting: list[Brought], said: list[str]
) -> None:
    assert [str(one) for one in rivals(pool, published, waiting)] == said


def test_one_that_is_alone_needs_no_telling() -> None:
    [one] = rivals([OURS], [OURS], is_alone=True)
    assert str(one) == f'{SAID} production {OTHER}' and one.updates == ()
