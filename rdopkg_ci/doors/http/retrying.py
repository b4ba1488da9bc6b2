"""When a request is made again, by urllib3's rules and within our time."""

from __future__ import annotations

import time

from urllib3.exceptions import InvalidHeader, MaxRetryError
from urllib3.util.retry import Retry

from rdopkg_ci.doors.http.failures import Unreachable

# A server that wants us to wait for longer is out of order to us.
LONGEST_PAUSE = 30.0
_STATUSES = (502, 503, 504)
_METHODS = ('GET', 'HEAD')


def retries(count: int, backoff: float) -> Retry:
    """How often, and after which pauses, in seconds, a request is made again."""
    return Retry(
        total=count,
        backoff_factor=backoff,
        allowed_methods=_METHODS,
        status_forcelist=_STATUSES,
    )


def again(left: Retry, method: str, error: Unreachable, deadline: float) -> Retry | None:
    """What is left of the retries, after the pause that is due; None where it was the last try."""
    asked = _retry_after(left, error)
    if error.answer is None:
        is_due = error.is_passing and method in _METHODS
    else:
        is_due = left.is_retry(method, error.answer.status, asked is not None)
    if not is_due:
        return None
    try:
        fewer = left.increment(method, error=error)
    except MaxRetryError:
        return None
    pause = fewer.get_backoff_time() if asked is None else asked
    if pause > LONGEST_PAUSE or time.monotonic() + pause >= deadline:
        return None
    time.sleep(pause)
    return fewer


def _retry_after(retry: Retry, error: Unreachable) -> float | None:
    text = error.answer.headers.get('retry-after') if error.answer else None
    try:
        return retry.parse_retry_after(text) if text else None
    except (InvalidHeader, ValueError, OverflowError):
        return None
