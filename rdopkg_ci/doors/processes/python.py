"""Other Pythons that we start: isolated from the directory that we stand in, and from what the
environment says about Python.

``python -c`` puts the current directory before the standard library: whatever lies there under the
name of a module would run as us. ``-I`` leaves it out, together with PYTHONPATH and the like, so
that the places that this process imports from are handed over, behind the standard library.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[3]
_PRELUDE = """\
import json, os, sys
standard = os.path.dirname(os.__file__)
known = [standard, os.path.join(standard, 'lib-dynload')]
place = 1 + max(at for at, path in enumerate(sys.path) if path in known)
sys.path[place:place] = json.loads(sys.argv.pop(1))
"""


def command(code: str) -> tuple[str, ...]:
    """The words that run ``code`` with our own modules; further words are its ``sys.argv[1:]``."""
    return (sys.executable, '-I', '-c', f'{_PRELUDE}{code}', json.dumps(places()))


def places() -> Sequence[str]:
    """Where this process imports from, ours first, without the current directory."""
    found = [str(ROOT)]
    for path in sys.path:
        if os.path.isabs(path) and not _is_here(path) and path not in found:
            found.append(path)
    return found


def _is_here(path: str) -> bool:
    try:
        return os.path.samefile(path, '.')
    except OSError:
        # Zip files, places that are not there, and a current directory that was removed.
        return False
