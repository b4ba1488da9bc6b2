"""The jobs' files on a Jenkins: read, create, replace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from urllib.parse import urlencode

from rdopkg_ci.doors.http import Absent, HttpError
from rdopkg_ci.doors.jenkins import answers
from rdopkg_ci.doors.jenkins.server import Server
from rdopkg_ci.doors.parallel import together
from rdopkg_ci.errors import NotAuthorised, Refused

# Its charset counts where a file is replaced, the declaration in it where it is created.
_XML = {'Content-Type': 'application/xml; charset=utf-8'}
_DONE = (200, 201, 204, 302)


def names(server: Server) -> Sequence[str]:
    """What the jobs beside ours are called, and ours."""
    answer = server.json(server.address.folder, 'jobs[name]', 'Job/Read')
    listed = answers.items(answer, 'jobs', f'the jobs of {server.address.home}')
    return [one['name'] for one in listed if isinstance(one, dict) and _is_name(one.get('name'))]


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def read(server: Server, names: Sequence[str]) -> Mapping[str, bytes]:
    """The config.xml of each job that is there."""
    found = together([partial(_read, server, name) for name in names])
    return {name: data for name, data in zip(names, found) if data is not None}


def _read(server: Server, name: str) -> bytes | None:
    try:
        return server.get(f'{server.address.job(name)}/config.xml', 'Job/ExtendedRead').body
    except Absent:
        return None


def create(server: Server, name: str, xml: bytes) -> None:
    """Raises Refused with the server's words where it does not take it."""
    path = f'{server.address.folder}/createItem?{urlencode({"name": name})}'
    _put(server, name, path, xml, 'Job/Create')


def replace(server: Server, name: str, xml: bytes) -> None:
    """Raises Refused with the server's words where it does not take it."""
    _put(server, name, f'{server.address.job(name)}/config.xml', xml, 'Job/Configure')


def _put(server: Server, name: str, path: str, xml: bytes, needs: str) -> None:
    try:
        answer = server.post(path, xml, needs, _DONE, _XML)
    except NotAuthorised:
        raise
    except Absent as error:
        hint = 'The folder in jenkins.url must be there: an admin of the Jenkins makes it.'
        raise Refused(f'the job {name} cannot be written: {error}', hint) from error
    except HttpError as error:
        if error.answer is None:
            raise
        said = answers.words(error.answer) or str(error)
        raise Refused(f'the Jenkins does not take the job {name}: {said}') from error
    if answers.is_sign_in(answer, server.address.root):
        raise answers.signed_away(answer)
