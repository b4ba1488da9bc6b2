"""What `rdopkg ci` does: hand the words after it to the command that they name."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci import exits


def ci(command: str | None = None, arguments: Sequence[str] = (), version: bool = False) -> None:
    try:
        from rdopkg_ci.cli import ci_command

        ci_command.run('version' if version else command, arguments)
    except KeyboardInterrupt:
        # rdopkg would end with 1.
        exits.interrupted('--json' in arguments)
