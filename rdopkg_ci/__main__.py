"""`python -m rdopkg_ci …`: the same two actions without an install."""

from __future__ import annotations

import sys


def main() -> int:
    from rdopkg import shell
    from rdopkg.action import ActionManager
    from rdopkg.core import ActionRunner

    import rdopkg_ci.actions

    manager = ActionManager()
    manager.add_actions_modules(rdopkg_ci.actions)
    return int(
        shell.run(ActionRunner(action_manager=manager), cargs=tuple(sys.argv[1:]), prog='rdopkg')
        or 0
    )


if __name__ == '__main__':
    # `python -m` looks into the current directory first, before the standard library. We are found
    # already; whatever else lies there is not ours.
    del sys.path[0]
    sys.exit(main())
