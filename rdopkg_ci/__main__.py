"""`python -m rdopkg_ci …`: the same two actions without an install."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the host with our actions; returns its exit code."""
    try:
        return _main()
    except KeyboardInterrupt:
        from rdopkg_ci import exits

        exits.interrupted()


def _main() -> int:
    from rdopkg_ci.cli import streams

    # Before the host is imported, which asks for standard output.
    streams.prepare()

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
