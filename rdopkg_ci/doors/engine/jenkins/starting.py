"""Start a run once, however often we are killed and whatever the network does.

The server folds a request into an equal one that still waits, so two who ask at the same time get
one run. Whoever comes later finds it by its key: nobody asks without having looked just before, and
after an answer that proves nothing we look again before we repeat.
"""

from __future__ import annotations

import time
from urllib.parse import urlencode

from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.doors.engine.jenkins.job import JenkinsJob
from rdopkg_ci.doors.engine.jenkins.looking import Seen, look_closely, missing
from rdopkg_ci.doors.http import Absent, HttpResponse, Rejected, Unreachable
from rdopkg_ci.doors.jenkins import answers
from rdopkg_ci.doors.jenkins.server import Server
from rdopkg_ci.errors import CiError

# A look is as good as new for this many seconds: less than a request waits in the queue, by the
# quiet period of our jobs.
FRESH = 2.0
_APPLY = 'Compare the jobs with `rdopkg ci jobs`, and mend them with --apply.'
_ANSWERS = (200, 201, 202, 204, 302, 303, 307, 308, 301)
_PROVEN = (201, 303)
_REPEATABLE = (429, 502, 503, 504)


class Starting:
    """Looks at a job are shared by the runs that are started one after the other."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._looks: dict[JenkinsJob, tuple[float, Seen]] = {}

    def start(self, job: JenkinsJob, request: Request) -> bool:
        """Whether it was not there before. Raises CiError where no run came of it, with the
        reason.
        """
        seen = self._seen(job, request)
        if request.key in seen.keys:
            return False
        if seen.is_disabled:
            # Old servers answer as if they had started one.
            raise _disabled(job)
        self._start(job, request)
        self._remember(job, request.key)
        return True

    def forget(self) -> None:
        """Look anew before the next start."""
        self._looks.clear()

    def _start(self, job: JenkinsJob, request: Request) -> None:
        failure = self._ask(job, request)
        if failure and _is_repeatable(failure) and not self._is_there(job, request):
            failure = self._ask(job, request)
        if failure and not self._is_there(job, request):
            raise failure

    def _seen(self, job: JenkinsJob, request: Request) -> Seen:
        """A fresh look. Raises CiError for a job that would drop our parameters, ``key`` with them:
        nobody would find the run again.
        """
        at, seen = self._looks.get(job, (0.0, None))
        if seen is None or time.monotonic() - at > FRESH:
            at, seen = time.monotonic(), look_closely(self._server, job)
            self._looks[job] = (at, seen)
        lacking = sorted(request.mapping.keys() - seen.parameters)
        if seen.parameters and lacking:
            raise CiError(f'the job {job.name} lacks the parameter {lacking[0]}', _APPLY)
        return seen

    def _remember(self, job: JenkinsJob, key: str) -> None:
        """What we started ourselves is part of the look, for as long as that is fresh."""
        if job in self._looks:
            at, seen = self._looks[job]
            self._looks[job] = (at, seen._replace(keys=seen.keys | {key}))

    def _is_there(self, job: JenkinsJob, request: Request) -> bool:
        self._looks.pop(job, None)
        return request.key in self._seen(job, request).keys

    def _ask(self, job: JenkinsJob, request: Request) -> CiError | None:
        """One POST: None where it proves that the run is there, else why not; raises where it
        proves that it is not.
        """
        body = urlencode(request.mapping).encode()
        path = f'{job.path}/buildWithParameters'
        try:
            answer = self._server.post(path, body, 'Job/Build', _ANSWERS)
        except Unreachable as error:
            return error
        except Absent as error:
            raise missing(job) from error
        except Rejected as error:
            raise _refusal(job, error) from error
        if answers.is_sign_in(answer, self._server.address.root):
            return answers.signed_away(answer)
        return None if answer.status in _PROVEN else _unproven(job, answer)


def _is_repeatable(failure: CiError) -> bool:
    """Whether nobody can know what became of the request."""
    if not isinstance(failure, Unreachable):
        return False
    answer = failure.answer
    return failure.is_passing and (answer is None or answer.status in _REPEATABLE)


def _unproven(job: JenkinsJob, answer: HttpResponse) -> CiError:
    return Rejected(
        f'the job {job.name} was asked for a run, and none came of it: HTTP {answer.status}',
        f'Look at {job.url}: something on the server may refuse what is queued.',
        answer,
    )


def _disabled(job: JenkinsJob) -> CiError:
    hint = f'Enable it at {job.url}, or ask who disabled it.'
    return CiError(f'the job {job.name} takes no builds: it is disabled', hint)


def _refusal(job: JenkinsJob, error: Rejected) -> CiError:
    status = error.answer.status if error.answer else 0
    said = answers.words(error.answer)
    if status == 409:
        return _disabled(job)
    if status == 405:
        hint = 'A redirect turned it into a GET: set jenkins.url to where it leads, https perhaps.'
        return CiError(f'the job {job.name} was not asked by POST, as seen from the server', hint)
    if status == 400:
        reason = said or 'it takes no parameters, or other ones'
        return CiError(f'the job {job.name} does not take our request: {reason}', _APPLY)
    return error
