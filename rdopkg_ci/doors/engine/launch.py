"""Become a worker: note that it started, then turn into its command, with the run's lock still
open.

Whoever starts workers may be killed right after it did; what the worker writes itself is true.
Run as a script, so that it needs nothing but Python.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path


def main(place: str, *command: str) -> None:
    temporary = Path(place, '.started.json')
    temporary.write_text(json.dumps({'pid': os.getpid(), 'at': time.time()}), 'utf-8')
    temporary.replace(Path(place, 'started.json'))
    # Who stops a run leaves its mark first and looks for us then: one of us sees the other.
    if not Path(place, 'stopped').exists():
        os.execvp(command[0], command)


if __name__ == '__main__':
    main(*sys.argv[1:])
