"""What the packages of several yum repos bring, read from their headers wherever they lie."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing
from functools import partial
from typing import TypeVar
from urllib.parse import quote, urlsplit

from rdopkg_ci.core.depsolve.content import Content
from rdopkg_ci.core.depsolve.package import Package
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.doors import files
from rdopkg_ci.doors.http import Http, Limits
from rdopkg_ci.doors.parallel import together
from rdopkg_ci.doors.rpm import rpmfile, rpmheader
from rdopkg_ci.errors import CiError

T = TypeVar('T')
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
        return read(self._http, self._urls[package.repo], package.where, rpmheader.content)


def read(http: Http, url: str, where: str, what: Callable[[rpmfile.Stream], T]) -> T:
    """``what`` is there of the RPM at a place in the repo at ``url``. Raises CiError where it
    cannot be had or is no RPM.
    """
    is_here = urlsplit(url).scheme == 'file'
    try:
        return _of_file(url, where, what) if is_here else _of_repo(http, url, where, what)
    except (OSError, ValueError) as error:
        problem = f'{url}: {quoted(where, 200)} cannot be read as an RPM: {error}'
        raise CiError(problem, 'The repo is broken, or was published while we read it.') from error


def _of_file(url: str, where: str, what: Callable[[rpmfile.Stream], T]) -> T:
    place = files.of_url(url)
    path = place / where
    if '..' in path.parts or '\0' in where:
        raise ValueError('it lies outside of the repo')
    with files.opened(path) as stream:
        return what(stream)


def _of_repo(http: Http, url: str, where: str, what: Callable[[rpmfile.Stream], T]) -> T:
    return _of_server(http, f'{url.rstrip("/")}/{quote(where)}', what)


def of_server(http: Http, address: str) -> Content:
    """What the RPM at a URL brings; no more of it is read than its header. Raises ValueError where
    it is none.
    """
    return _of_server(http, address, rpmheader.content)


def _of_server(http: Http, address: str, what: Callable[[rpmfile.Stream], T]) -> T:
    with closing(http.stream(address, limits=_LIMITS)) as pieces:
        return what(_Pieces(pieces))


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
