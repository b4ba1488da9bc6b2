"""Packed files: those that are meant, and those that are made to fill a disk."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import random
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from rdopkg_ci.doors.repos.unpack import Bound, unpack
from rdopkg_ci.errors import CiError

PACK: dict[str, Callable[[bytes], bytes]] = {
    'gz': gzip.compress,
    'xz': lzma.compress,
    'bz2': bz2.compress,
}


def zstd(data: bytes, place: Path) -> bytes:
    createrepo = pytest.importorskip('createrepo_c', reason='needs createrepo_c')
    (place / 'plain').write_bytes(data)
    packed = place / 'made.zst'
    createrepo.compress_file(str(place / 'plain'), str(packed), createrepo.ZSTD_COMPRESSION)
    return packed.read_bytes()


@pytest.fixture(params=['gz', 'xz', 'bz2', 'zst'])
def pack(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[bytes], Path]:
    def packed(data: bytes) -> Path:
        kind = request.param
        made = zstd(data, tmp_path) if kind == 'zst' else PACK[kind](data)
        place = tmp_path / f'primary.xml.{kind}'
        place.write_bytes(made)
        return place

    return packed


def noise(size: int) -> bytes:
    return random.Random(1).randbytes(size)


@pytest.mark.parametrize('size', [0, 1, 1 << 20, (1 << 20) + 1, 3_000_000])
def test_what_was_packed_comes_out(
    pack: Callable[[bytes], Path], tmp_path: Path, size: int
) -> None:
    packed, plain = pack(noise(size)), tmp_path / 'out'
    unpack(packed, plain)
    assert plain.read_bytes() == noise(size)


def test_what_packs_well_comes_out(pack: Callable[[bytes], Path], tmp_path: Path) -> None:
    text = b'<package type="rpm">' * 500_000
    unpack(pack(text), tmp_path / 'out')
    assert (tmp_path / 'out').read_bytes() == text


def test_more_than_the_ratio_is_refused_early(
    pack: Callable[[bytes], Path], tmp_path: Path
) -> None:
    packed = pack(b' ' * 60_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(CiError, match='becomes more than 20,000,000 bytes'):
        unpack(packed, tmp_path / 'out')
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000
    assert not (tmp_path / 'out').exists() and not list(tmp_path.glob('.*'))


def test_more_than_the_size_is_refused(pack: Callable[[bytes], Path], tmp_path: Path) -> None:
    with pytest.raises(CiError, match='becomes more than 1,000 bytes'):
        unpack(pack(noise(2_000)), tmp_path / 'out', Bound(size=1_000))


@pytest.mark.parametrize('kind', ['gz', 'xz', 'bz2'])
def test_half_a_file_is_refused(kind: str, tmp_path: Path) -> None:
    packed = tmp_path / f'x.{kind}'
    packed.write_bytes(PACK[kind](noise(100_000)))
    packed.write_bytes(packed.read_bytes()[:-50_000])
    with pytest.raises(CiError, match='cannot be unpacked'):
        unpack(packed, tmp_path / 'out')
    assert not (tmp_path / 'out').exists()


@pytest.mark.parametrize('kind', ['gz', 'xz', 'bz2'])
def test_damage_is_refused(kind: str, tmp_path: Path) -> None:
    packed = tmp_path / f'x.{kind}'
    data = bytearray(PACK[kind](noise(100_000)))
    data[5_000:5_100] = b'x' * 100
    packed.write_bytes(data)
    with pytest.raises(CiError, match='cannot be unpacked'):
        unpack(packed, tmp_path / 'out')


@pytest.mark.parametrize('kind', ['gz', 'xz', 'bz2'])
def test_streams_behind_each_other_are_one(kind: str, tmp_path: Path) -> None:
    packed = tmp_path / f'x.{kind}'
    packed.write_bytes(PACK[kind](b'one') + PACK[kind](b'two'))
    unpack(packed, tmp_path / 'out')
    assert (tmp_path / 'out').read_bytes() == b'onetwo'


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / 'x.gz').write_bytes(b'<xml/>')
    with pytest.raises(CiError, match='not gz, xz, bz2 or zstd'):
        unpack(tmp_path / 'x.gz', tmp_path / 'out')


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / 'x.gz')
    with pytest.raises(CiError, match='not a regular file'):
        unpack(tmp_path / 'x.gz', tmp_path / 'out')
