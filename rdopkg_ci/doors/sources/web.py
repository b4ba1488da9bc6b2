"""Builds in a yum repo, or in a listing of RPMs, on a web server: of the source http."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from html.parser import HTMLParser
from threading import Lock
from urllib.parse import quote, unquote

from rdopkg_ci.core.rpm_name import RPM_FILE
from rdopkg_ci.core.update.update import Build
from rdopkg_ci.doors.http import Absent, Http, shown
from rdopkg_ci.doors.parallel import together
from rdopkg_ci.doors.repos import contents, primary, repodata
from rdopkg_ci.doors.repos.repodata import MetadataCache
from rdopkg_ci.doors.sources.alike import near
from rdopkg_ci.doors.sources.arches import chosen
from rdopkg_ci.doors.sources.remote import Remote
from rdopkg_ci.doors.sources.remotes import Looked, complete, missing
from rdopkg_ci.errors import CiError, UsageError

LIMIT = 16_000_000


class Web:
    """What is at ``url`` is read once, at the first question, by way of the cache
    ``metadata``.
    """

    def __init__(self, url: str, http: Http, metadata: MetadataCache) -> None:
        self._url = url
        self._http = http
        self._metadata = metadata
        self._lock = Lock()
        self._repo: Mapping[str, Sequence[Remote]] | None = None
        self._listed: Sequence[str] = ()

    def look(self, build: Build) -> Looked:
        self._read()
        known = self._repo
        if known is None:
            known = self._in_listing(build)
        remotes = known.get(build.id)
        if not remotes:
            return missing(near=near(build, known))
        kept, reason = chosen({remote: _arch(remote.file) for remote in remotes}, build.arch)
        return missing(reason) if reason else complete(kept)

    def _read(self) -> None:
        """Raises CiError for what is neither a repo nor a listing."""
        with self._lock:
            if self._repo is not None or self._listed:
                return
            try:
                metadata = repodata.fetch(self._url, self._metadata)
            except Absent:
                self._listed = self._listing()
                return
            self._repo = _by_build(self._url, primary.read(metadata.primary))

    def _listing(self) -> Sequence[str]:
        page = self._http.get(f'{self._url}/').body
        if len(page) > LIMIT:
            raise CiError(f'{shown(self._url)}: its listing is too long')
        links = _Links()
        links.feed(page.decode('utf-8', 'replace'))
        if not links.found:
            hint = 'Set sources.http to a yum repo, or to a directory that the server lists.'
            problem = f'sources.http, {shown(self._url)}, is neither a yum repo nor lists RPMs'
            raise UsageError(problem, hint)
        return sorted(links.found)

    def _in_listing(self, build: Build) -> Mapping[str, Sequence[Remote]]:
        """The builds of the same version and release, by what the headers say: names do not tell
        which source a package was built from.
        """
        ending = build.id[len(build.name) :]
        files = [file for file in self._listed if f'{ending}.' in file]
        remotes = [Remote(f'{self._url}/{quote(file)}', file) for file in files]
        calls = [partial(contents.of_server, self._http, remote.url) for remote in remotes]
        found: dict[str, list[Remote]] = {}
        for remote, content in zip(remotes, together(calls)):
            name = content.build or remote.file.rsplit('.', 2)[0]
            found.setdefault(name, []).append(remote._replace(build=name))
        return found


class _Links(HTMLParser):
    """The RPMs that a page leads to in its own directory."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            file = unquote(value or '').removeprefix('./')
            if tag == 'a' and name == 'href' and RPM_FILE.fullmatch(file):
                self.found.add(file)


def _by_build(
    url: str, packages: Sequence[primary.ListedPackage]
) -> Mapping[str, Sequence[Remote]]:
    found: dict[str, list[Remote]] = {}
    for one in packages:
        address = f'{url}/{quote(one.where)}'
        remote = Remote(address, one.file, one.size, one.digest, one.build)
        found.setdefault(one.build, []).append(remote)
    return found


def _arch(file: str) -> str:
    return file.rsplit('.', 2)[1]
