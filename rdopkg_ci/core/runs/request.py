"""What a run is asked for: one type from the gate, through the engine, to the worker.

As text a request is a mapping of parameters, the same for every engine. Its key is computed from
what is tested, so that whoever asks again finds the run instead of starting another. The commit
that the policy is read at is no part of the key: a run tried again after the policy was corrected
is the next attempt at the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from rdopkg_ci.core.phase import PHASE1, PHASE2
from rdopkg_ci.core.runs import parameters
from rdopkg_ci.core.target import Target
from rdopkg_ci.core.text.terminal import quoted

LONGEST_NUMBER = 12


@dataclass(frozen=True)
class Request:
    """One attempt at one phase for one target; ``attempt`` counts from 1.

    ``commit`` is under test, and ``ref`` leads to it while it is under review; ``policy`` is the
    commit that the policy is read at. ``without`` and ``updates`` are sorted ids. ``label`` is of
    the agents that may run it, empty for any. With ``isolate``, which is ``yes`` or empty, it is no
    round: it only looks for who is at fault.
    """

    phase: str
    target: Target
    commit: str
    policy: str
    ref: str = ''
    update: str = ''
    without: tuple[str, ...] = ()
    updates: tuple[str, ...] = ()
    generation: str = ''
    attempt: int = 1
    label: str = ''
    isolate: str = ''

    @property
    def subject(self) -> str:
        """What is tested, whatever the target and the attempt."""
        if self.phase == PHASE1:
            return phase1_subject(self.update, self.commit)
        if self.phase == PHASE2:
            return phase2_subject(self.commit, self.without, bool(self.isolate))
        # Generations are named after their content: the same content needs no second test.
        return f'{self.phase}.{self.generation}'

    @property
    def series(self) -> str:
        """What all attempts at the same have in common: their keys without the number."""
        return f'{self.subject}.{self.target.release}_{self.target.dist}'

    @property
    def key(self) -> str:
        return f'{self.series}.{self.attempt}'

    @property
    def mapping(self) -> Mapping[str, str]:
        """The parameters of the run, all of them text."""
        names = [one.name for one in parameters.taken_by(self.phase)]
        return {**{name: _text(getattr(self, name)) for name in names}, 'key': self.key}

    def attempted(self, attempt: int) -> Request:
        """Another attempt at the same."""
        return replace(self, attempt=attempt)

    @classmethod
    def parse(cls, phase: str, mapping: Mapping[str, str]) -> Request:
        """The request with these parameters; other ones are nobody's business.

        Raises ValueError, with the reason, where they are not those of a run of ours: above all
        when their ``key`` does not follow from the others. Without a key it is the first attempt.
        """
        values = parameters.checked(phase, mapping)
        request = cls(
            phase,
            Target.parse(values['target']),
            values['commit'],
            values['policy'] or values['commit'],
            values.get('ref', ''),
            values.get('update', ''),
            _ids(values.get('without', '')),
            _ids(values.get('updates', '')),
            values.get('generation', ''),
            label=values.get('label', ''),
            isolate=values.get('isolate', ''),
        )
        return _with_key(request, mapping.get('key') or '')


def phase1_subject(update: str, commit: str) -> str:
    """The subject of phase1's runs for an update at a commit, whatever its targets."""
    # The whole id: a pair of commits that begin alike is a matter of seconds.
    return f'{PHASE1}.{update}-{commit}'


def phase2_subject(commit: str, without: tuple[str, ...], isolate: bool = False) -> str:
    """The subject of phase2's runs for the pool at a commit less some updates, by sorted ids."""
    digest = hashlib.sha256(','.join(without).encode()).hexdigest()[:16]
    if isolate:
        return f'{PHASE2}.{commit}-isolate-{digest}'
    return f'{PHASE2}.{commit}{f"-without-{digest}" if without else ""}'


def _with_key(request: Request, key: str) -> Request:
    attempt = key.rpartition('.')[2]
    if attempt.isascii() and attempt.isdigit() and len(attempt) < LONGEST_NUMBER:
        request = request.attempted(int(attempt))
    if key and request.key != key:
        raise ValueError(f'the key {quoted(key)} is not that of these parameters')
    return request


def _ids(text: str) -> tuple[str, ...]:
    return tuple(sorted(set(filter(None, text.split(',')))))


def _text(value: object) -> str:
    return ','.join(value) if isinstance(value, tuple) else str(value)
