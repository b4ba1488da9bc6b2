"""Tests that failed, out of a stream of subunit, as testr and stestr write it; read with
python-subunit.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rdopkg_ci.core.runs.tally import KEPT, FailedTest, Tally
from rdopkg_ci.doors import files
from rdopkg_ci.errors import CiError, MissingTool

_FAILURES = ('fail', 'uxsuccess')
_OVER = ('success', 'skip', 'xfail', *_FAILURES)


class _Seen:
    """Takes events as testtools hands them on."""

    def __init__(self) -> None:
        self.states: dict[str, str] = {}
        self.details: dict[str, str] = {}

    def startTestRun(self) -> None:
        """It needs no preparation."""

    def stopTestRun(self) -> None:
        """Nor an end."""

    def status(self, test_id: Any = None, test_status: Any = None, **more: Any) -> None:
        if not isinstance(test_id, str):
            return
        if test_status in _OVER:
            self.states[test_id] = test_status
        if more.get('file_name') in ('traceback', 'reason') and more.get('file_bytes'):
            said = bytes(more['file_bytes']).decode('utf-8', 'replace').strip().splitlines()
            self.details[test_id] = said[-1] if said else ''


def parse(path: Path) -> Tally:
    """Raises CiError for what is no stream of subunit, MissingTool without python-subunit."""
    try:
        import subunit
    except ImportError as error:
        hint = "Install it with: pip install 'rdopkg-ci[subunit]'"
        raise MissingTool('the Python library python-subunit is not installed', hint) from error
    seen = _Seen()
    try:
        with files.opened(path) as stream:
            subunit.ByteStreamToStreamResult(stream, non_subunit_name='stdout').run(seen)
    except Exception as error:  # the library stumbles over foreign bytes in many ways
        raise CiError(f'{path.name}: cannot be read as subunit: {type(error).__name__}') from error
    names = [name for name, state in seen.states.items() if state in _FAILURES]
    failed = [FailedTest(name, seen.details.get(name, '')) for name in names[:KEPT]]
    return Tally(len(seen.states), len(names), tuple(failed))
