"""RPMs from servers: whole, what they were said to be, and not fetched twice.

A download that breaks off goes on where it was. What is fetched is looked at before anybody sees it
under its name, and so is what the cache holds.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from rdopkg_ci.doors import files
from rdopkg_ci.doors.http import Http, HttpResponse, Limits, Rejected, Unreachable
from rdopkg_ci.doors.parallel import together
from rdopkg_ci.doors.sources.cache import Cache
from rdopkg_ci.doors.sources.progress import Progress
from rdopkg_ci.doors.sources.remote import Remote, check
from rdopkg_ci.errors import CiError

LIMITS = Limits(whole=3600.0, size=8_000_000_000)
# How often a download that breaks off goes on.
PATIENCE = 5
_WRONG_RANGE = 416


class Means(NamedTuple):
    """What downloads are made with."""

    http: Http
    cache: Cache
    progress: Progress


def fetch(means: Means, wanted: Sequence[Remote], into: Path) -> Sequence[Path]:
    """All of them in a directory, at once; what is there already is left. Raises CiError for one
    that cannot be had or is not what it should be.
    """
    into.mkdir(parents=True, exist_ok=True)
    means.progress.begin(len(wanted), _size(wanted))
    try:
        return together([partial(_fetch, means, remote, into) for remote in wanted])
    finally:
        means.progress.end()


def _size(wanted: Sequence[Remote]) -> int | None:
    sizes = [remote.size for remote in wanted if remote.size is not None]
    return sum(sizes) if len(sizes) == len(wanted) else None


def _fetch(means: Means, remote: Remote, into: Path) -> Path:
    place, cache = into / remote.file, means.cache
    if place.exists():
        return place
    part = into / f'.{remote.file}.part'
    try:
        if not _cached(cache, remote, part):
            part.unlink(missing_ok=True)
            _download(means, remote, part)
            check(part, remote)
            cache.put(remote.digest, part)
        os.replace(part, place)
        means.progress.done(remote.file)
    except OSError as error:
        raise CiError(f'{place}: cannot be written: {error.strerror}') from error
    finally:
        part.unlink(missing_ok=True)
    return place


def _cached(cache: Cache, remote: Remote, part: Path) -> bool:
    """Whether the cache holds it, in which case ``part`` is a copy."""
    known = cache.find(remote.digest)
    if known is None:
        return False
    try:
        with files.opened(known) as stream, open(part, 'wb') as copy:
            shutil.copyfileobj(stream, copy, files.PIECE)
        check(part, remote)
    except (CiError, OSError):
        with suppress(OSError):
            known.unlink()
        return False
    return True


def _download(means: Means, remote: Remote, part: Path) -> None:
    with open(part, 'w+b') as stream:
        for left in reversed(range(PATIENCE)):
            try:
                _go_on(means, remote, stream)
                return
            except Unreachable as error:
                if not left or not error.is_passing or error.answer is not None:
                    raise
            except Rejected as error:
                if not left or error.answer is None or error.answer.status != _WRONG_RANGE:
                    raise
                stream.truncate(0)


def _go_on(means: Means, remote: Remote, stream: BinaryIO) -> None:
    """Write what is missing; where the server gives the whole again, that."""
    have = stream.seek(0, os.SEEK_END)
    headers = {'Accept-Encoding': 'identity', **({'Range': f'bytes={have}-'} if have else {})}
    limits = replace(LIMITS, size=remote.size or LIMITS.size)
    answers: list[HttpResponse] = []
    with closing(means.http.stream(remote.url, headers, limits, answers.append)) as pieces:
        for piece in pieces:
            if have and not _continues(answers[0], have):
                stream.seek(0)
                stream.truncate()
            have = 0
            stream.write(piece)
            means.progress.got(remote.file, stream.tell())
    stream.flush()


def _continues(answer: HttpResponse, have: int) -> bool:
    return answer.headers.get('content-range', '').startswith(f'bytes {have}-')
