"""What a Jenkins has besides its core, by python-jenkins."""

from __future__ import annotations

from typing import Any

from rdopkg_ci.doors.http import Absent, NotAllowed
from rdopkg_ci.doors.jenkins import facts
from rdopkg_ci.doors.jenkins.server import Server
from rdopkg_ci.errors import CiError

# Since then it is a plugin.
_JUNIT_LEFT_CORE = (1, 577)


def has_junit(server: Server) -> bool | None:
    """Whether a job can publish test results; None where nobody tells us."""
    if facts.number(facts.version(server)) < _JUNIT_LEFT_CORE:
        return True
    try:
        plugin: Any = _plugins(server).get('junit')
    except (Absent, NotAllowed):
        return None
    return bool(plugin and plugin.get('active', True))


def _plugins(server: Server) -> Any:
    # Here and not above: it is slow, and needed for the jobs only.
    import jenkins

    class Client(jenkins.Jenkins):  # type: ignore[misc]
        """With our session: its own waits for ever, and takes a proxy's error for no such page."""

        def jenkins_open(self, req: Any, add_crumb: bool = True, resolve_auth: bool = True) -> str:
            path = req.url[len(server.address.root) :]
            return server.get(path, 'Overall/SystemRead').body.decode('utf-8', 'replace')

    try:
        return Client(f'{server.address.root}/').get_plugins()
    except (jenkins.JenkinsException, KeyError, TypeError, ValueError, RecursionError) as error:
        raise CiError(f'the plugins of {server.address.root} cannot be read: {error}') from error
