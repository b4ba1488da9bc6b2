"""What `rdopkg ci` does: hand the words after it to the command that they name."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci import shell


def ci(command: str | None = None, arguments: Sequence[str] = ()) -> None:
    shell.ci(command, arguments)
