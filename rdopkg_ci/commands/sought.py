"""The logs of the runs that somebody names, for `rdopkg ci explain`."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Union

from rdopkg_ci import settings
from rdopkg_ci.commands.log_names import is_run_page
from rdopkg_ci.core.review.address import ChangeAddress
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.errors import CiError, UsageError
from rdopkg_ci.flows.explaining import RunLog, logs_of
from rdopkg_ci.flows.gathering import snapshot
from rdopkg_ci.flows.gathering.snapshot import Snapshot
from rdopkg_ci.flows.naming import own_file
from rdopkg_ci.flows.services import is_there, open_services

# The log of a run, or why there is none.
Found = Union[RunLog, CiError]
_NO_RUN = 'there is no run {}, or none that is remembered'
_CONSOLE = 'With /consoleText behind it, what the server has of it is read as a log.'


def sought(names: Sequence[str]) -> Mapping[str, Sequence[Found]]:
    """What there is of each name; nothing of any where there is no rdo-update repo to look into,
    but that a file was not submitted.
    """
    config = settings.load()
    if not is_there(config):
        return {name: [own_file.unsubmitted(name)] for name in names if own_file.is_named(name)}
    try:
        services = open_services(config, create=False)
        seen = snapshot.take(services, date.today(), every_attempt=True, to_read=True)
    except CiError as error:
        return {name: [_neither(name, error)] for name in names}
    return {name: _found(seen, name) for name in names}


def _found(seen: Snapshot, name: str) -> Sequence[Found]:
    try:
        return logs_of(seen, Path(name).absolute().as_uri() if os.path.isdir(name) else name)
    except CiError as error:
        return [_neither(name, error)]


def _neither(name: str, error: CiError) -> CiError:
    is_usage = isinstance(error, UsageError)
    if own_file.is_named(name) or ChangeAddress.parse(name):
        return error
    if is_run_page(name):
        return UsageError(_NO_RUN.format(quoted(name, 200)), _CONSOLE) if is_usage else error
    kind = UsageError if is_usage else CiError
    what = 'Is a directory' if os.path.isdir(name) else 'No such file or directory'
    return kind(f'{quoted(name, 200)}: {what}, and of updates and runs: {error}', error.hint)
