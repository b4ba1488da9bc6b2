"""Whether what production lists is what was published."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from rdopkg_ci.core.publication.filelist import Sum
from rdopkg_ci.core.publication.verified import Record, verify
from rdopkg_ci.core.target import Target

EL7, F22 = Target('kilo', 'el7'), Target('kilo', 'f22')
THEN, NOW = 'a' * 64, 'b' * 64
OLD, NEW = 'python-foo-1.9-1.el7.noarch.rpm', 'python-foo-1.10-1.el7.noarch.rpm'
OTHER = 'python-foo-doc-1.10-1.el7.noarch.rpm'


def record(file: str, target: Target = EL7, tag: str = '', update: str = '06ny') -> Record:
    return Record(update, Sum(THEN, target, tag, file, 'python-foo-1.9-1.el7'))


# What was published, what production lists; how many are as tested, gone for newer ones, of no
# update, and what is found of those that are otherwise.
CASES = {
    'nothing': ([], {}, (0, 0, 0), []),
    'as tested': ([record(OLD)], {OLD: f'sha256:{THEN}'}, (1, 0, 0), []),
    'by two updates': (
        [record(OLD), record(OLD, update='a1b2')],
        {OLD: f'sha256:{THEN}'},
        (1, 0, 0),
        [],
    ),
    'below a tag': (
        [record(OLD, tag='common')],
        {f'common/{OLD}': f'sha256:{THEN}'},
        (1, 0, 0),
        [],
    ),
    'below another': ([record(OLD, tag='common')], {OLD: f'sha256:{THEN}'}, (0, 0, 1), [None]),
    'of another target': ([record(OLD, F22)], {OLD: f'sha256:{NOW}'}, (0, 0, 1), []),
    'missing': ([record(OLD)], {OTHER: f'sha256:{NOW}'}, (0, 0, 1), [None]),
    'another': ([record(OLD)], {OLD: f'sha256:{NOW}'}, (0, 0, 0), [f'sha256:{NOW}']),
    'by another sum': ([record(OLD)], {OLD: 'sha1:abc'}, (0, 0, 0), ['sha1:abc']),
    'no sum': ([record(OLD)], {OLD: ''}, (0, 0, 0), ['']),
    'replaced': ([record(OLD)], {NEW: f'sha256:{NOW}'}, (0, 1, 1), []),
    'older is there': ([record(NEW)], {OLD: f'sha256:{NOW}'}, (0, 0, 1), [None]),
    'newer of another architecture': (
        [record(OLD)],
        {NEW.replace('noarch', 'src'): f'sha256:{NOW}'},
        (0, 0, 1),
        [None],
    ),
    'a name that tells nothing': ([record('x.rpm')], {'y.rpm': 'sha256:'}, (0, 0, 1), [None]),
}


@pytest.mark.parametrize(('records', 'listed', 'counts', 'otherwise'), CASES.values(), ids=CASES)
def test_verify(
    records: list[Record],
    listed: Mapping[str, str],
    counts: tuple[int, int, int],
    otherwise: list[str | None],
) -> None:
    found = verify(EL7, records, listed)
    assert (found.as_tested, found.replaced, found.others) == counts
    assert [one.found for one in found.mismatches] == otherwise
