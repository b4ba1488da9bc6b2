"""Hudson 1.398: Jenkins' own code of 2011, as a real server."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from servers.maven import fetched
from servers.process import SHORT_LIVED, ServerProcess, free_port

# Another one is tried by naming it: 1.360, 2.2.1 …
VERSION = os.environ.get('HUDSON_VERSION', '1.398')
WAR = f'org.jvnet.hudson.main:hudson-war:{VERSION}:war'
_BASE = (
    'java.lang java.util java.text java.io java.net java.util.zip java.util.concurrent'
    ' java.util.concurrent.atomic java.util.concurrent.locks java.lang.reflect java.lang.ref'
    ' java.security sun.nio.ch java.util.regex java.nio java.math'
)
_DESKTOP = 'java.awt java.awt.font javax.swing java.beans'
_CONFIG = """<?xml version='1.0' encoding='UTF-8'?>
<hudson>
  <numExecutors>{executors}</numExecutors>
  <mode>NORMAL</mode>
  <useSecurity>false</useSecurity>
  <quietPeriod>5</quietPeriod>
  <slaveAgentPort>-1</slaveAgentPort>
</hudson>
"""


class Hudson:
    """Runs with its state in ``home`` until it is closed; builds see ``environ`` besides ours."""

    def __init__(
        self,
        home: Path,
        executors: int = 4,
        environ: Mapping[str, str] | None = None,
        port: int = 0,
    ) -> None:
        home.mkdir(parents=True, exist_ok=True)
        (home / 'config.xml').write_text(_CONFIG.format(executors=executors))
        port = port or free_port()
        self.url = f'http://127.0.0.1:{port}'
        around = {**os.environ, 'HUDSON_HOME': str(home), **(environ or {})}
        arguments = [*_java(), str(fetched(WAR)), *_options(port)]
        self._process = ServerProcess(arguments, around, home / 'log', f'{self.url}/api/json')

    def ensure(self) -> None:
        """Have it run, with the state that it has kept."""
        self._process.ensure()

    def __enter__(self) -> Hudson:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        self._process.close()


def main() -> None:
    """Run one in the directory that is named, tell its address, and stay until we are ended."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    with Hudson(Path(sys.argv[1]).absolute()) as hudson:
        print(hudson.url, flush=True)
        signal.pause()


def _java() -> list[str]:
    opened = [f'java.base/{name}=ALL-UNNAMED' for name in _BASE.split()]
    opened += [f'java.desktop/{name}=ALL-UNNAMED' for name in _DESKTOP.split()]
    return [
        'java',
        *(f'--add-opens={one}' for one in opened),
        '-Xmx256m',
        *SHORT_LIVED,
        '-Djava.awt.headless=true',
        # It looks into the memory of child processes by ways that Java has closed.
        '-Dhudson.util.ProcessTree.disable=true',
        str(Path(__file__).with_name('Boot.java')),
    ]


def _options(port: int) -> list[str]:
    return [
        f'--httpPort={port}',
        '--httpListenAddress=127.0.0.1',
        '--httpsPort=-1',
        '--ajp13Port=-1',
    ]


if __name__ == '__main__':
    main()
