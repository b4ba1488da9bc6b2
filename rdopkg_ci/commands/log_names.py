"""What `rdopkg ci explain` is given: logs, and whatever else runs may be called by. Who explains a
file does not wait for what the board needs.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from rdopkg_ci.core.phase import PHASES
from rdopkg_ci.core.review.address import ChangeAddress
from rdopkg_ci.doors import files

# Of a run on a Jenkins.
_PAGE = re.compile(rf'.*/job/rdo-(?:{"|".join(PHASES)})/\d+/?')


def is_run_page(name: str) -> bool:
    return bool(_PAGE.fullmatch(name))


def is_log(name: str) -> bool:
    """Whether it is to be read as it stands: no page of a run or a change, no directory, and no
    update file.
    """
    if '://' in name and not name.lower().startswith('file://'):
        return not (is_run_page(name) or ChangeAddress.parse(name))
    path = files.of_url(name) if '://' in name else Path(name)
    is_there = os.path.exists(path) and not os.path.isdir(path)
    return name == files.STDIN or (is_there and not _is_update(name))


def _is_update(name: str) -> bool:
    if not name.endswith(('.yml', '.yaml')):
        return False
    from rdopkg_ci.flows.naming import own_file

    return own_file.is_update(name)
