"""The key of a run: computed from what it tests, so that whoever asks again finds the run instead
of starting another.

The commit that the policy is read at is no part of the key: a run tried again after the policy was
mended is the next attempt at the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Callable, NamedTuple

from rdopkg_ci.core.target import Target

SHORT = 12


class Request(NamedTuple):
    """What to run: ``parameters`` are the worker's options; the same request always has the same
    key.
    """

    phase: str
    target: Target
    key: str
    parameters: Mapping[str, str]


RequestFactory = Callable[[Target, int], Request]


def phase1(update_id: str, revision: str, policy: str, target: Target, attempt: int) -> Request:
    """One update at one patch set on one target. ``policy`` is the commit of the branch that the
    policy is read at.
    """
    parameters = {'commit': revision, 'policy': policy, 'update': update_id}
    return _request('phase1', f'{update_id}-{revision[:SHORT]}', target, attempt, parameters)


def phase2(
    commit: str, policy: str, without: Iterable[str], target: Target, attempt: int
) -> Request:
    """The pool at ``commit`` less the updates ``without``, on one target."""
    left_out = ','.join(sorted(without))
    subject = commit[:SHORT] + (f'-without-{_digest(left_out)}' if left_out else '')
    return _request(
        'phase2',
        subject,
        target,
        attempt,
        {'commit': commit, 'policy': policy, 'without': left_out},
    )


def stage(
    commit: str, policy: str, updates: Iterable[str], generation: str, target: Target, attempt: int
) -> Request:
    """A stage generation, made of production and ``updates`` out of ``ready/`` at ``commit``.

    Generations are named after their content, so the key needs nothing else: the same content needs
    no second test.
    """
    parameters = {
        'commit': commit,
        'policy': policy,
        'updates': ','.join(sorted(updates)),
        'generation': generation,
    }
    return _request('stage', generation, target, attempt, parameters)


def _request(
    phase: str, subject: str, target: Target, attempt: int, parameters: Mapping[str, str]
) -> Request:
    key = f'{phase}.{subject}.{target.release}_{target.dist}.{attempt}'
    return Request(phase, target, key, {**parameters, 'target': str(target), 'key': key})


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
