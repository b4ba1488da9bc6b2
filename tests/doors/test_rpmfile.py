"""Whole, cut and damaged RPMs, told apart without rpm."""

from __future__ import annotations

from pathlib import Path

import pytest
from box import DEMO

from rdopkg_ci.doors.rpm import rpmfile
from rdopkg_ci.errors import CiError

RPM = next((DEMO / 'rpms').glob('*.rpm')).read_bytes()


@pytest.mark.parametrize(
    ('data', 'is_whole'),
    [
        pytest.param(RPM, True, id='whole'),
        pytest.param(RPM[:-1], False, id='a byte short'),
        pytest.param(RPM + b'\0', False, id='a byte long'),
        pytest.param(RPM[:200], False, id='cut in its signature'),
        pytest.param(RPM[:50], False, id='cut in its lead'),
        pytest.param(b'', False, id='empty'),
        pytest.param(b'<html>404</html>' * 100, False, id='something else'),
        pytest.param(RPM[:104] + b'\xff' * 8 + RPM[112:], False, id='a signature without end'),
    ],
)
def test_whole_or_not(tmp_path: Path, data: bytes, is_whole: bool) -> None:
    path = tmp_path / 'a.rpm'
    path.write_bytes(data)
    assert rpmfile.is_whole(path) is is_whole


def test_what_is_not_there_is_not_whole(tmp_path: Path) -> None:
    assert not rpmfile.is_whole(tmp_path / 'none.rpm')


@pytest.mark.parametrize(
    ('data', 'problem'),
    [
        pytest.param(RPM[:-20] + b'x' * 20, 'really.rpm is damaged', id='payload'),
        pytest.param(
            RPM[:5000] + bytes([RPM[5000] ^ 1]) + RPM[5001:], 'really.rpm is damaged', id='one bit'
        ),
        pytest.param(b'no rpm', 'really.rpm: cannot be read as an RPM', id='no RPM'),
    ],
)
def test_damage_is_named(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / 'a.rpm'
    path.write_bytes(data)
    with pytest.raises(CiError, match=problem):
        rpmfile.check(path, Path('really.rpm'))


@pytest.mark.parametrize('path', sorted(DEMO.rglob('*.rpm')), ids=lambda path: path.stem)
def test_real_ones_are_what_they_say(path: Path) -> None:
    assert rpmfile.is_whole(path)
    rpmfile.check(path, path)
