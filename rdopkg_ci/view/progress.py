"""How long a run has gone on, and how long it may."""

from __future__ import annotations

from datetime import datetime, timezone

from rdopkg_ci.core.judging.report import Report


def progress(report: Report, now: datetime) -> str:
    """Of a run that goes on; empty while it has not begun."""
    if report.started is None:
        return ''
    began = report.started
    began = began if began.tzinfo else began.replace(tzinfo=timezone.utc)
    # Another machine's clock may be ahead of ours.
    spent = max(0.0, (now - began).total_seconds())
    if report.expected is None:
        return f'for {duration(spent)}'
    left = report.expected - spent
    if left < 0:
        return f'for {duration(spent)}, {duration(-left)} longer than expected'
    return f'for {duration(spent)}, about {duration(left)} left'


def duration(seconds: float) -> str:
    """Such as ``40s``, ``3m``, ``1h05m``."""
    whole = round(seconds)
    if whole < 60:
        return f'{whole}s'
    minutes = whole // 60
    return f'{minutes}m' if minutes < 60 else f'{minutes // 60}h{minutes % 60:02}m'
