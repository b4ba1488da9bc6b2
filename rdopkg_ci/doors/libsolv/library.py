"""Its Python module, which is not everywhere."""

from __future__ import annotations

from typing import Any

from rdopkg_ci.errors import MissingTool


def load() -> Any:
    """Raises MissingTool where it is not installed."""
    try:
        import solv
    except ImportError as error:
        hint = (
            "Install it with: pip install 'rdopkg-ci[worker]' (Python 3.11 or newer), or your"
            " distribution's python3-solv."
        )
        raise MissingTool('the Python library solv (libsolv) is not installed', hint) from error
    return solv
