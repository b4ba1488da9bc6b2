"""Where on a Jenkins we are: the server's root, the folder of our jobs in it, and their paths.

URLs in the server's answers may name a host that we cannot reach, or must not send credentials to:
every address is made here, from the one that the settings name.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, unquote

_URL = re.compile('(?P<root>.*?)(?P<folder>(?:/job/[^/]+)*)/*')


class JenkinsAddress(NamedTuple):
    """``root`` is a URL without ``/`` at the end, ``folder`` a path below it such as
    ``/job/rdo``, empty where the jobs are at the root.
    """

    root: str
    folder: str

    @classmethod
    def parse(cls, url: str) -> JenkinsAddress:
        found = _URL.fullmatch(url)
        assert found, url
        return cls(found['root'], found['folder'])

    @property
    def home(self) -> str:
        """The URL below which the jobs are."""
        return self.root + self.folder

    def job(self, name: str) -> str:
        """The path of a job of ours."""
        return f'{self.folder}/job/{quote(name, safe="")}'

    def is_job(self, name: str, url: str) -> bool:
        """Whether a URL out of the server's answers is that of a job of ours, and not of one that
        somebody called the same in a folder of theirs.
        """
        head, found, rest = unquote(url).rstrip('/').rpartition(unquote(self.job(name)))
        return bool(found) and not rest and '/job/' not in head
