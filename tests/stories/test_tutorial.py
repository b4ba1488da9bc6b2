"""docs/tutorial.md, as a newcomer follows it: every command from top to bottom, in an empty home."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from box import DEMO, ROOT, Box
from measuring import unmeasured

FENCED = re.compile(r'^```(\w*)\n(.*?)^```$', re.M | re.S)


def commands() -> str:
    """What the tutorial has one type after the install; a file is named by its first line."""
    _, _, text = (ROOT / 'docs' / 'tutorial.md').read_text('utf-8').partition('\n## 1. ')
    return '\n'.join(_typed(text))


def _typed(text: str) -> Iterator[str]:
    for kind, block in FENCED.findall(text):
        name = block.partition('\n')[0].removeprefix('# ')
        yield f"cat >{name} <<'END'\n{block}END" if kind else block


def test_the_tutorial_leads_to_production(box: Box, home: Path) -> None:
    pytest.importorskip('solv', reason='needs solv, which is for Python 3.11 and newer')
    if not shutil.which('dnf'):
        pytest.skip('no dnf')
    box.install()
    (box.work / 'demo').symlink_to(DEMO)
    for name in ('RDOPKG_CI_HOME', 'RDOPKG_CI_SOURCES_LOCAL', 'RDOPKG_CI_RUNS_TRANSACTION'):
        del box.environ[name]
    # What an editor does is up to who uses it.
    box.environ['EDITOR'] = 'sed -i 1i#ours'
    done = subprocess.run(
        ['bash', '-euo', 'pipefail', '-c', commands()],
        cwd=box.work,
        env=unmeasured(box.environ),
        capture_output=True,
        text=True,
        timeout=400,
    )
    assert done.returncode == 0, f'{done.stdout}\n{done.stderr}'
    assert re.search(r'^python-glance-store\.noarch +0\.4\.0-1\.el7 +rdo', done.stdout, re.M)
    assert list((home / '.rdopkg' / 'ci' / 'production' / 'kilo' / 'el7').glob('*.rpm'))
