"""What `rdopkg ci` does: hand the words after it to the command that they name."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.cli import ci_command


def ci(command: str | None = None, arguments: Sequence[str] = (), version: bool = False) -> None:
    ci_command.run('version' if version else command, arguments)
