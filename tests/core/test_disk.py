"""When people are told that a disk is nearly full."""

from __future__ import annotations

import pytest

from rdopkg_ci.core.disk import Disk, nearly_full

MB, GB, TB = 10**6, 10**9, 10**12


@pytest.mark.parametrize(
    ('disk', 'told'),
    [
        pytest.param(Disk(20 * GB, 2 * GB), '', id='a tenth of a small one'),
        pytest.param(Disk(20 * GB, GB), '', id='just enough'),
        pytest.param(Disk(20 * GB, GB - 1), '1000 MB of 20 GB are free', id='just too little'),
        pytest.param(Disk(20 * GB, 0), '0 MB of 20 GB are free', id='full'),
        pytest.param(Disk(500 * MB, 2_340_000), '2.34 MB of 500 MB are free', id='a tiny one'),
        pytest.param(Disk(4 * TB, 11 * GB), '', id='little of a large one, and enough'),
        pytest.param(Disk(4 * TB, 9 * GB), '9 GB of 4 TB are free', id='little of a large one'),
        pytest.param(Disk(GB, GB, 1_000_000, 60_000), '', id='files enough'),
        pytest.param(
            Disk(GB, GB, 1_000_000, 40_000), 'it takes 40,000 more files of 1,000,000', id='files'
        ),
        pytest.param(Disk(0, 0), '', id='one that does not tell'),
    ],
)
def test_nearly_full(disk: Disk, told: str) -> None:
    assert nearly_full(disk) == told
