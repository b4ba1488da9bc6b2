"""What the packages of several yum repos bring, read from their headers wherever they lie."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from functools import partial
from urllib.parse import quote, urlsplit

from rdopkg_ci.core.depsolve.content import Content
from rdopkg_ci.core.depsolve.package import Package
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.doors import files
from rdopkg_ci.doors.http import Http, Limits
from rdopkg_ci.doors.parallel import together
from rdopkg_ci.doors.rpm import rpmheader
from rdopkg_ci.errors import CiError

_LIMITS = Limits(size=rpmheader.LIMIT + 2_000_000)


class Contents:
    """``urls`` has the URL of each repo by its name. What was read is remembered."""

    def __init__(self, urls: Mapping[str, str], http: Http) -> None:
        self._urls = urls
        self._http = http
        self._known: dict[Package, Content] = {}

    def of(self, packages: Collection[Package]) -> Mapping[Package, Content]:
        """Raises CiError for one that cannot be had or is no RPM."""
        new = sorted(set(packages) - self._known.keys())
        found = together([partial(self._content, package) for package in new])
        self._known.update(zip(new, found))
        return {package: self._known[package] for package in packages}

    def _content(self, package: Package) -> Content:
        url = self._urls[package.repo]
        read = _of_file if urlsplit(url).scheme == 'file' else partial(_of_repo, self._http)
        try:
            return read(url, package.where)
        except (OSError, ValueError) as error:
            problem = f'{url}: {quoted(package.where, 200)} cannot be read as an RPM: {error}'
            raise CiError(
                problem, 'The repo is broken, or was published while we read it.'
            ) from error


def _of_file(url: str, where: str) -> Content:
    place = files.of_url(url)
    path = place / where
    if '..' in path.parts or '\0' in where:
        raise ValueError('it lies outside of the repo')
    with files.opened(path) as stream:
        return rpmheader.content(stream)


def _of_repo(http: Http, url: str, where: str) -> Content:
    return of_server(http, f'{url.rstrip("/")}/{quote(where)}')


def of_server(http: Http, address: str) -> Content:
    """What the RPM at a URL brings; no more of it is read than its header. Raises ValueError where
    it is none.
    """
    with closing(http.stream(address, limits=_LIMITS)) as pieces:
        return rpmheader.content(_Pieces(pieces))


class _Pieces:
    """A stream over pieces, of which no more are asked for than are read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b''

    def read(self, size: int, /) -> bytes:
        found = [self._rest]
        length = len(self._rest)
        while length < size and (piece := next(self._pieces, b'')):
            found.append(piece)
            length += len(piece)
        whole = b''.join(found)
        self._rest = whole[size:]
        return whole[:size]
